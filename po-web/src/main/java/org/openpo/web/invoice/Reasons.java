package org.openpo.web.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.openpo.domain.match.MatchCriterion;
import org.openpo.domain.match.RankingKey;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.match.Explanation;
import org.openpo.web.i18n.Texts;

/** Says in sentences how a matching came out (spec §4): why the chosen line was chosen, and why each of the others was not. */
final class Reasons {
    private final InvoiceDetails invoice;
    private final Explanation explanation;
    private final Texts texts;

    /** What became of a candidate. */
    public enum Result {
        SELECTED("ui-tag-success", "pi-check-circle", "op-cand-sel"), FITS("ui-tag-info", "pi-check", "op-cand-ok"), REJECTED("", "pi-times", "op-cand-rej");

        private final String tint;
        private final String icon;
        private final String row;

        Result(String tint, String icon, String row) {
            this.tint = tint;
            this.icon = icon;
            this.row = row;
        }

        public String getTint() { return tint; }
        public String getIcon() { return icon; }
        public String getRow() { return row; }
    }

    /**
     * One candidate as the page shows it.
     *
     * @param rank   null if it was dropped
     * @param reason a sentence
     */
    public record Row(Integer rank, long purchaseOrderPk, String purchaseOrderId, String lineItemNumber, Result result, String reason) { }

    Reasons(InvoiceDetails invoice, Texts texts) {
        this.invoice = invoice;
        this.explanation = invoice.explanation();
        this.texts = texts;
    }

    /** Every candidate with its sentence, in the order of the explanation. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Explanation.Candidate c : explanation.candidates()) {
            Result result = c.droppedBy() != null ? Result.REJECTED : isChosen(c) ? Result.SELECTED : Result.FITS;
            rows.add(new Row(c.rank(), c.purchaseOrderPk(), c.purchaseOrderId(), c.lineItemNumber(), result, sentence(c, result)));
        }
        return rows;
    }

    private boolean isChosen(Explanation.Candidate c) {
        // A credit memo goes to all lines of its original.
        return explanation.chosen() != null && (followsOriginal() || c.rank() != null && c.rank() == 1);
    }

    private boolean followsOriginal() {
        return "ORIGINAL".equals(explanation.how());
    }

    private String sentence(Explanation.Candidate c, Result result) {
        return switch (result) {
            case SELECTED -> won(c);
            case FITS -> c.outrankedBy() == null ? "" : texts.get("why.lost." + c.outrankedBy(), valueFor(c.outrankedBy()));
            case REJECTED -> texts.get("why.dropped." + c.droppedBy(), valueFor(c.droppedBy()));
        };
    }

    private String won(Explanation.Candidate chosen) {
        if (followsOriginal()) {
            return texts.get("why.won.original", invoice.originalInvoiceId());
        }
        Optional<RankingKey> decidedBy = explanation.candidates().stream().map(Explanation.Candidate::outrankedBy).filter(k -> k != null).findFirst();
        String sentence = decidedBy.map(k -> texts.get("why.won." + k, valueFor(k))).orElseGet(() -> texts.get("why.won.only"));
        return Boolean.FALSE.equals(chosen.covers()) ? sentence + " " + texts.get("why.won.overspent") : sentence;
    }

    private Object valueFor(RankingKey key) {
        return key == RankingKey.INVOICE_UNIT ? orNone(invoice.invoiceUnit()) : "";
    }

    private Object valueFor(MatchCriterion criterion) {
        return switch (criterion) {
            case REFERENCE -> orNone(invoice.row().purchaseOrderReference());
            case SELLER -> invoice.row().seller();
            case CURRENCY -> invoice.row().currency();
            case TAX_REGISTRATION_NUMBER -> orNone(invoice.taxRegistrationNumber());
            case INVOICE_UNIT -> orNone(invoice.invoiceUnit());
            case BILLING_PERIOD -> invoice.row().billingPeriod();
            case TYPE -> invoice.row().invoiceClass();
            case SUSPENDED, LINE_CLOSED, CHARGE_FILTER, BALANCE_HELD -> "";
        };
    }

    private String orNone(String value) {
        return value == null ? texts.get("why.none") : value;
    }

    /** One or two sentences on the whole: how it was matched, how many lines were looked at. */
    String summary() {
        long fit = explanation.candidates().stream().filter(c -> c.rank() != null).count();
        long dropped = explanation.candidates().size() - fit + explanation.notShown();
        if (followsOriginal()) {
            return texts.get("why.summary.original", invoice.originalInvoiceId());
        }
        String how = explanation.chosen() == null ? "why.summary.none" : "REFERENCE".equals(explanation.how()) ? "why.summary.reference" : "why.summary.rule";
        return texts.get(how, orNone(invoice.row().purchaseOrderReference())) + " " + texts.get("why.summary.counts", fit, dropped);
    }
}
