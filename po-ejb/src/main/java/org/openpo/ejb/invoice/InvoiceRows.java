package org.openpo.ejb.invoice;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.openpo.domain.invoice.Charge;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.ejb.query.RowBatch;

/** New invoices as rows, written past the persistence unit (see docs/adr/0011): the same rows, for many invoices at once. */
final class InvoiceRows {
    private static final List<String> COLUMNS = List.of("id", "invoice_id", "invoice_key", "loose_hash", "seller_id", "seller_name", "seller_key", "seller_tax_id", "kind", "invoice_class", "billed_account",
            "invoice_unit", "tax_registration_number", "billing_period", "issue_date", "due_date", "currency", "net", "tax", "gross", "payment_currency", "payment_net",
            "payment_gross", "rate_source_currency", "rate_target_currency", "rate", "purchase_order_reference", "original_invoice_id", "original_invoice_key", "source",
            "import_job_id", "state", "exception_codes", "state_reason", "unmatched_by_person", "duplicate_of_id", "allocated", "explanation", "fingerprint", "created_at",
            "created_by", "updated_at", "exception_since", "assigned_to", "accepted_codes", "version");
    private static final String INSERT = "insert into invoice (" + String.join(", ", COLUMNS) + ") values (" + "?, ".repeat(COLUMNS.size() - 1) + "?)";
    private static final String INSERT_CHARGE = "insert into invoice_charge (invoice_pk, position, account, category, description, amount) values (?, ?, ?, ?, ?, ?)";

    private InvoiceRows() { }

    /** @param invoices with their ids */
    static void write(EntityManager em, List<Invoice> invoices) {
        try (RowBatch rows = new RowBatch(em, INSERT)) {
            invoices.forEach(invoice -> add(rows, invoice));
            rows.write();
        }
        try (RowBatch rows = new RowBatch(em, INSERT_CHARGE)) {
            for (Invoice invoice : invoices) {
                int position = 0;
                for (Charge c : invoice.charges()) {
                    rows.number(invoice.id()).position(position++).text(c.account()).text(c.category()).text(c.description()).number(c.amount()).add();
                }
            }
            rows.write();
        }
    }

    private static void add(RowBatch row, Invoice i) {
        InvoiceDraft.Payment payment = i.payment() == null ? new InvoiceDraft.Payment(null, null, null) : i.payment();
        InvoiceDraft.Rate rate = i.printedRate() == null ? new InvoiceDraft.Rate(null, null, null) : i.printedRate();
        row.number(i.id()).text(i.invoiceId()).text(Invoice.keyOf(i.invoiceId())).number(i.looseHash()).number(i.sellerId()).text(i.sellerName()).text(i.sellerKey()).text(i.sellerTaxId()).text(i.kind())
                .text(i.invoiceClass()).text(i.billedAccount()).text(i.invoiceUnit()).text(i.taxRegistrationNumber()).month(i.billingPeriod()).date(i.issueDate())
                .date(i.dueDate()).text(i.currency().getCurrencyCode()).number(i.net()).number(i.tax()).number(i.gross()).text(payment.currency()).number(payment.net())
                .number(payment.gross()).text(rate.sourceCurrency()).text(rate.targetCurrency()).number(rate.rate()).text(i.purchaseOrderReference())
                .text(i.originalInvoiceId()).text(i.originalInvoiceKey()).text(i.source()).number(i.importJobId()).text(i.state())
                .text(i.exceptionCodes().isEmpty() ? null : i.exceptionCodes().stream().map(Enum::name).collect(Collectors.joining(","))).text(i.stateReason())
                .flag(i.isUnmatchedByPerson()).number(i.duplicateOfId()).number(i.allocated()).text(i.explanation()).text(i.fingerprint()).instant(i.createdAt())
                .text(i.createdBy()).instant(i.updatedAt()).instant(i.exceptionSince()).text(i.assignedTo()).text(i.acceptedCodes()).number(1L).add();
    }
}
