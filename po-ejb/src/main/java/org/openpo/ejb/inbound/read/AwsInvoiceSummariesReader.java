package org.openpo.ejb.inbound.read;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.invoice.Standing;

/**
 * Answers of AWS {@code ListInvoiceSummaries} (reference §9.1): one answer, an array of answers, or an array of summaries. Every
 * member of a summary is optional in the model; what an invoice cannot be without is asked for by name, the rest may be missing.
 * The mapping and its reasons stand in docs/import-formats.md. Members that are not known are ignored: the model grows.
 */
final class AwsInvoiceSummariesReader implements InvoiceReader {
    private static final String SUMMARIES = "InvoiceSummaries";
    /** One of these makes an object in an array a summary. */
    private static final Set<String> TYPICAL = Set.of("InvoiceId", "AccountId", "BaseCurrencyAmount", "BillType", "InvoiceType", "IssuedDate");
    /** So many characters without a row are no answer of AWS, whose summaries have some thousand each, and would have to be held in memory at once. */
    private static final int ROW_MAX = 8 * 1024 * 1024;
    private static final int SHOWN = 60;
    private static final int RATE_DECIMALS = 12;
    private static final Origin ORIGIN = Origin.of(Map.ofEntries(
            Map.entry("invoiceId", "InvoiceId"), Map.entry("seller", "Entity.InvoicingEntity"), Map.entry("kind", "InvoiceType"),
            Map.entry("invoiceClass", "BillType"), Map.entry("billedAccount", "AccountId"), Map.entry("billingPeriod", "BillingPeriod"),
            Map.entry("issueDate", "IssuedDate"), Map.entry("dueDate", "DueDate"), Map.entry("currency", "BaseCurrencyAmount.CurrencyCode"),
            Map.entry("net", "BaseCurrencyAmount.TotalAmountBeforeTax"), Map.entry("tax", "BaseCurrencyAmount.AmountBreakdown.Taxes.TotalAmount"),
            Map.entry("gross", "BaseCurrencyAmount.TotalAmount"), Map.entry("payment.currency", "PaymentCurrencyAmount.CurrencyCode"),
            Map.entry("payment.net", "PaymentCurrencyAmount.TotalAmountBeforeTax"), Map.entry("payment.gross", "PaymentCurrencyAmount.TotalAmount"),
            Map.entry("rate.sourceCurrency", "PaymentCurrencyAmount.CurrencyExchangeDetails.SourceCurrencyCode"),
            Map.entry("rate.targetCurrency", "PaymentCurrencyAmount.CurrencyExchangeDetails.TargetCurrencyCode"),
            Map.entry("rate.rate", "PaymentCurrencyAmount.CurrencyExchangeDetails.Rate"),
            Map.entry("purchaseOrderReference", "PurchaseOrderNumber"), Map.entry("originalInvoiceId", "OriginalInvoiceId")));

    private final FileText text;
    private Consumer<Row> rows;
    private ObjLongConsumer<JsonValue> originals = (value, at) -> { };
    private long number;
    private boolean recognised;

    private AwsInvoiceSummariesReader(FileText text) {
        this.text = text;
    }

    /** A reader of the file if it is JSON; whether it holds summaries is seen when it is read. */
    static Optional<AwsInvoiceSummariesReader> recognise(FileText text) {
        String beginning = text.beginning(1024).stripLeading();
        return beginning.startsWith("{") || beginning.startsWith("[") ? Optional.of(new AwsInvoiceSummariesReader(text)) : Optional.empty();
    }

    @Override
    public ImportFormat format() {
        return ImportFormat.AWS_INVOICE_SUMMARIES;
    }

    @Override
    public void read(Consumer<Row> consumer) {
        number = 0;
        recognised = false;
        try (BoundedRows reader = new BoundedRows(text.reader()); JsonParser json = JSON.createParser(reader)) {
            rows = row -> {
                consumer.accept(row);
                reader.rowEnded();
            };
            if (json.next() == Event.START_OBJECT) {
                answer(json);
            } else {
                elements(json);
            }
            // Reads on to the end of the file: what follows the value makes it malformed.
            while (json.hasNext()) {
                json.next();
            }
        } catch (JsonParsingException e) {
            throw malformed(e.getLocation());
        } catch (JsonException | NoSuchElementException | UnsupportedOperationException | NumberFormatException e) {
            // the text ends too early, or a number has more digits than the parser takes, before or behind its E
            throw malformed(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!recognised) {
            throw new BusinessRuleException("", ErrorCode.FILE_NOT_RECOGNISED);
        }
    }

    /** Delivers every element that {@link #read} makes a row of, with the row's number, as it stands in the file. */
    void originals(BiConsumer<Long, JsonValue> consumer) {
        originals = (value, at) -> consumer.accept(at, value);
        read(row -> { });
    }

    private static BusinessRuleException malformed(JsonLocation at) {
        return new BusinessRuleException("", ErrorCode.JSON_MALFORMED, at == null ? 0 : at.getLineNumber(), at == null ? 0 : at.getColumnNumber());
    }

    /** Inside an object at the root or in the root's array: an answer, or a summary by itself. */
    private void answer(JsonParser json) {
        JsonObjectBuilder other = JSON.createObjectBuilder();
        boolean summaries = false;
        boolean typical = false;
        for (Event event = json.next(); event != Event.END_OBJECT; event = json.next()) {
            String key = json.getString();
            Event value = json.next();
            if (value == Event.START_ARRAY && key.equals(SUMMARIES)) {
                summaries = true;
                recognised = true;
                summaries(json);
            } else if (summaries) {
                skip(json, value);
            } else {
                typical |= TYPICAL.contains(key);
                other.add(key, json.getValue());
            }
        }
        if (!summaries && typical) {
            recognised = true;
            rows.accept(summary(other.build()));
        } else if (!summaries) {
            originals.accept(other.build(), ++number);
            rows.accept(new Refused(number, ORIGIN, null, List.of(Violation.of("InvoiceId", ErrorCode.REQUIRED))));
        }
    }

    /** Goes to the end of a value without keeping it. */
    private static void skip(JsonParser json, Event begun) {
        int depth = depth(begun);
        while (depth > 0) {
            depth += depth(json.next());
        }
    }

    private static int depth(Event event) {
        return switch (event) {
            case START_ARRAY, START_OBJECT -> 1;
            case END_ARRAY, END_OBJECT -> -1;
            default -> 0;
        };
    }

    private void summaries(JsonParser json) {
        for (Event event = json.next(); event != Event.END_ARRAY; event = json.next()) {
            JsonValue value = json.getValue();
            rows.accept(value instanceof JsonObject summary ? summary(summary) : notAnObject(value));
        }
    }

    private void elements(JsonParser json) {
        for (Event event = json.next(); event != Event.END_ARRAY; event = json.next()) {
            if (event == Event.START_OBJECT) {
                answer(json);
            } else {
                rows.accept(notAnObject(json.getValue()));
            }
        }
    }

    private Row notAnObject(JsonValue value) {
        originals.accept(value, ++number);
        return new Refused(number, ORIGIN, null, List.of(Violation.of("", ErrorCode.WRONG_TYPE, "OBJECT")));
    }

    private Row summary(JsonObject json) {
        originals.accept(json, ++number);
        Summary summary = new Summary(json);
        InvoiceDraft draft = summary.draft();
        Standing standing = summary.standing();
        List<Violation> violations = summary.checks.violations().stream().distinct().toList();
        return violations.isEmpty() ? new Read(number, ORIGIN, draft, standing) : new Refused(number, ORIGIN, summary.text(json, "InvoiceId", "InvoiceId"), violations);
    }

    /** One summary's members as values; collects what cannot be understood. */
    private static final class Summary {
        private final JsonObject json;
        private final Checks checks = new Checks();

        Summary(JsonObject json) {
            this.json = json;
        }

        InvoiceDraft draft() {
            JsonObject entity = object(json, "Entity", "Entity");
            JsonObject base = object(json, "BaseCurrencyAmount", "BaseCurrencyAmount");
            JsonObject payment = object(json, "PaymentCurrencyAmount", "PaymentCurrencyAmount");
            if (base.isEmpty()) {
                base = payment;
            }
            String currency = text(base, "CurrencyCode", "BaseCurrencyAmount.CurrencyCode");
            BigDecimal gross = number(base, "TotalAmount", "BaseCurrencyAmount.TotalAmount");
            BigDecimal net = number(base, "TotalAmountBeforeTax", "BaseCurrencyAmount.TotalAmountBeforeTax");
            return new InvoiceDraft(required("InvoiceId"), requiredSeller(entity), kind(), invoiceClass(entity),
                    text(json, "AccountId", "AccountId"), null, null, period(), date("IssuedDate", true), date("DueDate", false),
                    currency, net, net == null || gross == null ? taxes(base) : null, gross, payment(payment, currency), rate(payment, base, currency),
                    text(json, "PurchaseOrderNumber", "PurchaseOrderNumber"), text(json, "OriginalInvoiceId", "OriginalInvoiceId"), List.of());
        }

        Standing standing() {
            if ("CANCELLED".equals(text(json, "TaxAuthorityStatus", "TaxAuthorityStatus"))) {
                return Standing.CANCELLED;
            }
            return "PAYMENT_RECEIPT".equals(text(json, "InvoiceType", "InvoiceType")) ? Standing.PAYMENT_RECEIPT : Standing.DUE;
        }

        private InvoiceKind kind() {
            String type = text(json, "InvoiceType", "InvoiceType");
            if ("REFUND".equals(text(json, "BillType", "BillType"))) {
                return InvoiceKind.CREDIT_MEMO;
            }
            if (type == null) {
                return InvoiceKind.INVOICE;
            }
            return switch (type) {
                case "INVOICE", "PAYMENT_RECEIPT" -> InvoiceKind.INVOICE;
                case "CREDIT_MEMO" -> InvoiceKind.CREDIT_MEMO;
                default -> {
                    // Not guessed: an unknown document counted as an invoice would take money from a balance.
                    checks.add("InvoiceType", ErrorCode.NOT_ALLOWED_VALUE, shown(type), "INVOICE, CREDIT_MEMO, PAYMENT_RECEIPT");
                    yield InvoiceKind.INVOICE;
                }
            };
        }

        private InvoiceClass invoiceClass(JsonObject entity) {
            if ("AWS_MARKETPLACE".equals(text(entity, "BillingEntity", "Entity.BillingEntity"))) {
                return InvoiceClass.MARKETPLACE;
            }
            String billType = text(json, "BillType", "BillType");
            if ("ANNIVERSARY".equals(billType)) {
                return InvoiceClass.MONTHLY_USAGE;
            }
            return "PURCHASE".equals(billType) ? InvoiceClass.SUBSCRIPTION : InvoiceClass.OTHER;
        }

        private String required(String member) {
            String value = text(json, member, member);
            if (value == null || value.isBlank()) {
                checks.add(member, ErrorCode.REQUIRED);
            }
            return value;
        }

        private String requiredSeller(JsonObject entity) {
            String value = text(entity, "InvoicingEntity", "Entity.InvoicingEntity");
            if (value == null || value.isBlank()) {
                checks.add("Entity.InvoicingEntity", ErrorCode.REQUIRED);
            }
            return value;
        }

        private YearMonth period() {
            JsonObject period = object(json, "BillingPeriod", "BillingPeriod");
            BigDecimal year = number(period, "Year", "BillingPeriod.Year");
            BigDecimal month = number(period, "Month", "BillingPeriod.Month");
            if (year == null || month == null) {
                checks.add("BillingPeriod", ErrorCode.REQUIRED);
                return null;
            }
            try {
                Optional<YearMonth> found = FieldText.month(year.intValueExact(), month.intValueExact());
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (ArithmeticException | java.time.DateTimeException notAMonth) {
                // said below, like month 13
            }
            checks.add("BillingPeriod", ErrorCode.NOT_A_MONTH, shown(year.toPlainString() + "-" + month.toPlainString()));
            return null;
        }

        private LocalDate date(String member, boolean required) {
            JsonValue value = json.get(member);
            if (value == null || value == JsonValue.NULL) {
                if (required) {
                    checks.add(member, ErrorCode.REQUIRED);
                }
                return null;
            }
            String text = value instanceof JsonString string ? string.getString().strip() : value.toString();
            Optional<LocalDate> date = FieldText.epochDate(text).or(() -> FieldText.date(text));
            if (date.isEmpty()) {
                checks.add(member, ErrorCode.NOT_A_DATE, shown(text));
            }
            return date.orElse(null);
        }

        private BigDecimal taxes(JsonObject base) {
            JsonObject breakdown = object(base, "AmountBreakdown", "BaseCurrencyAmount.AmountBreakdown");
            JsonObject taxes = object(breakdown, "Taxes", "BaseCurrencyAmount.AmountBreakdown.Taxes");
            return number(taxes, "TotalAmount", "BaseCurrencyAmount.AmountBreakdown.Taxes.TotalAmount");
        }

        /** The amounts in the customer's currency, if that is another one and they are given. */
        private InvoiceDraft.Payment payment(JsonObject payment, String baseCurrency) {
            String currency = text(payment, "CurrencyCode", "PaymentCurrencyAmount.CurrencyCode");
            BigDecimal gross = number(payment, "TotalAmount", "PaymentCurrencyAmount.TotalAmount");
            BigDecimal net = number(payment, "TotalAmountBeforeTax", "PaymentCurrencyAmount.TotalAmountBeforeTax");
            return currency == null || gross == null || currency.equals(baseCurrency) ? null : new InvoiceDraft.Payment(currency, net, gross);
        }

        private InvoiceDraft.Rate rate(JsonObject payment, JsonObject base, String baseCurrency) {
            String path = "PaymentCurrencyAmount.CurrencyExchangeDetails";
            JsonObject details = object(payment, "CurrencyExchangeDetails", path);
            if (details.isEmpty()) {
                path = "BaseCurrencyAmount.CurrencyExchangeDetails";
                details = object(base, "CurrencyExchangeDetails", path);
            }
            String source = text(details, "SourceCurrencyCode", path + ".SourceCurrencyCode");
            String target = text(details, "TargetCurrencyCode", path + ".TargetCurrencyCode");
            BigDecimal rate = number(details, "Rate", path + ".Rate");
            // A rate that says nothing new (1 USD is 1 USD), or not between what, is no rate.
            return rate == null || rate.signum() == 0 || source == null || target == null || source.equals(target) || baseCurrency == null
                    ? null : new InvoiceDraft.Rate(source, target, rate.scale() <= RATE_DECIMALS ? rate : rate.setScale(RATE_DECIMALS, RoundingMode.HALF_EVEN));
        }

        private JsonObject object(JsonObject parent, String member, String path) {
            JsonValue value = parent.get(member);
            if (value == null || value == JsonValue.NULL) {
                return JsonValue.EMPTY_JSON_OBJECT;
            }
            if (value instanceof JsonObject object) {
                return object;
            }
            checks.add(path, ErrorCode.WRONG_TYPE, "OBJECT");
            return JsonValue.EMPTY_JSON_OBJECT;
        }

        /** The member's text; null if it is missing or empty. A number counts as its text: account ids are sometimes written so. */
        private String text(JsonObject parent, String member, String path) {
            JsonValue value = parent.get(member);
            if (value == null || value == JsonValue.NULL) {
                return null;
            }
            if (value instanceof JsonString string) {
                if (FieldText.isClean(string.getString())) {
                    return string.getString().isBlank() ? null : string.getString().strip();
                }
                checks.add(path, ErrorCode.INVALID_CHARACTERS);
                return null;
            }
            if (value instanceof JsonNumber digits && digits.toString().length() <= SHOWN) {
                return digits.toString();
            }
            checks.add(path, ErrorCode.WRONG_TYPE, "STRING");
            return null;
        }

        private BigDecimal number(JsonObject parent, String member, String path) {
            String text = text(parent, member, path);
            if (text == null) {
                return null;
            }
            Optional<BigDecimal> number = FieldText.plainNumber(text);
            if (number.isEmpty()) {
                checks.add(path, ErrorCode.NOT_A_NUMBER, shown(text));
            }
            return number.orElse(null);
        }

        private static String shown(String value) {
            return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
        }
    }

    /** Refuses text of which one row would not fit into memory, be it one long value or millions of short ones. */
    private static final class BoundedRows extends java.io.FilterReader {
        private long line = 1;
        private int length;

        BoundedRows(Reader in) {
            super(in);
        }

        void rowEnded() {
            length = 0;
        }

        @Override
        public int read(char[] chars, int offset, int count) throws IOException {
            int n = super.read(chars, offset, count);
            for (int i = offset; i < offset + n; i++) {
                line += chars[i] == '\n' ? 1 : 0;
                if (++length > ROW_MAX) {
                    throw new BusinessRuleException("", ErrorCode.JSON_MALFORMED, line, 0);
                }
            }
            return n;
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }
    }
}
