package org.openpo.ejb.inbound.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.invoice.Standing;

/**
 * An invoice in the terms of EN 16931, whichever syntax it came in: UBL and CII fill the same terms ({@code BT-…}), and one place makes
 * the draft of them. Decisions and their reasons stand in docs/import-formats.md.
 */
final class EInvoice {
    /** UNTDID 1001: documents that give money back. */
    private static final Set<String> CREDIT_NOTES = Set.of("81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532");
    /** UNTDID 1001: documents that look like an invoice and ask for nothing. */
    private static final Set<String> NO_INVOICES = Set.of("325", "310", "315");
    private static final int DESCRIPTION_MAX = 1000;
    private static final int CATEGORY_MAX = 100;
    private static final int CHARGE_DECIMALS = 8;
    /** Peppol: what is written where an order reference must stand and there is none. */
    private static final String NO_REFERENCE = "NA";

    /** The business terms that become a draft. */
    enum Term {
        NUMBER("invoiceId"), TYPE_CODE("kind"), ISSUE_DATE("issueDate"), DUE_DATE("dueDate"), DELIVERY_DATE("billingPeriod"), PERIOD_START("billingPeriod"), PERIOD_END("billingPeriod"),
        CURRENCY("currency"), SELLER_NAME("seller"), SELLER_TRADING_NAME("seller"), SELLER_VAT_ID("sellerTaxId"), SELLER_TAX_REGISTRATION("sellerTaxId"), SELLER_LEGAL_ID("sellerTaxId"),
        BUYER_VAT_ID("taxRegistrationNumber"), BUYER_ACCOUNTING_REFERENCE("billedAccount"), PURCHASE_ORDER("purchaseOrderReference"), PRECEDING_INVOICE("originalInvoiceId"),
        LINE_TOTAL("net"), NET("net"), TAX("tax"), GROSS("gross"), PREPAID("gross"), ROUNDING("gross"), PAYABLE("gross"),
        LINE_AMOUNT("charges"), LINE_NAME("charges"), LINE_ACCOUNTING_REFERENCE("charges"), LINE_PURCHASE_ORDER("purchaseOrderReference"),
        LINE_PERIOD_START("billingPeriod"), LINE_PERIOD_END("billingPeriod"), ALLOWANCE_INDICATOR("charges"), ALLOWANCE_AMOUNT("charges"), ALLOWANCE_REASON("charges");

        private final String field;

        Term(String field) {
            this.field = field;
        }

        /** The field of the API that it fills. */
        String field() {
            return field;
        }
    }

    private record Value(String text, String qualifier) { }

    private final boolean creditNote;
    private final Map<Term, String> names;
    private final Origin origin;
    private final Map<Term, Value> values = new LinkedHashMap<>();
    private final List<Value> taxes = new ArrayList<>();
    private final Set<String> lineOrders = new LinkedHashSet<>();
    private final Charges charges = new Charges();
    private final Checks checks = new Checks();
    private LocalDate linesFrom;
    private LocalDate linesTo;
    private Map<Term, Value> part = new LinkedHashMap<>();

    /**
     * @param creditNote the document says by its kind that it gives money back
     * @param names      the syntax's word for a term, for people who look it up in the file
     */
    EInvoice(boolean creditNote, Map<Term, String> names, Origin origin) {
        this.creditNote = creditNote;
        this.names = names;
        this.origin = origin;
    }

    /** A term's value. The first one counts where a syntax allows several, as with a seller's tax schemes. */
    void set(Term term, String text, String qualifier) {
        if (text.isEmpty()) {
            return;
        }
        switch (term) {
            case TAX -> taxes.add(new Value(text, qualifier));
            case LINE_AMOUNT, LINE_NAME, LINE_ACCOUNTING_REFERENCE, LINE_PURCHASE_ORDER, LINE_PERIOD_START, LINE_PERIOD_END, ALLOWANCE_INDICATOR, ALLOWANCE_AMOUNT, ALLOWANCE_REASON ->
                    part.putIfAbsent(term, new Value(text, qualifier));
            default -> values.putIfAbsent(term, new Value(text, qualifier));
        }
    }

    /** A line ends. */
    void endLine() {
        BigDecimal amount = number(Term.LINE_AMOUNT, part);
        String order = reference(text(Term.LINE_PURCHASE_ORDER, part));
        if (order != null) {
            lineOrders.add(order);
        }
        LocalDate from = date(Term.LINE_PERIOD_START, part);
        LocalDate to = date(Term.LINE_PERIOD_END, part);
        linesFrom = from != null && (linesFrom == null || from.isBefore(linesFrom)) ? from : linesFrom;
        linesTo = to != null && (linesTo == null || to.isAfter(linesTo)) ? to : linesTo;
        if (amount != null) {
            charges.add(text(Term.LINE_ACCOUNTING_REFERENCE, part), "Line", text(Term.LINE_NAME, part), amount);
        }
        part = new LinkedHashMap<>();
    }

    /** An allowance or charge of the whole document ends. */
    void endAllowance() {
        BigDecimal amount = number(Term.ALLOWANCE_AMOUNT, part);
        boolean charge = "true".equals(text(Term.ALLOWANCE_INDICATOR, part)) || "1".equals(text(Term.ALLOWANCE_INDICATOR, part));
        if (amount != null) {
            charges.add(null, charge ? "Charge" : "Allowance", text(Term.ALLOWANCE_REASON, part), charge ? amount : amount.negate());
        }
        part = new LinkedHashMap<>();
    }


    InvoiceReader.Row row() {
        String id = text(Term.NUMBER, values);
        InvoiceDraft draft = draft(id);
        return checks.violations().isEmpty() ? new InvoiceReader.Read(1, origin, draft, Standing.DUE)
                : new InvoiceReader.Refused(1, origin, id, checks.violations().stream().distinct().toList());
    }

    private InvoiceDraft draft(String id) {
        String currency = text(Term.CURRENCY, values);
        String seller = first(Term.SELLER_NAME, Term.SELLER_TRADING_NAME);
        LocalDate issued = date(Term.ISSUE_DATE, values);
        require(Term.NUMBER, id);
        require(Term.SELLER_NAME, seller);
        require(Term.ISSUE_DATE, values.get(Term.ISSUE_DATE));
        require(Term.CURRENCY, currency);
        BigDecimal gross = gross();
        BigDecimal tax = tax(currency);
        BigDecimal net = number(Term.NET, values);
        return new InvoiceDraft(id, seller, first(Term.SELLER_VAT_ID, Term.SELLER_TAX_REGISTRATION, Term.SELLER_LEGAL_ID), kind(gross), InvoiceClass.OTHER,
                text(Term.BUYER_ACCOUNTING_REFERENCE, values), null, text(Term.BUYER_VAT_ID, values), period(issued), issued, date(Term.DUE_DATE, values), currency,
                net, tax, gross, null, null, orderReference(), text(Term.PRECEDING_INVOICE, values), charges.drafts());
    }

    private void require(Term term, Object value) {
        if (value == null) {
            checks.add(names.get(term), ErrorCode.REQUIRED);
        }
    }

    /** BT-112: what the supplier charges in all. What was paid in advance has to be paid for all the same, and rounding is no price. */
    private BigDecimal gross() {
        BigDecimal stated = number(Term.GROSS, values);
        BigDecimal payable = number(Term.PAYABLE, values);
        BigDecimal prepaid = number(Term.PREPAID, values);
        BigDecimal rounding = number(Term.ROUNDING, values);
        if (stated != null || payable == null) {
            if (stated == null) {
                checks.add(names.get(Term.GROSS), ErrorCode.REQUIRED);
            }
            return stated;
        }
        return payable.add(prepaid == null ? BigDecimal.ZERO : prepaid).subtract(rounding == null ? BigDecimal.ZERO : rounding);
    }

    /** BT-110: of the tax totals the one in the invoice's currency; the other is for the tax office. */
    private BigDecimal tax(String currency) {
        BigDecimal sum = null;
        for (Value each : taxes) {
            Optional<BigDecimal> amount = FieldText.plainNumber(each.text());
            if (amount.isEmpty()) {
                checks.add(names.get(Term.TAX), ErrorCode.NOT_A_NUMBER, FieldText.shown(each.text()));
            } else if (each.qualifier() == null || currency == null || each.qualifier().equals(currency)) {
                sum = sum == null ? amount.get() : sum.add(amount.get());
            }
        }
        return sum;
    }

    private InvoiceKind kind(BigDecimal gross) {
        String code = text(Term.TYPE_CODE, values);
        if (code != null && NO_INVOICES.contains(code)) {
            checks.add(names.get(Term.TYPE_CODE), ErrorCode.NOT_ALLOWED_VALUE, code, "380, 381");
        }
        boolean givesBack = creditNote || code != null && CREDIT_NOTES.contains(code) || gross != null && gross.signum() < 0;
        return givesBack ? InvoiceKind.CREDIT_MEMO : InvoiceKind.INVOICE;
    }

    /**
     * The month the invoice is for: of the period's end if that is over when the invoice is issued, of its start if it is billed in
     * advance; else the month of delivery; else of issue.
     */
    private YearMonth period(LocalDate issued) {
        LocalDate from = date(Term.PERIOD_START, values);
        LocalDate to = date(Term.PERIOD_END, values);
        if (from == null && to == null) {
            from = linesFrom;
            to = linesTo;
        }
        LocalDate delivered = date(Term.DELIVERY_DATE, values);
        LocalDate day = to != null && (from == null || issued == null || !to.isAfter(issued)) ? to : from != null ? from : delivered != null ? delivered : issued;
        return day == null ? null : YearMonth.from(day);
    }

    /** BT-13, or what all lines that name an order agree on. */
    private String orderReference() {
        String ofDocument = reference(text(Term.PURCHASE_ORDER, values));
        return ofDocument != null ? ofDocument : lineOrders.size() == 1 ? lineOrders.iterator().next() : null;
    }

    private static String reference(String text) {
        return text == null || text.equalsIgnoreCase(NO_REFERENCE) || text.equalsIgnoreCase("N/A") ? null : text;
    }

    private String first(Term... terms) {
        for (Term term : terms) {
            String text = text(term, values);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private String text(Term term, Map<Term, Value> from) {
        Value value = from.get(term);
        if (value == null) {
            return null;
        }
        if (!FieldText.isClean(value.text())) {
            checks.add(names.get(term), ErrorCode.INVALID_CHARACTERS);
            return null;
        }
        return value.text().replaceAll("\\s+", " ");
    }

    private BigDecimal number(Term term, Map<Term, Value> from) {
        Value value = from.get(term);
        Optional<BigDecimal> number = value == null ? Optional.empty() : FieldText.plainNumber(value.text());
        if (value != null && number.isEmpty()) {
            checks.add(names.get(term), ErrorCode.NOT_A_NUMBER, FieldText.shown(value.text()));
        }
        return number.orElse(null);
    }

    /** ISO 8601 in UBL, perhaps with an offset that says nothing about the day; 20260131 in CII (format 102). */
    private LocalDate date(Term term, Map<Term, Value> from) {
        Value value = from.get(term);
        if (value == null) {
            return null;
        }
        String text = value.text();
        Optional<LocalDate> date = text.matches("\\d{8}(\\d{4,6})?")
                ? FieldText.date(text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6, 8))
                : FieldText.xmlDate(text);
        if (date.isEmpty()) {
            checks.add(names.get(term), ErrorCode.NOT_A_DATE, FieldText.shown(text));
        }
        return date.orElse(null);
    }

    /** Lines by account and description, so that an invoice of a hundred thousand lines stays one of a few hundred charges. */
    private static final class Charges {
        private record Key(String account, String category, String description) { }

        private static final int KEPT_MAX = 9_000;
        private Map<Key, BigDecimal> sums = new LinkedHashMap<>();
        private boolean folded;

        void add(String account, String category, String description, BigDecimal amount) {
            sums.merge(key(account, category, description), amount, BigDecimal::add);
            if (sums.size() > KEPT_MAX && !folded) {
                folded = true;
                Map<Key, BigDecimal> all = sums;
                sums = new LinkedHashMap<>();
                all.forEach((key, sum) -> sums.merge(key(key.account, key.category, null), sum, BigDecimal::add));
            }
        }

        private Key key(String account, String category, String description) {
            String shortened = description == null || description.length() <= DESCRIPTION_MAX ? description : description.substring(0, DESCRIPTION_MAX - 1) + "…";
            String kept = category.length() <= CATEGORY_MAX ? category : category.substring(0, CATEGORY_MAX);
            return new Key(account, kept, folded ? null : shortened);
        }

        List<InvoiceDraft.ChargeDraft> drafts() {
            return sums.entrySet().stream().map(e -> new InvoiceDraft.ChargeDraft(e.getKey().account, e.getKey().category, e.getKey().description,
                    e.getValue().scale() <= CHARGE_DECIMALS ? e.getValue() : e.getValue().setScale(CHARGE_DECIMALS, RoundingMode.HALF_EVEN))).toList();
        }
    }
}
