package org.openpo.web.faces;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The days of which a list shows what happened, both included; either end may be open. */
public class DayRange implements Serializable {
    private static final long serialVersionUID = 1L;

    private LocalDate from;
    private LocalDate to;

    public void clear() {
        from = null;
        to = null;
    }

    public boolean isEmpty() {
        return from == null && to == null;
    }

    /** When the first day begins, or null. */
    public Instant start(ZoneId zone) {
        return from == null ? null : from.atStartOfDay(zone).toInstant();
    }

    /** When the day after the last one begins, or null. */
    public Instant end(ZoneId zone) {
        return to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant();
    }

    public LocalDate getFrom() { return from; }
    /** 2026-01-31. */
    public String getFromText() { return from == null ? null : from.toString(); }
    public void setFromText(String text) { this.from = AddressQuery.day(text).orElse(null); }
    public LocalDate getTo() { return to; }
    public String getToText() { return to == null ? null : to.toString(); }
    public void setToText(String text) { this.to = AddressQuery.day(text).orElse(null); }
}
