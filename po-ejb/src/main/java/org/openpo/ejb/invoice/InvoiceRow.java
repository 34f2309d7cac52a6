package org.openpo.ejb.invoice;

import java.math.BigDecimal;
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
 * @param allocations standing allocations (net of reversals)
 */
public record InvoiceRow(long id, String invoiceId, String seller, boolean sellerKnown, InvoiceKind kind, InvoiceClass invoiceClass,
        YearMonth billingPeriod, LocalDate issueDate, LocalDate dueDate, String currency, BigDecimal net, BigDecimal tax, BigDecimal gross,
        InvoiceState state, List<ExceptionCode> exceptionCodes, String purchaseOrderReference, List<AllocationView> allocations) { }
