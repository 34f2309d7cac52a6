package org.openpo.ejb.inbound.read;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the names and first rows of a sender's table suggest. Suggests nothing that could as well be something else. */
final class MappingGuess {
    /** Names by which invoices call things, English, Vietnamese and German; in the order in which a column is chosen among several. */
    private static final Map<InvoiceColumn, List<String>> SYNONYMS = new EnumMap<>(Map.ofEntries(
            Map.entry(InvoiceColumn.INVOICE_ID, List.of("invoiceid", "invoicenumber", "invoiceno", "invoiceno.", "invoice#", "invoice", "invoicenr", "documentnumber",
                    "billnumber", "sốhóađơn", "sốhoáđơn", "sohoadon", "mãhóađơn", "rechnungsnummer", "rechnungsnr.", "rechnungsnr", "belegnummer")),
            Map.entry(InvoiceColumn.SELLER, List.of("seller", "sellername", "supplier", "suppliername", "vendor", "vendorname", "billfrom", "invoiceissuer", "invoiceissuername",
                    "ngườibán", "tênngườibán", "nhàcungcấp", "tênnhàcungcấp", "nguoiban", "nhacungcap", "lieferant", "verkäufer", "kreditor")),
            Map.entry(InvoiceColumn.SELLER_TAX_ID, List.of("sellertaxid", "suppliertaxid", "vendortaxid", "sellervat", "suppliervat", "vendorvat", "sellervatid", "suppliervatid",
                    "vatid", "vatnumber", "mãsốthuếngườibán", "mstngườibán", "ustidnr", "ustid")),
            Map.entry(InvoiceColumn.KIND, List.of("kind", "invoicekind", "documenttype", "invoicetype", "loạihóađơn", "belegart")),
            Map.entry(InvoiceColumn.BILLED_ACCOUNT, List.of("billedaccount", "account", "accountid", "accountnumber", "billingaccount", "billingaccountid", "customeraccount",
                    "customernumber", "tàikhoản", "mãkháchhàng", "kundennummer")),
            Map.entry(InvoiceColumn.INVOICE_UNIT, List.of("invoiceunit", "costcenter", "costcentre", "đơnvị", "kostenstelle")),
            Map.entry(InvoiceColumn.TAX_REGISTRATION_NUMBER, List.of("taxregistrationnumber", "buyertaxid", "customertaxid", "buyervat", "mãsốthuếngườimua", "mstngườimua")),
            Map.entry(InvoiceColumn.BILLING_PERIOD, List.of("billingperiod", "billingmonth", "period", "servicemonth", "month", "kỳthanhtoán", "kỳcước", "kỳhóađơn", "tháng",
                    "abrechnungszeitraum", "abrechnungsmonat", "leistungsmonat")),
            Map.entry(InvoiceColumn.ISSUE_DATE, List.of("issuedate", "invoicedate", "dateofissue", "documentdate", "billdate", "date", "ngàyhóađơn", "ngàyhoáđơn", "ngàylập",
                    "ngàypháthành", "ngayhoadon", "rechnungsdatum", "belegdatum", "datum")),
            Map.entry(InvoiceColumn.DUE_DATE, List.of("duedate", "paymentduedate", "paymentdue", "hạnthanhtoán", "ngàyđếnhạn", "hanthanhtoan", "fälligkeitsdatum", "fälligam", "fällig")),
            Map.entry(InvoiceColumn.CURRENCY, List.of("currency", "currencycode", "billingcurrency", "invoicecurrency", "tiềntệ", "loạitiền", "đồngtiền", "tiente", "währung")),
            Map.entry(InvoiceColumn.NET, List.of("net", "netamount", "amountbeforetax", "subtotal", "taxableamount", "amountexcl.tax", "amountexcludingtax", "tiềntrướcthuế",
                    "thànhtiềntrướcthuế", "cộngtiềnhàng", "nettobetrag", "netto")),
            Map.entry(InvoiceColumn.TAX, List.of("tax", "taxamount", "vat", "vatamount", "salestax", "gst", "tiềnthuế", "thuếgtgt", "tiềnthuếgtgt", "mwst", "mwst.", "steuerbetrag", "ust")),
            Map.entry(InvoiceColumn.GROSS, List.of("gross", "grossamount", "total", "totalamount", "invoicetotal", "amountdue", "amount", "invoiceamount", "grandtotal",
                    "tổngtiền", "tổngtiềnthanhtoán", "tổngcộng", "sốtiền", "tongtien", "bruttobetrag", "brutto", "rechnungsbetrag", "gesamtbetrag", "betrag")),
            Map.entry(InvoiceColumn.PURCHASE_ORDER_REFERENCE, List.of("purchaseorderreference", "purchaseorder", "purchaseordernumber", "purchaseorderid", "ponumber", "po", "po#",
                    "pono", "pono.", "poreference", "orderreference", "sốđơnđặthàng", "sốpo", "đơnđặthàng", "bestellnummer", "bestellnr.", "bestellung")),
            Map.entry(InvoiceColumn.ORIGINAL_INVOICE_ID, List.of("originalinvoiceid", "originalinvoice", "correctedinvoice", "referenceinvoiceid", "hóađơngốc", "originalrechnung"))));
    private static final List<String> DATE_PATTERNS = List.of("dd/MM/yyyy", "MM/dd/yyyy", "yyyy/MM/dd", "dd.MM.yyyy", "dd-MM-yyyy", "MM-dd-yyyy", "dd/MM/yy", "MM/dd/yy",
            "dd.MM.yy", "yyyyMMdd", "dd-MMM-yyyy", "dd MMM yyyy", "MMM dd, yyyy");
    private static final Pattern DECIMAL_COMMA = Pattern.compile(".*,(\\d{1,2}|\\d{4,})");
    private static final Pattern DECIMAL_POINT = Pattern.compile(".*\\.(\\d{1,2}|\\d{4,})");

    private MappingGuess() { }

    /** Whether the name is one that some invoices use for some column. */
    static boolean isSynonym(String name) {
        String loose = FieldText.loose(name);
        return InvoiceColumn.named(name).isPresent() || SYNONYMS.values().stream().anyMatch(names -> names.contains(loose));
    }

    static ColumnMapping of(List<String> header, List<List<String>> sample) {
        Map<InvoiceColumn, String> columns = new EnumMap<>(InvoiceColumn.class);
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            places.merge(FieldText.loose(header.get(i)), i, (first, again) -> -1);
        }
        for (InvoiceColumn column : InvoiceColumn.values()) {
            Stream.concat(Stream.of(FieldText.loose(column.header())), SYNONYMS.getOrDefault(column, List.of()).stream())
                    .filter(name -> places.getOrDefault(name, -1) >= 0).findFirst()
                    .ifPresent(name -> columns.put(column, header.get(places.get(name))));
        }
        // The month of the invoice's date is what most people mean where no period is printed.
        if (columns.containsKey(InvoiceColumn.ISSUE_DATE)) {
            columns.putIfAbsent(InvoiceColumn.BILLING_PERIOD, columns.get(InvoiceColumn.ISSUE_DATE));
        }
        List<String> dates = values(columns, InvoiceColumn.Kind.DATE, header, sample);
        List<String> amounts = values(columns, InvoiceColumn.Kind.AMOUNT, header, sample);
        return new ColumnMapping(columns, Map.of(), decimalMark(amounts), datePattern(dates).orElse(null));
    }

    private static List<String> values(Map<InvoiceColumn, String> columns, InvoiceColumn.Kind kind, List<String> header, List<List<String>> sample) {
        return columns.entrySet().stream().filter(e -> e.getKey().kind() == kind).map(e -> header.indexOf(e.getValue()))
                .flatMap(i -> sample.stream().filter(cells -> i < cells.size()).map(cells -> cells.get(i))).filter(cell -> !cell.isEmpty()).toList();
    }

    /** The pattern that all dates follow; none if they are ISO 8601, or if they follow two that mean different days. */
    private static Optional<String> datePattern(List<String> dates) {
        if (dates.isEmpty() || dates.stream().allMatch(d -> FieldText.date(d).isPresent())) {
            return Optional.empty();
        }
        List<String> fitting = DATE_PATTERNS.stream().filter(p -> DatePattern.of(p).filter(pattern -> dates.stream().allMatch(d -> pattern.date(d).isPresent())).isPresent()).toList();
        boolean differ = fitting.stream().map(p -> DatePattern.of(p).orElseThrow()).map(pattern -> dates.stream().map(pattern::date).toList()).distinct().count() > 1;
        return differ ? Optional.empty() : fitting.stream().findFirst();
    }

    private static DecimalMark decimalMark(List<String> amounts) {
        boolean comma = amounts.stream().anyMatch(a -> DECIMAL_COMMA.matcher(a).matches());
        boolean point = amounts.stream().anyMatch(a -> DECIMAL_POINT.matcher(a).matches());
        return comma == point ? DecimalMark.AUTO : comma ? DecimalMark.COMMA : DecimalMark.POINT;
    }
}
