package org.openpo.web.ledger;

import java.io.Serializable;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.ejb.order.FiguresAt;
import org.openpo.ejb.order.PurchaseOrderFigures;

/** The figures of a purchase order at the end of a past day, as {@code #{pastFigures}}. */
@Named("pastFigures")
@ViewScoped
public class PastFiguresBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private PurchaseOrderFigures figures;
    @Inject
    private Clock clock;

    private String at;
    private transient FiguresAt found;

    /** The figures at the end of the day of the address; null if it names none. */
    public FiguresAt of(long purchaseOrderKey) {
        LocalDate day = getDay();
        if (found == null && day != null) {
            found = figures.at(purchaseOrderKey, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        return found;
    }

    /** Null if the address names no day. */
    public LocalDate getDay() {
        try {
            return at == null || at.isBlank() ? null : LocalDate.parse(at);
        } catch (DateTimeException noDay) {
            return null;
        }
    }

    /** The last day that can be asked for. */
    public LocalDate getToday() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    public String getAt() { return at; }
    public void setAt(String at) { this.at = at; }
}
