package org.openpo.web.order;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.openpo.domain.match.ExceptionCode;
import org.openpo.ejb.match.WhatIf;

/** What an order would take, as the second step shows it. */
public record WhatIfPreview(WhatIf whatIf) {
    /** So many invoices are listed; the rest is a number. */
    private static final int ROWS = 12;

    /** One invoice of the list. */
    public record Row(WhatIf.Taken invoice, boolean moved) { }

    /** A reason why invoices would not come, and how many. */
    public record Near(ExceptionCode code, long count) { }

    /** Invoices and credit memos that would come. */
    public int taken() {
        return whatIf.exceptions().size() + whatIf.moved().size();
    }

    /** Invoices in exception of the same sellers that would not. */
    public long left() {
        return whatIf.near().values().stream().mapToLong(Long::longValue).sum();
    }

    public long all() {
        return taken() + left();
    }

    /** What would come, in the order's currency. */
    public BigDecimal amount() {
        return rowStream().map(row -> row.invoice().purchaseOrderAmount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The latest first: those are the ones a person knows. */
    public List<Row> rows() {
        return rowStream().sorted(Comparator.comparing((Row row) -> row.invoice().issueDate()).reversed()).limit(ROWS).toList();
    }

    /** How many of {@link #taken} are not in {@link #rows}. */
    public int more() {
        return Math.max(0, taken() - ROWS);
    }

    public List<Near> near() {
        return whatIf.near().entrySet().stream().sorted(Map.Entry.<ExceptionCode, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(e -> new Near(e.getKey(), e.getValue())).toList();
    }

    private Stream<Row> rowStream() {
        return Stream.concat(whatIf.exceptions().stream().map(t -> new Row(t, false)), whatIf.moved().stream().map(t -> new Row(t, true)));
    }
}
