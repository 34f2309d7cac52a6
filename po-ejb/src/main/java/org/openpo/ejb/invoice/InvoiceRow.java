package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;

/**
 * An invoice as lists show it. Amounts in its currency, signed.
 *
 * @param exceptionSince since when it waits as an exception, or null
 * @param assignedTo account name of who takes care of the exception, or null
 * @param allocations standing allocations (net of reversals)
 */
public record InvoiceRow(long id, String invoiceId, String seller, boolean sellerKnown, InvoiceKind kind, InvoiceClass invoiceClass,
        YearMonth billingPeriod, LocalDate issueDate, LocalDate dueDate, String currency, BigDecimal net, BigDecimal tax, BigDecimal gross,
        InvoiceState state, List<ExceptionCode> exceptionCodes, String purchaseOrderReference, Instant exceptionSince, String assignedTo,
        List<AllocationView> allocations) {

    /** What line items cover of the gross amount. */
    public BigDecimal allocated() {
        return allocations.stream().map(AllocationView::covered).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
