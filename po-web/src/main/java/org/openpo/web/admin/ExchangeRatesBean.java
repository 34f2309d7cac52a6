package org.openpo.web.admin;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

import org.openpo.ejb.rate.ExchangeRateService;
import org.openpo.ejb.rate.ExchangeRateView;
import org.openpo.web.faces.Notes;

/** The table of exchange rates, as {@code #{exchangeRates}}. */
@Named("exchangeRates")
@ViewScoped
public class ExchangeRatesBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private ExchangeRateService service;
    @Inject
    private Notes notes;

    private String currency;
    private String source;
    private String target;
    private LocalDate validFrom;
    private BigDecimal rate;
    private transient LazyDataModel<ExchangeRateView> rows;
    private ExchangeRateView chosen;

    public LazyDataModel<ExchangeRateView> getRows() {
        if (rows == null) {
            rows = new Rows();
        }
        return rows;
    }

    public boolean isNone() {
        return currency == null && service.page(null, 0, 1).total() == 0;
    }

    /** Rates of another currency, or of all. */
    public void filter() {
        rows = null;
    }

    public void startAdding() {
        source = null;
        target = null;
        validFrom = null;
        rate = null;
    }

    public void add() {
        ExchangeRateView added = service.add(code(source), code(target), validFrom, rate);
        notes.toast("exchangeRates.added", added.source(), added.target(), added.validFrom());
    }

    private static String code(String text) {
        return text == null ? null : text.strip().toUpperCase(Locale.ROOT);
    }

    public void startDeleting(ExchangeRateView one) {
        chosen = one;
    }

    public void delete() {
        service.delete(chosen.id());
        notes.toast("exchangeRates.deleted", chosen.source(), chosen.target(), chosen.validFrom());
        chosen = null;
    }

    public ExchangeRateView getChosen() { return chosen; }
    public String getCurrency() { return currency; }
    public void setCurrency(String currency) { this.currency = currency == null || currency.isBlank() ? null : code(currency); }
    public String getSource() { return source; }
    public void setSource(String source) { this.source = source; }
    public String getTarget() { return target; }
    public void setTarget(String target) { this.target = target; }
    public LocalDate getValidFrom() { return validFrom; }
    public void setValidFrom(LocalDate validFrom) { this.validFrom = validFrom; }
    public BigDecimal getRate() { return rate; }
    public void setRate(BigDecimal rate) { this.rate = rate; }

    /** One page of the rates at a time. */
    private final class Rows extends LazyDataModel<ExchangeRateView> {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(Map<String, FilterMeta> unused) {
            return Math.toIntExact(service.page(currency, 0, 1).total());
        }

        @Override
        public List<ExchangeRateView> load(int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> unused) {
            return service.page(currency, first, size).items();
        }

        @Override
        public String getRowKey(ExchangeRateView row) {
            return String.valueOf(row.id());
        }
    }
}
