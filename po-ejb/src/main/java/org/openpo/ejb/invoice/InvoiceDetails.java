package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.ejb.match.Explanation;

/**
 * Everything about one invoice.
 *
 * @param row         what lists show
 * @param payment     amounts in the currency of payment, or null
 * @param printedRate or null
 * @param allocated   what the standing allocations cover of the gross amount, invoice currency
 * @param unmatchedByPerson a person took it off its lines: rules leave it alone until somebody asks for this one
 * @param duplicateOf id of the invoice that it is once more, as a person said, or null
 * @param history     every allocation and reversal, oldest first
 * @param corrections what people decided about it, oldest first
 * @param originalPk  id of the original of a credit memo, if it is here
 * @param explanation how the last matching came out, or null
 */
public record InvoiceDetails(InvoiceRow row, long version, String billedAccount, String invoiceUnit, String taxRegistrationNumber,
        InvoiceDraft.Payment payment, InvoiceDraft.Rate printedRate, String originalInvoiceId, Long originalPk, List<InvoiceDraft.ChargeDraft> charges,
        InvoiceSource source, Long importJobId, BigDecimal allocated, String stateReason,
        boolean unmatchedByPerson, Long duplicateOf, List<LedgerRow> history, List<CorrectionView> corrections, Explanation explanation,
        Instant createdAt, String createdBy) {

    /** The correction that undoing would take back, if there is one. */
    public Optional<CorrectionView> lastCorrection() {
        return corrections.stream().filter(c -> c.undoes() == null && !c.undone()).reduce((earlier, later) -> later);
    }

    /**
     * One row of the ledger.
     *
     * @param reversal it takes an earlier row back
     */
    public record LedgerRow(AllocationView allocation, boolean reversal) { }
}
