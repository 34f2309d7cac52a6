package org.openpo.web.queue;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.openpo.domain.match.ExceptionCode;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.QueueFilter;
import org.openpo.web.faces.AddressQuery;

/** What the queue shows right now: tab, filters, page, the exception that is open. Written as the query of an address and read back. */
public class ExceptionListState implements Serializable {
    private static final long serialVersionUID = 1L;
    static final int ROWS = 25;
    static final List<Integer> AGES = List.of(3, 7, 30, 90);

    private static final int DAYS_MOST = 99_999;

    private ExceptionView view = ExceptionView.ALL;
    private ExceptionCode code;
    private Integer age;
    private Integer upTo;
    private String seller;
    private String currency;
    private YearMonth from;
    private YearMonth to;
    private String person;
    private BigDecimal min;
    private BigDecimal max;
    private int first;
    private Long current;

    /** @param me account name of the person who looks */
    InvoiceFilter filter(ExceptionView ofView, String me) {
        Set<ExceptionCode> codes = code == null ? ofView.codes() : Set.of();
        // A code of another tab: nothing is in both.
        boolean nothing = code != null && !ofView.codes().isEmpty() && !ofView.codes().contains(code);
        return InvoiceFilter.ofQueue(null, seller, currency, new QueueFilter(codes, code, age, upTo, ofView == ExceptionView.MINE ? me : person, nothing ? BigDecimal.ONE : min,
                nothing ? BigDecimal.ZERO : max, from, to));
    }

    /** How many filters are on besides the tab. */
    public int filterCount() {
        return (int) Stream.of(code, age, upTo, seller, currency, from == null ? to : from, person, min, max).filter(Objects::nonNull).count();
    }

    public void clear() {
        code = null;
        age = null;
        upTo = null;
        seller = null;
        currency = null;
        from = null;
        to = null;
        person = null;
        min = null;
        max = null;
        first = 0;
    }

    /** The query of the address, with "?" in front. */
    public String toQuery() {
        return query(view, first, current);
    }

    /** The query of another tab, from its first page. */
    public String toQuery(ExceptionView other) {
        String query = query(other, 0, null);
        // An empty address in a link would be the present one.
        return query.isEmpty() ? "?" : query;
    }

    private String query(ExceptionView ofView, int start, Long open) {
        return new AddressQuery().with("view", ofView == ExceptionView.ALL ? null : ofView).with("code", code).with("age", age).with("upTo", upTo).with("seller", seller)
                .with("currency", currency).with("from", from).with("to", to).with("person", person).with("min", min == null ? null : min.toPlainString()).with("max", max == null ? null : max.toPlainString())
                .with("first", start == 0 ? null : start).with("id", open).toString();
    }

    /** As many as the API takes: the database knows no date before all others. */
    private static Integer days(String text) {
        return AddressQuery.number(text).filter(days -> days >= 0 && days <= DAYS_MOST).orElse(null);
    }

    public ExceptionView getView() { return view; }
    public String getViewName() { return view.name(); }
    public void setViewName(String name) { this.view = AddressQuery.constant(ExceptionView.class, name).orElse(ExceptionView.ALL); }
    public ExceptionCode getCode() { return code; }
    public String getCodeName() { return code == null ? null : code.name(); }
    public void setCodeName(String name) { this.code = AddressQuery.constant(ExceptionCode.class, name).orElse(null); }
    public Integer getAge() { return age; }
    public String getAgeText() { return age == null ? null : age.toString(); }
    public void setAgeText(String days) { this.age = days(days); }
    /** Most days; reports link to it. */
    public Integer getUpTo() { return upTo; }
    public String getUpToText() { return upTo == null ? null : upTo.toString(); }
    public void setUpToText(String days) { this.upTo = days(days); }
    public String getCurrency() { return currency; }
    public void setCurrency(String currency) { this.currency = AddressQuery.text(currency); }
    /** First billing period; reports link to it. */
    public YearMonth getFrom() { return from; }
    public String getFromText() { return from == null ? null : from.toString(); }
    public void setFromText(String month) { this.from = AddressQuery.month(month).orElse(null); }
    public YearMonth getTo() { return to; }
    public String getToText() { return to == null ? null : to.toString(); }
    public void setToText(String month) { this.to = AddressQuery.month(month).orElse(null); }
    public String getSeller() { return seller; }
    public void setSeller(String seller) { this.seller = AddressQuery.text(seller); }
    public String getPerson() { return person; }
    public void setPerson(String person) { this.person = AddressQuery.text(person); }
    public BigDecimal getMin() { return min; }
    public void setMin(BigDecimal min) { this.min = min == null ? null : min.abs(); }
    public BigDecimal getMax() { return max; }
    public void setMax(BigDecimal max) { this.max = max == null ? null : max.abs(); }
    public String getMinText() { return min == null ? null : min.toPlainString(); }
    public void setMinText(String number) { this.min = decimal(number); }
    public String getMaxText() { return max == null ? null : max.toPlainString(); }
    public void setMaxText(String number) { this.max = decimal(number); }
    public int getFirst() { return first; }
    public void setFirst(int first) { this.first = Math.max(0, first); }
    public String getFirstText() { return String.valueOf(first); }
    public void setFirstText(String number) { setFirst(AddressQuery.number(number).orElse(0)); }
    public Long getCurrent() { return current; }
    public void setCurrent(Long current) { this.current = current; }
    public String getCurrentText() { return current == null ? null : current.toString(); }
    public void setCurrentText(String id) { this.current = id != null && id.matches("[0-9]{1,18}") ? Long.valueOf(id) : null; }

    private static BigDecimal decimal(String text) {
        return text != null && text.matches("[0-9]{1,15}(\\.[0-9]{1,4})?") ? new BigDecimal(text) : null;
    }
}
