package org.openpo.ejb.inbound.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.namespace.QName;

import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/**
 * An order in OASIS UBL 2 (Peppol BIS Order 3) as one purchase order. Which element is what, and what stands for things that UBL cannot say, is in
 * docs/import-formats.md.
 */
final class UblOrderReader implements XmlWalk.Listener {
    private static final String ROOT = "Order/";
    private static final String LINE = "OrderLine/LineItem/";
    private static final String ALLOWANCE = "AllowanceCharge";
    private static final String TAX_TOTAL = "TaxTotal/TaxAmount";
    private static final String SELLER = "SellerSupplierParty/Party/";
    private static final String SELLER_SCHEME = SELLER + "PartyTaxScheme";
    private static final String BILL_TO = "AccountingCustomerParty/Party/";
    private static final String BUYER = "BuyerCustomerParty/Party/";
    private static final String ADDRESS = "PostalAddress/";
    private static final String LEGAL_NAME = "PartyLegalEntity/RegistrationName";
    private static final String TRADING_NAME = "PartyName/Name";
    private static final String DELIVERY = "Delivery/RequestedDeliveryPeriod/";
    private static final String VALIDITY = "ValidityPeriod/";
    private static final String SHIP_TO = "Delivery/DeliveryLocation/Address/";
    private static final List<String> ADDRESS_PARTS = List.of("StreetName", "AdditionalStreetName", "AddressLine/Line", "PostalZone", "CityName", "CountrySubentity",
            "Country/IdentificationCode");

    private static final Set<String> OF_ORDER = Stream.of(Stream.of("ID", "IssueDate", "Note", "DocumentCurrencyCode", VALIDITY + "StartDate", VALIDITY + "EndDate", DELIVERY + "StartDate",
                    DELIVERY + "EndDate", "PaymentTerms/Note", TAX_TOTAL, SELLER + LEGAL_NAME, SELLER + TRADING_NAME, SELLER + "PartyLegalEntity/CompanyID",
                    SELLER_SCHEME + "/CompanyID", SELLER_SCHEME + "/TaxScheme/ID", BILL_TO + LEGAL_NAME, BILL_TO + TRADING_NAME, BUYER + LEGAL_NAME, BUYER + TRADING_NAME,
                    "Delivery/DeliveryParty/PartyName/Name", "Delivery/DeliveryLocation/Name"),
            Stream.of(BILL_TO + ADDRESS, BUYER + ADDRESS, SHIP_TO).flatMap(place -> ADDRESS_PARTS.stream().map(place::concat))).flatMap(s -> s).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> OF_LINE = Set.of("ID", "Quantity", "LineExtensionAmount", "TotalTaxAmount", DELIVERY + "StartDate", DELIVERY + "EndDate", "Price/PriceAmount",
            "Price/BaseQuantity", "Item/Name", "Item/Description", "Item/ClassifiedTaxCategory/Percent");
    private static final Set<String> OF_ALLOWANCE = Set.of("ChargeIndicator", "Amount", "AllowanceChargeReason", "TaxCategory/Percent");

    private static final Map<PurchaseOrderColumn, String> NAMES = new EnumMap<>(Map.ofEntries(
            Map.entry(PurchaseOrderColumn.PURCHASE_ORDER_ID, "ID"), Map.entry(PurchaseOrderColumn.DESCRIPTION, "Note"), Map.entry(PurchaseOrderColumn.SELLERS, SELLER + LEGAL_NAME),
            Map.entry(PurchaseOrderColumn.CURRENCY, "DocumentCurrencyCode"), Map.entry(PurchaseOrderColumn.EFFECTIVE_MONTH, VALIDITY + "StartDate"),
            Map.entry(PurchaseOrderColumn.EXPIRATION_MONTH, VALIDITY + "EndDate"), Map.entry(PurchaseOrderColumn.BILL_TO, BILL_TO + "PostalAddress"),
            Map.entry(PurchaseOrderColumn.SHIP_TO, "Delivery/DeliveryLocation/Address"), Map.entry(PurchaseOrderColumn.PAYMENT_TERMS, "PaymentTerms/Note"),
            Map.entry(PurchaseOrderColumn.LINE_NUMBER, LINE + "ID"), Map.entry(PurchaseOrderColumn.LINE_DESCRIPTION, LINE + "Item/Name"),
            Map.entry(PurchaseOrderColumn.LINE_START_MONTH, LINE + DELIVERY + "StartDate"), Map.entry(PurchaseOrderColumn.LINE_END_MONTH, LINE + DELIVERY + "EndDate"),
            Map.entry(PurchaseOrderColumn.UNIT_PRICE, LINE + "Price/PriceAmount"), Map.entry(PurchaseOrderColumn.QUANTITY, LINE + "Quantity"),
            Map.entry(PurchaseOrderColumn.TAX_PERCENT, LINE + "Item/ClassifiedTaxCategory/Percent"), Map.entry(PurchaseOrderColumn.TAX_AMOUNT, LINE + "TotalTaxAmount")));
    private static final int DECIMALS = 8;
    private static final int MONTHS = 12;
    private static final int LAST_YEAR = 9999;
    /** Nobody corrects more at once. */
    private static final int PROBLEMS_MAX = 50;

    /** What a line of the document says, until the whole document is known. */
    private record Line(long row, String number, String description, BigDecimal price, BigDecimal quantity, LineTax tax, LocalDate from, LocalDate to) { }

    private final Path file;
    private final Map<String, String> order = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Line> charges = new ArrayList<>();
    private final List<PurchaseOrderFile.Problem> problems = new ArrayList<>();
    private final Map<String, String> currencies = new HashMap<>();
    private Map<String, String> part = new HashMap<>();
    private String scheme;
    private String taxNumber;
    private String vatId;
    private String otherTaxId;
    private BigDecimal allowances = BigDecimal.ZERO;
    private long lineCount;
    private long row = 1;

    UblOrderReader(Path file) {
        this.file = file;
    }

    static boolean isOrder(QName root) {
        return root.getLocalPart().equals("Order") && root.getNamespaceURI().startsWith(EInvoiceReader.UBL + "Order-2");
    }

    PurchaseOrderFile read() {
        XmlWalk.walk(file, this);
        row = 1;
        return new PurchaseOrderFile(PurchaseOrderFile.Format.UBL_ORDER, 1, List.of(order()), NAMES);
    }

    @Override
    public boolean wants(String path) {
        if (!path.startsWith(ROOT)) {
            return false;
        }
        String inside = path.substring(ROOT.length());
        return OF_ORDER.contains(inside) || inside.startsWith(LINE) && OF_LINE.contains(inside.substring(LINE.length()))
                || inside.startsWith(ALLOWANCE + "/") && OF_ALLOWANCE.contains(inside.substring(ALLOWANCE.length() + 1));
    }

    @Override
    public void text(String path, String value, String qualifier) {
        String inside = path.substring(ROOT.length());
        if (value.isEmpty()) {
            return;
        }
        if (inside.equals(SELLER_SCHEME + "/CompanyID")) {
            taxNumber = value;
        } else if (inside.equals(SELLER_SCHEME + "/TaxScheme/ID")) {
            scheme = value;
        } else if (OF_ORDER.contains(inside)) {
            if (order.putIfAbsent(inside, value) == null) {
                noteCurrency(inside, qualifier);
            }
        } else {
            part.putIfAbsent(inside, value);
            noteCurrency(inside, qualifier);
        }
    }

    private void noteCurrency(String inside, String qualifier) {
        if (qualifier != null && inside.endsWith("Amount") && currencies.size() < PROBLEMS_MAX) {
            currencies.putIfAbsent(qualifier, inside);
        }
    }

    @Override
    public void end(String path) {
        switch (path) {
            case ROOT + SELLER_SCHEME -> {
                if (scheme == null || scheme.equalsIgnoreCase("VAT")) {
                    vatId = vatId == null ? taxNumber : vatId;
                } else {
                    otherTaxId = otherTaxId == null ? taxNumber : otherTaxId;
                }
                taxNumber = null;
                scheme = null;
            }
            case ROOT + "OrderLine" -> {
                row = ++lineCount;
                // One more than there may be, so that the rule finds there are too many.
                if (lines.size() <= PurchaseOrderRules.LINES_MAX) {
                    lines.add(line());
                }
                part = new HashMap<>();
            }
            case ROOT + ALLOWANCE -> {
                row = 1;
                allowance();
                part = new HashMap<>();
            }
            default -> { }
        }
    }

    private Line line() {
        BigDecimal quantity = number(part, LINE + "Quantity");
        BigDecimal base = number(part, LINE + "Price/BaseQuantity");
        BigDecimal price = number(part, LINE + "Price/PriceAmount");
        BigDecimal amount = number(part, LINE + "LineExtensionAmount");
        BigDecimal pieces = quantity == null ? BigDecimal.ONE : quantity;
        if (price != null && base != null && base.signum() > 0) {
            price = price.divide(base, DECIMALS, RoundingMode.HALF_EVEN);
        }
        // The line's amount has the allowances and charges of the line in it; the price has not.
        if (amount != null && (price == null || price.multiply(pieces).setScale(Math.max(2, amount.scale()), RoundingMode.HALF_EVEN).compareTo(amount) != 0)) {
            Optional<BigDecimal> each = exactly(amount, pieces);
            price = each.orElse(amount);
            pieces = each.isPresent() ? pieces : BigDecimal.ONE;
        }
        BigDecimal taxAmount = number(part, LINE + "TotalTaxAmount");
        BigDecimal percent = number(part, LINE + "Item/ClassifiedTaxCategory/Percent");
        String name = text(part, LINE + "Item/Name");
        return new Line(lineCount, text(part, LINE + "ID"), name == null ? text(part, LINE + "Item/Description") : name, plain(price), pieces,
                taxAmount != null ? LineTax.amount(taxAmount) : percent != null ? LineTax.percent(percent) : null,
                date(part, LINE + DELIVERY + "StartDate"), date(part, LINE + DELIVERY + "EndDate"));
    }

    private static Optional<BigDecimal> exactly(BigDecimal amount, BigDecimal pieces) {
        if (pieces.signum() == 0) {
            return Optional.empty();
        }
        BigDecimal each = amount.divide(pieces, DECIMALS, RoundingMode.HALF_EVEN);
        return each.multiply(pieces).compareTo(amount) == 0 ? Optional.of(each) : Optional.empty();
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value == null ? null : value.stripTrailingZeros();
        return stripped != null && stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** A charge on the whole order is a line item of its own; an allowance has no place. */
    private void allowance() {
        BigDecimal amount = number(part, ALLOWANCE + "/Amount");
        String indicator = part.get(ALLOWANCE + "/ChargeIndicator");
        if (amount == null || amount.signum() == 0) {
            return;
        }
        if (!"true".equals(indicator) && !"1".equals(indicator)) {
            allowances = allowances.add(amount);
        } else if (charges.size() <= PurchaseOrderRules.LINES_MAX) {
            BigDecimal percent = number(part, ALLOWANCE + "/TaxCategory/Percent");
            String number = "Charge " + (charges.size() + 1);
            String reason = text(part, ALLOWANCE + "/AllowanceChargeReason");
            charges.add(new Line(1, number, reason == null ? number : reason, amount, BigDecimal.ONE, percent == null ? null : LineTax.percent(percent), null, null));
        }
    }

    private PurchaseOrderFile.Order order() {
        LocalDate issued = date(order, "IssueDate");
        List<Line> all = Stream.concat(lines.stream(), charges.stream()).toList();
        Optional<LocalDate> from = Stream.concat(Stream.of(date(order, VALIDITY + "StartDate"), date(order, DELIVERY + "StartDate")), all.stream().map(Line::from))
                .filter(Objects::nonNull).min(LocalDate::compareTo);
        Optional<LocalDate> to = Stream.concat(Stream.of(date(order, VALIDITY + "EndDate"), date(order, DELIVERY + "EndDate")), all.stream().map(Line::to))
                .filter(Objects::nonNull).max(LocalDate::compareTo);
        YearMonth effective = from.or(() -> Optional.ofNullable(issued)).map(YearMonth::from).orElse(null);
        YearMonth expiration = to.map(YearMonth::from).orElse(effective == null ? null : effective.plusMonths(MONTHS - 1));
        String currency = text(order, "DocumentCurrencyCode");
        if (allowances.signum() != 0) {
            problem(ALLOWANCE, ErrorCode.ORDER_ALLOWANCE, allowances.toPlainString());
        }
        currencies.forEach((other, path) -> {
            if (currency != null && !other.equals(currency)) {
                problem(path, ErrorCode.ORDER_CURRENCIES, other, currency);
            }
        });
        List<LineItemDraft> drafts = new ArrayList<>();
        boolean taxed = all.stream().anyMatch(l -> l.tax() != null);
        BigDecimal total = number(order, TAX_TOTAL);
        // The tax on the whole order is that of its only line.
        LineTax ofOnlyLine = taxed || all.size() != 1 || total == null ? null : LineTax.amount(total);
        if (!taxed && all.size() > 1 && total != null && total.signum() != 0) {
            problem(TAX_TOTAL, ErrorCode.ORDER_TAX_TOTAL, total.toPlainString());
        }
        boolean tellsTax = taxed || total != null;
        for (Line l : all) {
            drafts.add(new LineItemDraft(null, l.number(), shortened(l.description(), PurchaseOrderRules.DESCRIPTION_MAX), LineItemType.ALL,
                    l.from() == null ? effective : YearMonth.from(l.from()), l.to() == null ? expiration : YearMonth.from(l.to()), l.price() != null, l.price(), l.quantity(),
                    l.tax() == null ? ofOnlyLine : l.tax(), null, List.of()));
        }
        String seller = first(SELLER + LEGAL_NAME, SELLER + TRADING_NAME);
        PurchaseOrderDraft draft = new PurchaseOrderDraft(text(order, "ID"), shortened(text(order, "Note"), PurchaseOrderRules.DESCRIPTION_MAX), false,
                seller == null ? List.of() : List.of(seller), List.of(), List.of(), billTo(), address(SHIP_TO, first("Delivery/DeliveryParty/PartyName/Name", "Delivery/DeliveryLocation/Name")),
                shortened(text(order, "PaymentTerms/Note"), PurchaseOrderRules.PAYMENT_TERMS_MAX), currency, effective, expiration,
                tellsTax ? AmountBasis.GROSS : AmountBasis.NET, List.of(), Map.of(), drafts);
        return new PurchaseOrderFile.Order(List.of(1L), all.stream().map(Line::row).toList(), given(draft, from.isPresent(), to.isPresent(), all, tellsTax), draft,
                vatId != null ? vatId : otherTaxId != null ? otherTaxId : text(order, SELLER + "PartyLegalEntity/CompanyID"), problems);
    }

    private static Set<PurchaseOrderColumn> given(PurchaseOrderDraft draft, boolean from, boolean to, List<Line> lines, boolean taxed) {
        Map<PurchaseOrderColumn, Boolean> said = new EnumMap<>(PurchaseOrderColumn.class);
        said.put(PurchaseOrderColumn.DESCRIPTION, draft.description() != null);
        said.put(PurchaseOrderColumn.EFFECTIVE_MONTH, from);
        said.put(PurchaseOrderColumn.EXPIRATION_MONTH, to);
        said.put(PurchaseOrderColumn.BILL_TO, draft.billTo() != null);
        said.put(PurchaseOrderColumn.SHIP_TO, draft.shipTo() != null);
        said.put(PurchaseOrderColumn.PAYMENT_TERMS, draft.paymentTerms() != null);
        said.put(PurchaseOrderColumn.LINE_NUMBER, !lines.isEmpty());
        said.put(PurchaseOrderColumn.LINE_START_MONTH, lines.stream().anyMatch(l -> l.from() != null));
        said.put(PurchaseOrderColumn.LINE_END_MONTH, lines.stream().anyMatch(l -> l.to() != null));
        said.put(PurchaseOrderColumn.TAX_PERCENT, taxed);
        said.put(PurchaseOrderColumn.TAX_AMOUNT, taxed);
        Set<PurchaseOrderColumn> given = EnumSet.of(PurchaseOrderColumn.PURCHASE_ORDER_ID, PurchaseOrderColumn.SELLERS, PurchaseOrderColumn.CURRENCY,
                PurchaseOrderColumn.LINE_DESCRIPTION, PurchaseOrderColumn.UNIT_PRICE, PurchaseOrderColumn.QUANTITY);
        said.forEach((column, isSaid) -> {
            if (isSaid) {
                given.add(column);
            }
        });
        return given;
    }

    private String billTo() {
        String accounting = address(BILL_TO + ADDRESS, first(BILL_TO + LEGAL_NAME, BILL_TO + TRADING_NAME));
        return accounting != null ? accounting : address(BUYER + ADDRESS, first(BUYER + LEGAL_NAME, BUYER + TRADING_NAME));
    }

    /** As it is written on a letter, a part on each line; null if there is none. */
    private String address(String place, String name) {
        String town = Stream.of(text(order, place + "PostalZone"), text(order, place + "CityName")).filter(Objects::nonNull).collect(Collectors.joining(" "));
        String address = Stream.of(name, text(order, place + "StreetName"), text(order, place + "AdditionalStreetName"), text(order, place + "AddressLine/Line"),
                        town.isEmpty() ? null : town, text(order, place + "CountrySubentity"), text(order, place + "Country/IdentificationCode"))
                .filter(Objects::nonNull).collect(Collectors.joining("\n"));
        return address.isEmpty() ? null : shortened(address, PurchaseOrderRules.ADDRESS_MAX);
    }

    private static String shortened(String text, int max) {
        if (text == null || text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }

    private String first(String... paths) {
        for (String path : paths) {
            String text = text(order, path);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private String text(Map<String, String> from, String path) {
        String value = from.get(path);
        if (value != null && !FieldText.isClean(value)) {
            problem(path, ErrorCode.INVALID_CHARACTERS);
            return null;
        }
        return value == null ? null : value.replaceAll("\\s+", " ");
    }

    private BigDecimal number(Map<String, String> from, String path) {
        String value = from.get(path);
        Optional<BigDecimal> number = value == null ? Optional.empty() : FieldText.plainNumber(value);
        if (value != null && number.isEmpty()) {
            problem(path, ErrorCode.NOT_A_NUMBER, FieldText.shown(value));
        }
        return number.orElse(null);
    }

    private LocalDate date(Map<String, String> from, String path) {
        String value = from.get(path);
        Optional<LocalDate> date = value == null ? Optional.empty() : FieldText.xmlDate(value).filter(d -> d.getYear() > 0 && d.getYear() <= LAST_YEAR);
        if (value != null && date.isEmpty()) {
            problem(path, ErrorCode.NOT_A_DATE, FieldText.shown(value));
        }
        return date.orElse(null);
    }

    private void problem(String path, ErrorCode code, Object... arguments) {
        PurchaseOrderFile.Problem problem = new PurchaseOrderFile.Problem(row, path, Violation.of(path, code, arguments));
        if (problems.size() < PROBLEMS_MAX && !problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
