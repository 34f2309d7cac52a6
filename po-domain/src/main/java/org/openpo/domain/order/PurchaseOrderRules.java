package org.openpo.domain.order;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.TextKeys;
import org.openpo.domain.rule.Violation;

/** The limits and rules of spec §3 that can be judged from the purchase order alone. Finds all violations, not the first. */
public final class PurchaseOrderRules {
    public static final int DESCRIPTION_MAX = 1000;
    public static final int ADDRESS_MAX = 1000;
    public static final int PAYMENT_TERMS_MAX = 200;
    public static final int LINE_NUMBER_MAX = 50;
    public static final int CONTACTS_MAX = 20;
    public static final int TAGS_MAX = 50;
    public static final int TAG_KEY_MAX = 128;
    public static final int TAG_VALUE_MAX = 256;
    public static final int LINES_MAX = 100;
    public static final int SELLERS_MAX = 100;
    public static final int SCOPES_MAX = 500;
    public static final int SCOPE_VALUE_MAX = 50;
    public static final int CHARGE_ACCOUNTS_MAX = 200;
    public static final int NAME_MAX = 200;
    public static final int EMAIL_MAX = 254;
    public static final int PHONE_MAX = 50;
    /** Years outside are typing errors: nobody registers a purchase order for the year 20226. */
    public static final YearMonth FIRST_MONTH = YearMonth.of(2000, 1);
    public static final YearMonth LAST_MONTH = YearMonth.of(2199, 12);
    private static final int INTEGER_DIGITS = 15;
    private static final int DECIMALS = 8;
    /** Deliberately loose: one @, no spaces or controls, a dot in the domain. The proof of an address is a mail that arrives. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>()\\[\\],;:\"\\\\\\p{Cntrl}]+@[^\\s@<>()\\[\\],;:\"\\\\\\p{Cntrl}.]+(\\.[^\\s@<>()\\[\\],;:\"\\\\\\p{Cntrl}.]+)+");

    private PurchaseOrderRules() { }

    /** All violations of the draft, lines included; field names as in the API (spec §9). */
    public static List<Violation> check(PurchaseOrderDraft draft) {
        Checks checks = new Checks();
        checks.addAll(checkDetails(draft));
        checkLines(checks, draft);
        checkSum(checks, draft);
        return checks.violations();
    }

    /** Violations of everything but the line items: the first step of the two. */
    public static List<Violation> checkDetails(PurchaseOrderDraft draft) {
        Checks checks = new Checks();
        if (draft.purchaseOrderId() == null || draft.purchaseOrderId().isBlank()) {
            checks.add("purchaseOrderId", ErrorCode.REQUIRED);
        } else if (checks.optionalText("purchaseOrderId", PurchaseOrderIds.cleaned(draft.purchaseOrderId()), PurchaseOrderIds.MAX_LENGTH)
                && !PurchaseOrderIds.isValid(draft.purchaseOrderId())) {
            checks.add("purchaseOrderId", ErrorCode.INVALID_CHARACTERS);
        }
        checks.optionalText("description", draft.description(), DESCRIPTION_MAX);
        if (!draft.anySeller() && draft.sellers().isEmpty()) {
            checks.add("sellers", ErrorCode.SELLER_REQUIRED);
        }
        if (draft.sellers().size() > SELLERS_MAX) {
            checks.add("sellers", ErrorCode.TOO_MANY, SELLERS_MAX);
        }
        checkScope(checks, "taxRegistrationNumbers", draft.taxRegistrationNumbers());
        checkScope(checks, "invoiceUnits", draft.invoiceUnits());
        checks.optionalText("billTo", draft.billTo(), ADDRESS_MAX);
        checks.optionalText("shipTo", draft.shipTo(), ADDRESS_MAX);
        checks.optionalText("paymentTerms", draft.paymentTerms(), PAYMENT_TERMS_MAX);
        checks.currency("currency", draft.currency());
        boolean months = checkMonth(checks, "effectiveMonth", draft.effectiveMonth())
                & checkMonth(checks, "expirationMonth", draft.expirationMonth());
        if (months && draft.effectiveMonth().isAfter(draft.expirationMonth())) {
            checks.add("expirationMonth", ErrorCode.MONTHS_REVERSED, draft.effectiveMonth());
        }
        checkContacts(checks, draft.contacts());
        checkTags(checks, draft.tags());
        return checks.violations();
    }

    /** Violations of one line of the draft; field names without the {@code lineItems[i]} prefix. */
    public static List<Violation> checkLine(LineItemDraft line, Optional<MonthRange> window) {
        Checks checks = new Checks();
        checks.requiredText("number", line.number(), LINE_NUMBER_MAX);
        checks.optionalText("description", line.description(), DESCRIPTION_MAX);
        checks.required("type", line.type());
        boolean months = checkMonth(checks, "startMonth", line.startMonth()) & checkMonth(checks, "endMonth", line.endMonth());
        if (months) {
            if (line.startMonth().isAfter(line.endMonth())) {
                checks.add("endMonth", ErrorCode.MONTHS_REVERSED, line.startMonth());
            } else if (window.isPresent()) {
                checkInside(checks, "startMonth", line.startMonth(), window.get());
                checkInside(checks, "endMonth", line.endMonth(), window.get());
            }
        }
        if (line.balanceTracking() && line.unitPrice() == null) {
            checks.add("unitPrice", ErrorCode.AMOUNT_REQUIRED_FOR_TRACKING);
        }
        boolean numbers = checks.digits("unitPrice", line.unitPrice(), INTEGER_DIGITS, DECIMALS)
                & checks.notNegative("unitPrice", line.unitPrice())
                & checks.digits("quantity", line.quantity(), INTEGER_DIGITS, DECIMALS)
                & checks.notNegative("quantity", line.quantity())
                & checks.digits("tax.value", line.tax().value(), INTEGER_DIGITS, DECIMALS)
                & checks.notNegative("tax.value", line.tax().value());
        if (numbers && line.unitPrice() != null) {
            // The total's currency does not matter for its size; a currency without minor unit keeps the most integer digits.
            checks.digits("unitPrice", line.total(Currency.getInstance("JPY")), INTEGER_DIGITS, DECIMALS);
        }
        if (line.chargeAccounts().size() > CHARGE_ACCOUNTS_MAX) {
            checks.add("chargeAccounts", ErrorCode.TOO_MANY, CHARGE_ACCOUNTS_MAX);
        }
        for (int i = 0; i < line.chargeAccounts().size(); i++) {
            checks.requiredText("chargeAccounts[" + i + "]", line.chargeAccounts().get(i), SCOPE_VALUE_MAX);
        }
        return checks.violations();
    }

    /** Violations of a contact of the directory or of a purchase order. */
    public static List<Violation> checkContact(ContactDraft contact) {
        Checks checks = new Checks();
        if (checks.requiredText("name", contact.name(), NAME_MAX) && contact.name().codePoints().anyMatch(Character::isISOControl)) {
            checks.add("name", ErrorCode.INVALID_CHARACTERS);
        }
        if (checks.requiredText("email", contact.email(), EMAIL_MAX) && !EMAIL.matcher(contact.email().strip()).matches()) {
            checks.add("email", ErrorCode.EMAIL_INVALID, contact.email());
        }
        checks.optionalText("phone", contact.phone(), PHONE_MAX);
        if (contact.language() != null && !Set.of("en", "vi").contains(contact.language())) {
            checks.add("language", ErrorCode.NOT_ALLOWED_VALUE, contact.language(), "en, vi");
        }
        return checks.violations();
    }

    private static void checkLines(Checks checks, PurchaseOrderDraft draft) {
        if (draft.lineItems().size() > LINES_MAX) {
            checks.add("lineItems", ErrorCode.TOO_MANY, LINES_MAX);
            return;
        }
        Optional<MonthRange> window = window(draft);
        Set<Long> ids = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < draft.lineItems().size(); i++) {
            LineItemDraft line = draft.lineItems().get(i);
            String prefix = "lineItems[" + i + "]";
            checkLine(line, window).forEach(v -> checks.addAll(List.of(v.under(prefix))));
            if (line.id() != null && !ids.add(line.id())) {
                checks.add(prefix + ".id", ErrorCode.DUPLICATE_VALUE, line.id().toString());
            }
            if (line.number() != null && !line.number().isBlank() && !numbers.add(LineItem.keyOf(line.number()))) {
                checks.add(prefix + ".number", ErrorCode.LINE_NUMBER_TAKEN, line.number().strip());
            }
        }
    }

    private static void checkSum(Checks checks, PurchaseOrderDraft draft) {
        if (checks.violations().isEmpty()) {
            Currency currency = Currency.getInstance(draft.currency());
            checks.digits("lineItems", draft.lineItems().stream().map(l -> l.total(currency)).reduce(BigDecimal.ZERO, BigDecimal::add), INTEGER_DIGITS, DECIMALS);
        }
    }

    /** The draft's window, if both months are there in the right order. */
    public static Optional<MonthRange> window(PurchaseOrderDraft draft) {
        return draft.effectiveMonth() == null || draft.expirationMonth() == null
                || draft.effectiveMonth().isAfter(draft.expirationMonth())
                ? Optional.empty()
                : Optional.of(new MonthRange(draft.effectiveMonth(), draft.expirationMonth()));
    }

    private static void checkInside(Checks checks, String field, YearMonth month, MonthRange window) {
        if (!window.contains(month)) {
            checks.add(field, ErrorCode.LINE_OUTSIDE_WINDOW, window.from(), window.to());
        }
    }

    private static boolean checkMonth(Checks checks, String field, YearMonth month) {
        if (!checks.required(field, month)) {
            return false;
        }
        if (month.isBefore(FIRST_MONTH) || month.isAfter(LAST_MONTH)) {
            checks.add(field, ErrorCode.OUT_OF_RANGE, FIRST_MONTH, LAST_MONTH);
            return false;
        }
        return true;
    }

    private static void checkScope(Checks checks, String field, List<String> values) {
        if (values.size() > SCOPES_MAX) {
            checks.add(field, ErrorCode.TOO_MANY, SCOPES_MAX);
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            checks.requiredText(field + "[" + i + "]", values.get(i), SCOPE_VALUE_MAX);
        }
    }

    private static void checkContacts(Checks checks, List<ContactDraft> contacts) {
        if (contacts.size() > CONTACTS_MAX) {
            checks.add("contacts", ErrorCode.TOO_MANY, CONTACTS_MAX);
            return;
        }
        Set<String> emails = new HashSet<>();
        for (int i = 0; i < contacts.size(); i++) {
            String prefix = "contacts[" + i + "]";
            ContactDraft contact = contacts.get(i);
            checkContact(contact).forEach(v -> checks.addAll(List.of(v.under(prefix))));
            if (contact.email() != null && !contact.email().isBlank() && !emails.add(TextKeys.of(contact.email()))) {
                checks.add(prefix + ".email", ErrorCode.DUPLICATE_VALUE, contact.email());
            }
        }
    }

    private static void checkTags(Checks checks, Map<String, String> tags) {
        if (tags.size() > TAGS_MAX) {
            checks.add("tags", ErrorCode.TOO_MANY, TAGS_MAX);
            return;
        }
        tags.forEach((key, value) -> {
            checks.requiredText("tags", key, TAG_KEY_MAX);
            checks.optionalText("tags." + key, value, TAG_VALUE_MAX);
        });
    }
}
