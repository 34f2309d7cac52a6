package org.openpo.ejb.inbound.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.invoice.Standing;

/**
 * Charges summed up to invoices (docs/import-formats.md). Memory grows with invoices and with their different charges by account,
 * category and service, not with rows. One object for all files of a set: an invoice may go on in the next file.
 *
 * <p>A row is told by setting {@link #cells} and one of the costs, then {@link #endRow}. Equal texts of successive rows should be the same
 * object: what such a row belongs to is found faster then.
 */
final class CostSums {
    /** So many different charges at once; they take some hundred bytes each. */
    static final int CHARGES_MAX = 500_000;
    /** Longer texts in a needed cell make the invoice unreadable. */
    static final int TEXT_MAX = 10_000;
    private static final int CHARGES_OF_INVOICE_MAX = 9_000;
    private static final int PROBLEMS_MAX = 5;
    private static final int REFERENCES_MAX = 20;
    private static final int CHARGE_DECIMALS = 8;
    private static final int DESCRIPTION_MAX = 1000;
    private static final int LABEL_MAX = 100;
    private static final int SHOWN = 60;
    private static final int MEMO_MAX = 50_000;
    private static final Set<String> GRAIN_SERVICE = Set.of("servicename");

    /** The current row's texts by {@link CostColumn#ordinal()}; null where there is none. */
    final String[] cells = new String[CostColumn.values().length];
    /** The current row's cost with {@link ExactSum#SCALE} decimals, if {@link #slowCost} is null. */
    long fastCost;
    /** The current row's cost if it does not fit {@link #fastCost}. */
    BigDecimal slowCost;
    /** The current row's cost if it is no number. */
    String wrongCost;
    /** Whether the current row has a cost. */
    boolean hasCost;
    /** A column of the current row whose text cannot be used: control characters, or far too long. */
    CostColumn wrongCell;

    private final boolean aws;
    private final ColumnMapping mapping;
    private final int chargesMax;
    private final Map<InvoiceKey, Invoice> invoices = new LinkedHashMap<>();
    private static final List<CostColumn> OF_KIND = List.of(CostColumn.CATEGORY, CostColumn.CLASS, CostColumn.FREQUENCY, CostColumn.PUBLISHER, CostColumn.PROVIDER, CostColumn.ISSUER);
    private static final List<CostColumn> OF_INVOICE = List.of(CostColumn.INVOICE_ID, CostColumn.ISSUER, CostColumn.ACCOUNT, CostColumn.CURRENCY, CostColumn.PERIOD_START,
            CostColumn.PERIOD_END, CostColumn.ISSUE_DATE, CostColumn.DUE_DATE, CostColumn.STATUS, CostColumn.PURCHASE_ORDER, CostColumn.REFERENCE_INVOICE, CostColumn.PAYMENT_CURRENCY);

    private final RowMemo<CostKind> kindOfRow = new RowMemo<>(OF_KIND);
    private final RowMemo<Invoice> invoiceOfRow = new RowMemo<>(OF_INVOICE);
    private final Map<List<String>, CostKind> kinds = new HashMap<>();
    private final Map<List<String>, Optional<LocalDate[]>> periods = new HashMap<>();
    private final Map<String, String> services = new HashMap<>();
    private final ChargeKey probe = new ChargeKey();
    private Invoice invoice;
    private CostKind kind;
    private Charge charge;
    private int charges;
    private boolean servicesFolded;
    private Origin origin;
    private String archived;
    private boolean hasInvoiceIds;

    CostSums(boolean aws, ColumnMapping mapping, int chargesMax) {
        this.aws = aws;
        this.mapping = mapping;
        this.chargesMax = chargesMax;
    }

    /** The next file's name in its archive. */
    void in(String name) {
        archived = name;
    }

    /** A file begins. @throws BusinessRuleException COLUMN_MISSING */
    void begin(List<String> header, Map<CostColumn, Integer> positions) {
        List<String> missing = new ArrayList<>();
        for (CostColumn column : List.of(CostColumn.COST, CostColumn.CATEGORY, CostColumn.PERIOD_START, CostColumn.ISSUER, CostColumn.CURRENCY)) {
            if (!positions.containsKey(column) && constant(column) == null) {
                missing.add(column.name(aws));
            }
        }
        hasInvoiceIds = positions.containsKey(CostColumn.INVOICE_ID);
        if (!hasInvoiceIds && !positions.containsKey(CostColumn.ACCOUNT) && constant(CostColumn.ACCOUNT) == null) {
            missing.add(CostColumn.INVOICE_ID.name(aws));
        }
        if (!missing.isEmpty()) {
            throw new BusinessRuleException("", ErrorCode.COLUMN_MISSING, String.join(", ", missing));
        }
        Map<String, String> columns = new HashMap<>();
        for (CostColumn column : CostColumn.values()) {
            columns.putIfAbsent(column.field(), positions.containsKey(column) ? header.get(positions.get(column)) : column.name(aws));
        }
        for (CostColumn column : List.of(CostColumn.ISSUE_DATE, CostColumn.CATEGORY)) {
            if (positions.containsKey(column)) {
                columns.put(column.field(), header.get(positions.get(column)));
            }
        }
        columns.put("net", columns.get("gross"));
        columns.put("tax", columns.get("gross"));
        origin = archived == null ? Origin.of(columns) : Origin.of(columns).in(archived);
        kindOfRow.clear();
        invoiceOfRow.clear();
    }

    /** Forgets the last row's cost. */
    void clearCost() {
        fastCost = 0;
        slowCost = null;
        wrongCost = null;
        hasCost = false;
        wrongCell = null;
    }

    private String constant(CostColumn column) {
        InvoiceColumn field = switch (column) {
            case ISSUER -> InvoiceColumn.SELLER;
            case CURRENCY -> InvoiceColumn.CURRENCY;
            case ACCOUNT -> InvoiceColumn.BILLED_ACCOUNT;
            case ISSUE_DATE -> InvoiceColumn.ISSUE_DATE;
            case PURCHASE_ORDER -> InvoiceColumn.PURCHASE_ORDER_REFERENCE;
            default -> null;
        };
        return field == null ? null : mapping.constants().get(field);
    }

    private String cell(CostColumn column) {
        String value = cells[column.ordinal()];
        return value == null ? constant(column) : value;
    }

    /** The current row is complete. @param number 1-based number of the row in its file */
    void endRow(long number) {
        kind = kindOfRow.get(cells);
        if (kind == null) {
            kind = kind();
            kindOfRow.put(cells, kind);
        }
        // An invoice without an ID depends on the kind of charge as well.
        boolean identified = cells[CostColumn.INVOICE_ID.ordinal()] != null;
        invoice = identified ? invoiceOfRow.get(cells) : null;
        if (invoice == null) {
            invoice = invoice(number);
            if (identified) {
                invoiceOfRow.put(cells, invoice);
            }
        }
        charge = charge();
        if (wrongCell != null) {
            invoice.problem(number, wrongCell, ErrorCode.INVALID_CHARACTERS);
        }
        if (!hasCost) {
            invoice.problem(number, CostColumn.COST, ErrorCode.REQUIRED);
        } else if (wrongCost != null) {
            invoice.problem(number, CostColumn.COST, ErrorCode.NOT_A_NUMBER, shown(wrongCost));
        } else if (slowCost == null) {
            charge.sum.add(fastCost);
        } else {
            charge.sum.add(slowCost);
        }
        invoice.rows++;
        if (cells[CostColumn.PAYMENT_COST.ordinal()] != null) {
            payment(number);
        }
    }

    private CostKind kind() {
        String category = cells[CostColumn.CATEGORY.ordinal()];
        String chargeClass = cells[CostColumn.CLASS.ordinal()];
        String publisher = cells[CostColumn.PUBLISHER.ordinal()];
        String provider = cells[CostColumn.PROVIDER.ordinal()];
        String issuer = cell(CostColumn.ISSUER);
        List<String> key = Arrays.asList(category, chargeClass, cells[CostColumn.FREQUENCY.ordinal()], publisher, provider, issuer);
        CostKind known = kinds.get(key);
        if (known == null) {
            CostKind found = aws ? CostKind.ofCur(category, chargeClass, publisher)
                    : CostKind.ofFocus(category, chargeClass, key.get(2), publisher, provider, issuer == null ? "" : issuer);
            known = new CostKind(cut(found.label(), LABEL_MAX), found.tax(), found.invoiceClass());
            remember(kinds, key, known);
        }
        return known;
    }

    private static <K, V> void remember(Map<K, V> memo, K key, V value) {
        if (memo.size() >= MEMO_MAX) {
            memo.clear();
        }
        memo.put(key, value);
    }

    private Invoice invoice(long number) {
        String id = cell(CostColumn.INVOICE_ID);
        String issuer = cell(CostColumn.ISSUER);
        String account = cell(CostColumn.ACCOUNT);
        Optional<LocalDate[]> period = period();
        YearMonth month = period.map(p -> YearMonth.from(p[0])).orElse(null);
        // An invoice without an ID is told by account, month and class; what belongs to no class is given to one of them at the end.
        InvoiceKey key = id != null ? new InvoiceKey(issuer, id, null, null, null) : new InvoiceKey(issuer, null, account, month, hasInvoiceIds ? null : kind.invoiceClass());
        Invoice found = invoices.get(key);
        if (found == null) {
            found = new Invoice(key, number, origin);
            count(1);
            invoices.put(key, found);
            if (issuer == null) {
                found.problem(number, CostColumn.ISSUER, ErrorCode.REQUIRED);
            }
        }
        if (period.isEmpty()) {
            found.problem(number, CostColumn.PERIOD_START, ErrorCode.NOT_A_DATE, shown(Objects.toString(cells[CostColumn.PERIOD_START.ordinal()], "")));
        } else if (found.period == null || month.isAfter(found.period)) {
            found.period = month;
            found.periodEnd = period.get()[1];
        }
        found.agree(number, CostColumn.CURRENCY, cell(CostColumn.CURRENCY));
        found.agree(number, CostColumn.ISSUE_DATE, cell(CostColumn.ISSUE_DATE));
        found.agree(number, CostColumn.DUE_DATE, cell(CostColumn.DUE_DATE));
        found.agree(number, CostColumn.STATUS, cell(CostColumn.STATUS));
        found.account = found.rows > 0 && !Objects.equals(found.account, account) ? null : account;
        add(found.purchaseOrders, cell(CostColumn.PURCHASE_ORDER));
        String reference = cell(CostColumn.REFERENCE_INVOICE);
        add(found.references, reference == null || reference.equals(id) ? null : reference);
        return found;
    }

    private static void add(Set<String> values, String value) {
        if (value != null && values.size() < REFERENCES_MAX) {
            values.add(value);
        }
    }

    private Optional<LocalDate[]> period() {
        List<String> key = Arrays.asList(cells[CostColumn.PERIOD_START.ordinal()], cells[CostColumn.PERIOD_END.ordinal()]);
        Optional<LocalDate[]> known = periods.get(key);
        if (known == null) {
            known = BillingMonth.of(key.get(0), key.get(1));
            remember(periods, key, known);
        }
        return known;
    }

    private Charge charge() {
        String account = cells[CostColumn.SUB_ACCOUNT.ordinal()];
        probe.account = account == null ? cell(CostColumn.ACCOUNT) : account;
        probe.kind = kind;
        probe.service = servicesFolded || invoice.servicesFolded ? null : service(cells[CostColumn.SERVICE.ordinal()]);
        Charge found = invoice.charges.get(probe);
        if (found == null) {
            found = new Charge(invoice.rows);
            invoice.charges.put(probe.copy(), found);
            count(1);
            if (invoice.charges.size() > CHARGES_OF_INVOICE_MAX && !invoice.servicesFolded) {
                fold(invoice);
                return charge();
            }
        }
        return found;
    }

    /** The name in {@code {"ServiceName": "Compute"}} of Invoice Detail; elsewhere the text itself. */
    private String service(String text) {
        if (text == null || !text.startsWith("{")) {
            return text;
        }
        String known = services.get(text);
        if (known == null) {
            known = Grain.service(text, GRAIN_SERVICE).orElse("");
            remember(services, text, known);
        }
        return known.isEmpty() ? null : known;
    }

    /** What is too much to keep is kept without telling services apart; what is still too much is refused. */
    private void count(int more) {
        charges += more;
        if (charges > chargesMax && !servicesFolded) {
            servicesFolded = true;
            invoices.values().forEach(this::fold);
        }
        if (charges > chargesMax) {
            throw new BusinessRuleException("", ErrorCode.TOO_MANY_CHARGES, chargesMax);
        }
    }

    private void fold(Invoice each) {
        each.servicesFolded = true;
        Map<ChargeKey, Charge> all = each.charges;
        each.charges = new HashMap<>();
        all.forEach((key, sum) -> {
            key.service = null;
            each.charges.computeIfAbsent(key, k -> new Charge(sum.order)).sum.add(sum.sum);
        });
        charges -= all.size() - each.charges.size();
    }

    private void payment(long number) {
        String text = cells[CostColumn.PAYMENT_COST.ordinal()];
        Optional<BigDecimal> amount = FieldText.plainNumber(text);
        if (amount.isEmpty()) {
            invoice.problem(number, CostColumn.PAYMENT_COST, ErrorCode.NOT_A_NUMBER, shown(text));
            return;
        }
        invoice.agree(number, CostColumn.PAYMENT_CURRENCY, cells[CostColumn.PAYMENT_CURRENCY.ordinal()]);
        (kind.tax() ? invoice.paymentTax : invoice.paymentNet).add(amount.get());
    }

    /** All files are read: delivers the invoices. */
    void deliver(Consumer<InvoiceReader.Row> rows) {
        if (invoices.keySet().stream().anyMatch(key -> key.id == null)) {
            joinWhatHasNoClass();
        }
        // Lets go of each invoice's sums once its draft is made.
        for (InvoiceKey key : List.copyOf(invoices.keySet())) {
            Invoice each = invoices.remove(key);
            InvoiceReader.Row row = each.row();
            if (row != null) {
                rows.accept(row);
            }
        }
    }

    /** Tax, credits and adjustments of an account's month go to its usage, or else to what else it bought. */
    private void joinWhatHasNoClass() {
        for (Invoice each : List.copyOf(invoices.values())) {
            if (each.key.id != null || each.key.invoiceClass != null || each.unbilled()) {
                continue;
            }
            List.of(InvoiceClass.MONTHLY_USAGE, InvoiceClass.SUBSCRIPTION, InvoiceClass.MARKETPLACE).stream()
                    .map(c -> invoices.get(new InvoiceKey(each.key.issuer, null, each.key.account, each.key.month, c))).filter(Objects::nonNull).findFirst()
                    .ifPresent(target -> {
                        target.join(each);
                        invoices.remove(each.key);
                    });
        }
    }

    private static String shown(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }

    private static String cut(String value, int max) {
        return value == null || value.length() <= max ? value : value.substring(0, max - 1) + "…";
    }

    private record InvoiceKey(String issuer, String id, String account, YearMonth month, InvoiceClass invoiceClass) { }

    /** Mutable as a probe only: a key in a map is never changed, except while the map is rebuilt. */
    private static final class ChargeKey {
        private String account;
        private CostKind kind;
        private String service;

        ChargeKey copy() {
            ChargeKey copy = new ChargeKey();
            copy.account = account;
            copy.kind = kind;
            copy.service = service;
            return copy;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ChargeKey key && (kind == key.kind || kind.equals(key.kind)) && Objects.equals(account, key.account) && Objects.equals(service, key.service);
        }

        @Override
        public int hashCode() {
            return (31 * Objects.hashCode(account) + Objects.hashCode(service)) * 31 + kind.label().hashCode();
        }
    }

    private static final class Charge {
        private final ExactSum sum = new ExactSum();
        private final long order;

        Charge(long order) {
            this.order = order;
        }
    }

    private final class Invoice {
        private final InvoiceKey key;
        private final long firstRow;
        private final Origin from;
        private final boolean idsInFile = hasInvoiceIds;
        private final Map<CostColumn, String> agreed = new java.util.EnumMap<>(CostColumn.class);
        private final Set<String> purchaseOrders = new LinkedHashSet<>(2);
        private final Set<String> references = new LinkedHashSet<>(2);
        private final ExactSum paymentNet = new ExactSum();
        private final ExactSum paymentTax = new ExactSum();
        private final List<Violation> problems = new ArrayList<>(0);
        private Map<ChargeKey, Charge> charges = new HashMap<>();
        private boolean servicesFolded;
        private YearMonth period;
        private LocalDate periodEnd;
        private String account;
        private long rows;

        Invoice(InvoiceKey key, long firstRow, Origin from) {
            this.key = key;
            this.firstRow = firstRow;
            this.from = from;
        }

        /** A row of the invoice is wrong: none of it can be taken. */
        void problem(long row, CostColumn column, ErrorCode code, Object... arguments) {
            if (problems.size() < PROBLEMS_MAX) {
                List<Object> all = new ArrayList<>(List.of(arguments));
                if (code == ErrorCode.REQUIRED) {
                    problems.add(Violation.of(column.name(aws), ErrorCode.CHARGE_REQUIRED, row));
                } else if (code == ErrorCode.ROWS_DISAGREE) {
                    problems.add(new Violation(column.name(aws), code, all));
                } else {
                    problems.add(Violation.of(column.name(aws), ErrorCode.CHARGE_UNREADABLE, row, all.isEmpty() ? "" : all.get(0)));
                }
            }
        }

        /** All rows of an invoice say the same where they say something. */
        void agree(long row, CostColumn column, String value) {
            if (value == null) {
                return;
            }
            String other = agreed.putIfAbsent(column, value);
            if (other != null && other != value && !other.equals(value)) {
                problem(row, column, ErrorCode.ROWS_DISAGREE, row, shown(other), shown(value));
            }
        }

        boolean unbilled() {
            return key.id == null && idsInFile || "open".equalsIgnoreCase(agreed.getOrDefault(CostColumn.STATUS, ""));
        }

        void join(Invoice other) {
            other.charges.forEach((k, sum) -> charges.computeIfAbsent(k, x -> new Charge(rows + sum.order)).sum.add(sum.sum));
            other.agreed.forEach((column, value) -> agree(other.firstRow, column, value));
            other.problems.stream().limit(PROBLEMS_MAX - (long) problems.size()).forEach(problems::add);
            paymentNet.add(other.paymentNet);
            paymentTax.add(other.paymentTax);
            rows += other.rows;
        }

        private BigDecimal total(boolean onlyTax) {
            ExactSum total = new ExactSum();
            charges.forEach((k, sum) -> {
                if (!onlyTax || k.kind.tax()) {
                    total.add(sum.sum);
                }
            });
            return total.value();
        }

        /** The invoice, or why there is none; null if it is one that nobody has written yet over nothing. */
        InvoiceReader.Row row() {
            String currency = agreed.get(CostColumn.CURRENCY);
            BigDecimal total = total(false);
            if (unbilled()) {
                return total.signum() == 0 && problems.isEmpty() ? null : new InvoiceReader.Refused(firstRow, from, key.id,
                        List.of(Violation.of(CostColumn.INVOICE_ID.name(aws), ErrorCode.NOT_INVOICED_YET, rows, total.stripTrailingZeros().toPlainString(), Objects.toString(currency, ""))));
            }
            LocalDate issued = date(CostColumn.ISSUE_DATE).orElse(periodEnd);
            LocalDate due = date(CostColumn.DUE_DATE).orElse(null);
            if (currency == null) {
                problem(firstRow, CostColumn.CURRENCY, ErrorCode.REQUIRED);
            }
            if (key.id == null && key.account == null) {
                problem(firstRow, CostColumn.ACCOUNT, ErrorCode.REQUIRED);
            }
            List.of(Objects.toString(key.id, ""), Objects.toString(key.issuer, ""), Objects.toString(account, "")).stream().filter(t -> !FieldText.isClean(t)).findFirst()
                    .ifPresent(t -> problems.add(Violation.of("", ErrorCode.INVALID_CHARACTERS)));
            if (!problems.isEmpty()) {
                return new InvoiceReader.Refused(firstRow, from, key.id, List.copyOf(problems));
            }
            int digits = digits(currency);
            BigDecimal gross = total.setScale(digits, RoundingMode.HALF_EVEN);
            BigDecimal tax = total(true).setScale(digits, RoundingMode.HALF_EVEN);
            InvoiceKind invoiceKind = gross.signum() < 0 ? InvoiceKind.CREDIT_MEMO : InvoiceKind.INVOICE;
            InvoiceClass invoiceClass = invoiceClass();
            InvoiceDraft draft = new InvoiceDraft(key.id == null ? derivedId(invoiceClass) : key.id, key.issuer, null, invoiceKind, invoiceClass,
                    key.id == null ? key.account : account, null, null, period, issued, due, currency, gross.subtract(tax), tax, gross, payment(currency), null,
                    purchaseOrders.size() == 1 ? purchaseOrders.iterator().next() : null,
                    invoiceKind == InvoiceKind.CREDIT_MEMO && references.size() == 1 ? references.iterator().next() : null, drafts());
            boolean voided = "voided".equalsIgnoreCase(agreed.getOrDefault(CostColumn.STATUS, ""));
            return new InvoiceReader.Read(firstRow, from, draft, voided ? Standing.CANCELLED : Standing.DUE);
        }

        private String derivedId(InvoiceClass invoiceClass) {
            return key.account + "/" + key.month + "/" + invoiceClass;
        }

        private Optional<LocalDate> date(CostColumn column) {
            String text = agreed.get(column);
            Optional<LocalDate> date = text == null ? Optional.empty() : FieldText.date(text);
            if (text != null && date.isEmpty()) {
                problem(firstRow, column, ErrorCode.NOT_A_DATE, shown(text));
            }
            return date;
        }

        private static int digits(String currency) {
            try {
                return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
            } catch (IllegalArgumentException unknown) {
                // said by the rules of invoices
                return 2;
            }
        }

        private InvoiceDraft.Payment payment(String currency) {
            String paid = agreed.get(CostColumn.PAYMENT_CURRENCY);
            if (paid == null || paid.equals(currency)) {
                return null;
            }
            ExactSum gross = new ExactSum();
            gross.add(paymentNet);
            gross.add(paymentTax);
            BigDecimal rounded = gross.value().setScale(digits(paid), RoundingMode.HALF_EVEN);
            // Where only a settlement row carries the amount, nothing is known of its tax.
            return new InvoiceDraft.Payment(paid, paymentTax.isZero() ? null : rounded.subtract(paymentTax.value().setScale(digits(paid), RoundingMode.HALF_EVEN)), rounded);
        }

        /** Usage decides where there is any: one-off purchases have invoices of their own wherever a supplier tells them apart. */
        private InvoiceClass invoiceClass() {
            if (key.id == null && key.invoiceClass != null) {
                return key.invoiceClass;
            }
            Set<InvoiceClass> classes = classes(true);
            if (classes.isEmpty()) {
                classes = classes(false);
            }
            for (InvoiceClass each : List.of(InvoiceClass.MONTHLY_USAGE, InvoiceClass.SUBSCRIPTION, InvoiceClass.MARKETPLACE)) {
                if (classes.contains(each)) {
                    return each;
                }
            }
            return InvoiceClass.OTHER;
        }

        private Set<InvoiceClass> classes(boolean withAmount) {
            return charges.entrySet().stream().filter(e -> e.getKey().kind.invoiceClass() != null && (!withAmount || !e.getValue().sum.isZero()))
                    .map(e -> e.getKey().kind.invoiceClass()).collect(Collectors.toSet());
        }

        private List<InvoiceDraft.ChargeDraft> drafts() {
            return charges.entrySet().stream().filter(e -> !e.getValue().sum.isZero())
                    .sorted(Comparator.comparing((Map.Entry<ChargeKey, Charge> e) -> Objects.toString(e.getKey().account, "")).thenComparing(e -> e.getKey().kind.label())
                            .thenComparing(e -> Objects.toString(e.getKey().service, "")).thenComparing(e -> e.getValue().order))
                    .map(e -> new InvoiceDraft.ChargeDraft(e.getKey().account, e.getKey().kind.label(), cut(e.getKey().service, DESCRIPTION_MAX),
                            e.getValue().sum.value().setScale(CHARGE_DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros())).toList();
        }
    }
}
