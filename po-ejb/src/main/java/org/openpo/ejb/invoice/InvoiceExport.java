package org.openpo.ejb.invoice;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.money.Decimals;
import org.openpo.ejb.export.Column;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.export.ListExport;
import org.openpo.ejb.inbound.read.ListCell;

/**
 * Writes a list of invoices into a file, a row for each: its charges are not in it, and so an import refuses the file, by its columns, instead of taking the
 * charges away.
 */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InvoiceExport {
    /** What one read fetches. */
    private static final int PART = 500;
    private static final List<Column<InvoiceRow>> COLUMNS = List.of(
            new Column<>("id", 10, r -> Long.toString(r.id())),
            new Column<>("invoiceId", 22, InvoiceRow::invoiceId),
            new Column<>("seller", 36, InvoiceRow::seller),
            new Column<>("sellerKnown", 12, InvoiceRow::sellerKnown),
            new Column<>("kind", 14, r -> r.kind().name()),
            new Column<>("invoiceClass", 18, r -> r.invoiceClass().name()),
            new Column<>("billingPeriod", 13, r -> r.billingPeriod().toString()),
            new Column<>("issueDate", 12, InvoiceRow::issueDate),
            new Column<>("dueDate", 12, InvoiceRow::dueDate),
            new Column<>("currency", 10, InvoiceRow::currency),
            amount("net", InvoiceRow::net),
            amount("tax", InvoiceRow::tax),
            amount("gross", InvoiceRow::gross),
            new Column<>("purchaseOrderReference", 24, InvoiceRow::purchaseOrderReference),
            new Column<>("state", 16, r -> r.state().name()),
            new Column<>("exceptionCodes", 28, r -> ListCell.write(r.exceptionCodes().stream().map(ExceptionCode::name).toList())),
            new Column<>("exceptionSince", 20, InvoiceRow::exceptionSince),
            new Column<>("assignedTo", 16, InvoiceRow::assignedTo),
            amount("allocated", InvoiceRow::allocated),
            amount("unallocated", r -> r.gross().subtract(r.allocated())),
            new Column<>("allocations", 40, InvoiceExport::allocations));

    @EJB
    private InvoiceQueries queries;

    /** All invoices of the list, in its order; what is added or removed meanwhile shifts nothing. */
    public void write(InvoiceFilter filter, InvoiceSort sort, boolean descending, ExportFormat format, OutputStream out) throws IOException {
        ListExport.write(format, "invoices", COLUMNS, cursor -> queries.slice(filter, sort, descending, cursor, PART), out);
    }

    private static Column<InvoiceRow> amount(String header, Function<InvoiceRow, BigDecimal> value) {
        return new Column<>(header, 16, r -> value.apply(r) == null ? null : Decimals.ofCurrency(value.apply(r), r.currency()));
    }

    /** Each line item with what it covers of the gross amount: {@code PO-2026-0042/1=119.00}. */
    private static String allocations(InvoiceRow row) {
        return ListCell.writePairs(row.allocations().stream().map(a -> new ListCell.Pair(a.purchaseOrderId() + "/" + a.lineItemNumber(),
                Decimals.ofCurrency(a.covered(), row.currency()).toPlainString())).toList());
    }
}
