package org.openpo.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.openpo.domain.rule.ErrorCode;

/** Each limit of spec §3, with the field it is reported at. */
class PurchaseOrderRulesTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);

    /** A right purchase order whose parts the rows of the table spoil one by one. */
    private record Parts(String id, String description, boolean any, List<String> sellers, List<String> numbers, List<String> units, String billTo,
            String terms, String currency, YearMonth from, YearMonth to, List<ContactDraft> contacts, Map<String, String> tags, List<LineItemDraft> lines) {

        static Parts right() {
            return new Parts("PO-1", null, false, List.of("AWS"), List.of(), List.of(), null, null, "EUR", JAN, DEC, List.of(), Map.of(), List.of(line()));
        }

        PurchaseOrderDraft draft() {
            return new PurchaseOrderDraft(id, description, any, sellers, numbers, units, billTo, null, terms, currency, from, to, null, contacts, tags, lines);
        }

        Parts id(String v) { return new Parts(v, description, any, sellers, numbers, units, billTo, terms, currency, from, to, contacts, tags, lines); }
        Parts description(String v) { return new Parts(id, v, any, sellers, numbers, units, billTo, terms, currency, from, to, contacts, tags, lines); }
        Parts sellers(boolean a, List<String> v) { return new Parts(id, description, a, v, numbers, units, billTo, terms, currency, from, to, contacts, tags, lines); }
        Parts numbers(List<String> v) { return new Parts(id, description, any, sellers, v, units, billTo, terms, currency, from, to, contacts, tags, lines); }
        Parts units(List<String> v) { return new Parts(id, description, any, sellers, numbers, v, billTo, terms, currency, from, to, contacts, tags, lines); }
        Parts billTo(String v) { return new Parts(id, description, any, sellers, numbers, units, v, terms, currency, from, to, contacts, tags, lines); }
        Parts terms(String v) { return new Parts(id, description, any, sellers, numbers, units, billTo, v, currency, from, to, contacts, tags, lines); }
        Parts currency(String v) { return new Parts(id, description, any, sellers, numbers, units, billTo, terms, v, from, to, contacts, tags, lines); }
        Parts window(YearMonth f, YearMonth t) { return new Parts(id, description, any, sellers, numbers, units, billTo, terms, currency, f, t, contacts, tags, lines); }
        Parts contacts(List<ContactDraft> v) { return new Parts(id, description, any, sellers, numbers, units, billTo, terms, currency, from, to, v, tags, lines); }
        Parts tags(Map<String, String> v) { return new Parts(id, description, any, sellers, numbers, units, billTo, terms, currency, from, to, contacts, v, lines); }
        Parts lines(LineItemDraft... v) { return new Parts(id, description, any, sellers, numbers, units, billTo, terms, currency, from, to, contacts, tags, List.of(v)); }
    }

    private static LineItemDraft line() {
        return line("1", LineItemType.ALL, JAN, DEC, true, "100.00", "1", LineTax.none());
    }

    private static LineItemDraft line(String number, LineItemType type, YearMonth from, YearMonth to, boolean tracked, String price, String quantity, LineTax tax) {
        return new LineItemDraft(null, number, null, type, from, to, tracked, price == null ? null : new BigDecimal(price), new BigDecimal(quantity), tax, null, null);
    }

    private static Arguments row(String what, UnaryOperator<Parts> spoil, String field, ErrorCode code) {
        return arguments(what, spoil, field, code);
    }

    static Stream<Arguments> spoiled() {
        return Stream.of(
                row("no ID", p -> p.id(" "), "purchaseOrderId", ErrorCode.REQUIRED),
                row("ID of 101 characters", p -> p.id("x".repeat(101)), "purchaseOrderId", ErrorCode.TOO_LONG),
                row("ID with a star", p -> p.id("PO*1"), "purchaseOrderId", ErrorCode.INVALID_CHARACTERS),
                row("ID with a line break", p -> p.id("PO\n1"), "purchaseOrderId", ErrorCode.INVALID_CHARACTERS),
                row("description of 1,001 characters", p -> p.description("x".repeat(1001)), "description", ErrorCode.TOO_LONG),
                row("NUL in the description", p -> p.description("a\0b"), "description", ErrorCode.INVALID_CHARACTERS),
                row("no seller", p -> p.sellers(false, List.of()), "sellers", ErrorCode.SELLER_REQUIRED),
                row("blank tax registration number", p -> p.numbers(List.of("")), "taxRegistrationNumbers[0]", ErrorCode.REQUIRED),
                row("invoice unit of 51 characters", p -> p.units(List.of("ok", "x".repeat(51))), "invoiceUnits[1]", ErrorCode.TOO_LONG),
                row("bill-to of 1,001 characters", p -> p.billTo("x".repeat(1001)), "billTo", ErrorCode.TOO_LONG),
                row("payment terms of 201 characters", p -> p.terms("x".repeat(201)), "paymentTerms", ErrorCode.TOO_LONG),
                row("no currency", p -> p.currency(null), "currency", ErrorCode.REQUIRED),
                row("unknown currency", p -> p.currency("EUX"), "currency", ErrorCode.CURRENCY_UNKNOWN),
                row("currency in small letters", p -> p.currency("eur"), "currency", ErrorCode.CURRENCY_UNKNOWN),
                row("gold is no currency to pay in", p -> p.currency("XAU"), "currency", ErrorCode.CURRENCY_UNKNOWN),
                row("no effective month", p -> p.window(null, DEC), "effectiveMonth", ErrorCode.REQUIRED),
                row("no expiration month", p -> p.window(JAN, null), "expirationMonth", ErrorCode.REQUIRED),
                row("months the wrong way round", p -> p.lines(new LineItemDraft[0]).window(DEC, JAN), "expirationMonth", ErrorCode.MONTHS_REVERSED),
                row("year 20226", p -> p.lines(new LineItemDraft[0]).window(JAN, YearMonth.of(20226, 1)), "expirationMonth", ErrorCode.OUT_OF_RANGE),
                row("21 contacts", p -> p.contacts(contacts(21)), "contacts", ErrorCode.TOO_MANY),
                row("the same contact twice", p -> p.contacts(List.of(contact("a@b.cc"), contact("A@b.cc "))), "contacts[1].email", ErrorCode.DUPLICATE_VALUE),
                row("contact without name", p -> p.contacts(List.of(new ContactDraft("", "a@b.cc", null, null))), "contacts[0].name", ErrorCode.REQUIRED),
                row("e-mail without domain", p -> p.contacts(List.of(contact("lan@"))), "contacts[0].email", ErrorCode.EMAIL_INVALID),
                row("e-mail with a line break", p -> p.contacts(List.of(contact("a@b.cc\nBcc: x@y.zz"))), "contacts[0].email", ErrorCode.EMAIL_INVALID),
                row("language nobody speaks here", p -> p.contacts(List.of(new ContactDraft("A", "a@b.cc", null, "de"))), "contacts[0].language", ErrorCode.NOT_ALLOWED_VALUE),
                row("51 tags", p -> p.tags(tags(51)), "tags", ErrorCode.TOO_MANY),
                row("tag value of 257 characters", p -> p.tags(Map.of("k", "x".repeat(257))), "tags.k", ErrorCode.TOO_LONG),
                row("101 lines", p -> p.lines(lines(101)), "lineItems", ErrorCode.TOO_MANY),
                row("line without number", p -> p.lines(line("", LineItemType.ALL, JAN, DEC, false, null, "1", null)), "lineItems[0].number", ErrorCode.REQUIRED),
                row("line number twice, in other case", p -> p.lines(numbered("a"), numbered(" A")), "lineItems[1].number", ErrorCode.LINE_NUMBER_TAKEN),
                row("line number of 51 characters", p -> p.lines(numbered("1".repeat(51))), "lineItems[0].number", ErrorCode.TOO_LONG),
                row("line without type", p -> p.lines(line("1", null, JAN, DEC, false, null, "1", null)), "lineItems[0].type", ErrorCode.REQUIRED),
                row("line starts before the order", p -> p.lines(window(JAN.minusMonths(1), DEC)), "lineItems[0].startMonth", ErrorCode.LINE_OUTSIDE_WINDOW),
                row("line ends after the order", p -> p.lines(window(JAN, DEC.plusMonths(1))), "lineItems[0].endMonth", ErrorCode.LINE_OUTSIDE_WINDOW),
                row("line months the wrong way round", p -> p.lines(window(DEC, JAN)), "lineItems[0].endMonth", ErrorCode.MONTHS_REVERSED),
                row("line without months", p -> p.lines(window(null, DEC)), "lineItems[0].startMonth", ErrorCode.REQUIRED),
                row("tracked without an amount", p -> p.lines(line("1", LineItemType.ALL, JAN, DEC, true, null, "1", null)), "lineItems[0].unitPrice", ErrorCode.AMOUNT_REQUIRED_FOR_TRACKING),
                row("negative price", p -> p.lines(line("1", LineItemType.ALL, JAN, DEC, true, "-1", "1", null)), "lineItems[0].unitPrice", ErrorCode.NEGATIVE),
                row("negative quantity", p -> p.lines(line("1", LineItemType.ALL, JAN, DEC, true, "1", "-1", null)), "lineItems[0].quantity", ErrorCode.NEGATIVE),
                row("price of 9 decimals", p -> p.lines(line("1", LineItemType.ALL, JAN, DEC, true, "0.123456789", "1", null)), "lineItems[0].unitPrice", ErrorCode.TOO_MANY_DECIMALS),
                row("a price beyond all bounds", p -> p.lines(line("1", LineItemType.ALL, JAN, DEC, true, "1E+999999999", "1", null)), "lineItems[0].unitPrice", ErrorCode.OUT_OF_RANGE),
                row("a total beyond all bounds", p -> p.lines(line("1", LineItemType.ALL, JAN, DEC, true, "999999999999999", "999", null)), "lineItems[0].unitPrice", ErrorCode.OUT_OF_RANGE),
                row("negative tax", p -> p.lines(line("1", LineItemType.ALL, JAN, DEC, true, "1", "1", LineTax.percent(new BigDecimal("-5")))), "lineItems[0].tax.value", ErrorCode.NEGATIVE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoiled")
    void one_violation_at_the_right_field(String what, UnaryOperator<Parts> spoil, String field, ErrorCode code) {
        assertThat(PurchaseOrderRules.check(spoil.apply(Parts.right()).draft()))
                .singleElement().satisfies(v -> {
                    assertThat(v.field()).isEqualTo(field);
                    assertThat(v.code()).isEqualTo(code);
                });
    }

    static Stream<Arguments> right() {
        return Stream.<UnaryOperator<Parts>>of(
                p -> p,
                p -> p.id("Đơn_mua:42/A=+-%@# Ω"),
                p -> p.id("x".repeat(100)),
                p -> p.description("𝒳".repeat(500)),
                p -> p.sellers(true, List.of()),
                p -> p.window(JAN, JAN).lines(window(JAN, JAN)),
                p -> p.contacts(contacts(20)),
                p -> p.tags(tags(50)),
                p -> p.lines(new LineItemDraft[0]),
                p -> p.lines(lines(100)),
                p -> p.lines(line("1", LineItemType.ALL, JAN, DEC, false, null, "0", null)),
                p -> p.lines(line("1", LineItemType.ALL, JAN, DEC, true, "0", "1.50000000000", LineTax.amount(new BigDecimal("0.00")))))
                .map(Arguments::arguments);
    }

    @ParameterizedTest
    @MethodSource("right")
    void what_is_within_the_limits_passes(UnaryOperator<Parts> change) {
        assertThat(PurchaseOrderRules.check(change.apply(Parts.right()).draft())).isEmpty();
    }

    @Test
    void all_violations_are_reported_at_once() {
        assertThat(PurchaseOrderRules.check(new PurchaseOrderDraft(null, null, false, null, null, null, null, null, null, null, null, null, null, null, null,
                List.of(new LineItemDraft(null, null, null, null, null, null, true, null, null, null, null, null)))))
                .extracting("field").containsExactly("purchaseOrderId", "sellers", "currency", "effectiveMonth", "expirationMonth",
                        "lineItems[0].number", "lineItems[0].type", "lineItems[0].startMonth", "lineItems[0].endMonth", "lineItems[0].unitPrice");
    }

    private static LineItemDraft numbered(String number) {
        return line(number, LineItemType.ALL, JAN, DEC, true, "1", "1", null);
    }

    private static LineItemDraft window(YearMonth from, YearMonth to) {
        return line("1", LineItemType.ALL, from, to, true, "1", "1", null);
    }

    private static LineItemDraft[] lines(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> numbered(String.valueOf(i))).toArray(LineItemDraft[]::new);
    }

    private static ContactDraft contact(String email) {
        return new ContactDraft("Lan", email, null, "vi");
    }

    private static List<ContactDraft> contacts(int count) {
        return IntStream.range(0, count).mapToObj(i -> contact("p" + i + "@example.com")).toList();
    }

    private static Map<String, String> tags(int count) {
        Map<String, String> tags = new TreeMap<>();
        IntStream.range(0, count).forEach(i -> tags.put("k" + i, "v"));
        return Collections.unmodifiableMap(tags);
    }
}
