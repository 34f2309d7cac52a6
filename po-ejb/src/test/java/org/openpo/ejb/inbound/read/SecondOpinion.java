package org.openpo.ejb.inbound.read;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import org.openpo.domain.invoice.InvoiceDraft;

/** What is in a file, read by other libraries than the readers use: commons-csv for tables, DOM and XPath for XML. Shares no code with them. */
final class SecondOpinion {
    /** What both must agree on. */
    record Facts(String id, String seller, LocalDate issued, LocalDate due, String currency, BigDecimal net, BigDecimal tax, BigDecimal gross, String order) {
        static Facts of(InvoiceDraft draft) {
            return new Facts(draft.invoiceId(), draft.seller(), draft.issueDate(), draft.dueDate(), draft.currency(), plain(draft.net()), plain(draft.tax()), plain(draft.gross()),
                    draft.purchaseOrderReference());
        }
    }

    private static final Set<String> CREDIT_NOTE_CODES = Set.of("381", "396", "261");

    private SecondOpinion() { }

    private static BigDecimal plain(BigDecimal value) {
        return value == null ? null : value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    static List<Facts> of(Path file, Map<String, String> constants) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        String start = text.substring(0, Math.min(text.length(), 400));
        if (text.stripLeading().startsWith("<")) {
            return List.of(xml(bytes, start));
        }
        return table(text.startsWith("\uFEFF") ? text.substring(1) : text, constants);
    }

    private static Facts xml(byte[] bytes, String start) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new java.io.ByteArrayInputStream(bytes));
            String root = document.getDocumentElement().getNodeName().replaceAll(".*:", "");
            return root.equals("CrossIndustryInvoice") ? cii(document) : ubl(document, root);
        } catch (ParserConfigurationException | SAXException | XPathExpressionException e) {
            throw new IOException(start, e);
        }
    }

    /** First node's text at a path of local names, or null. */
    private static String at(Document document, String path) throws XPathExpressionException {
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        StringBuilder query = new StringBuilder();
        for (String step : path.split("/")) {
            int bracket = step.indexOf('[');
            String name = bracket < 0 ? step : step.substring(0, bracket);
            query.append("/*[local-name()='").append(name.substring(name.indexOf(':') + 1)).append("']").append(bracket < 0 ? "" : step.substring(bracket));
        }
        NodeList nodes = (NodeList) xpath.evaluate(query.toString(), document, XPathConstants.NODESET);
        return nodes.getLength() == 0 ? null : nodes.item(0).getTextContent().strip().replaceAll("\\s+", " ");
    }

    private static Facts ubl(Document d, String root) throws XPathExpressionException {
        String currency = at(d, root + "/DocumentCurrencyCode");
        String legal = at(d, root + "/AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName");
        String seller = legal != null ? legal : at(d, root + "/AccountingSupplierParty/Party/PartyName/Name");
        String due = at(d, root + "/DueDate");
        String order = at(d, root + "/OrderReference/ID");
        if (order == null || order.equals("NA")) {
            order = agreed(d, root + "/" + root.replace("CreditNote", "CreditNote") + "Line/OrderLineReference/OrderReference/ID");
        }
        String tax = at(d, root + "/TaxTotal/TaxAmount[@currencyID='" + currency + "']");
        boolean credit = root.equals("CreditNote") || CREDIT_NOTE_CODES.contains(Objects.toString(at(d, root + "/InvoiceTypeCode")));
        return facts(at(d, root + "/ID"), seller, iso(at(d, root + "/IssueDate")), iso(due != null ? due : at(d, root + "/PaymentMeans/PaymentDueDate")), currency,
                at(d, root + "/LegalMonetaryTotal/TaxExclusiveAmount"), tax, at(d, root + "/LegalMonetaryTotal/TaxInclusiveAmount"), order, credit);
    }

    private static Facts cii(Document d) throws XPathExpressionException {
        String deal = "CrossIndustryInvoice/SupplyChainTradeTransaction/";
        String settlement = deal + "ApplicableHeaderTradeSettlement/";
        String sum = settlement + "SpecifiedTradeSettlementHeaderMonetarySummation/";
        String currency = at(d, settlement + "InvoiceCurrencyCode");
        String order = at(d, deal + "ApplicableHeaderTradeAgreement/BuyerOrderReferencedDocument/IssuerAssignedID");
        if (order == null) {
            order = agreed(d, deal + "IncludedSupplyChainTradeLineItem/SpecifiedLineTradeAgreement/BuyerOrderReferencedDocument/IssuerAssignedID");
        }
        String tax = at(d, sum + "TaxTotalAmount[@currencyID='" + currency + "']");
        return facts(at(d, "CrossIndustryInvoice/ExchangedDocument/ID"), at(d, deal + "ApplicableHeaderTradeAgreement/SellerTradeParty/Name"),
                basic(at(d, "CrossIndustryInvoice/ExchangedDocument/IssueDateTime/DateTimeString")),
                basic(at(d, settlement + "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString")), currency, at(d, sum + "TaxBasisTotalAmount"), tax,
                at(d, sum + "GrandTotalAmount"), order, CREDIT_NOTE_CODES.contains(at(d, "CrossIndustryInvoice/ExchangedDocument/TypeCode")));
    }

    private static String agreed(Document d, String path) throws XPathExpressionException {
        StringBuilder query = new StringBuilder();
        for (String step : path.split("/")) {
            query.append("/*[local-name()='").append(step).append("']");
        }
        NodeList nodes = (NodeList) XPathFactory.newDefaultInstance().newXPath().evaluate(query.toString(), d, XPathConstants.NODESET);
        Set<String> orders = new TreeSet<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            orders.add(nodes.item(i).getTextContent().strip());
        }
        return orders.size() == 1 ? orders.iterator().next() : null;
    }

    private static LocalDate iso(String text) {
        return text == null || text.isEmpty() ? null : LocalDate.parse(text.substring(0, 10));
    }

    private static LocalDate basic(String text) {
        return text == null ? null : LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static Facts facts(String id, String seller, LocalDate issued, LocalDate due, String currency, String net, String tax, String gross, String order, boolean credit) {
        BigDecimal sign = credit && new BigDecimal(gross).signum() > 0 ? BigDecimal.ONE.negate() : BigDecimal.ONE;
        BigDecimal total = new BigDecimal(gross);
        BigDecimal before = new BigDecimal(net);
        return new Facts(id, seller, issued, due, currency, plain(before.multiply(sign)), plain((tax == null ? total.subtract(before) : new BigDecimal(tax)).multiply(sign)),
                plain(total.multiply(sign)), order);
    }

    /** Sums of one invoice. */
    private static final class Sum {
        private String seller;
        private String currency;
        private LocalDate issued;
        private LocalDate due;
        private BigDecimal all = BigDecimal.ZERO;
        private BigDecimal tax = BigDecimal.ZERO;
        private final Set<String> orders = new TreeSet<>();
    }

    private static List<Facts> table(String text, Map<String, String> constants) throws IOException {
        char delimiter = text.lines().findFirst().orElse("").contains(";") ? ';' : ',';
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).setHeader().setSkipHeaderRecord(true).setIgnoreSurroundingSpaces(false).get();
        Map<String, Sum> sums = new LinkedHashMap<>();
        Map<String, List<CSVRecord>> classless = new LinkedHashMap<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            boolean ids = parser.getHeaderNames().stream().anyMatch(n -> Set.of("InvoiceId", "bill/InvoiceId", "bill_invoice_id").contains(n));
            for (CSVRecord each : parser) {
                String id = first(each, "InvoiceId", "bill/InvoiceId", "bill_invoice_id");
                if (each.stream().allMatch(String::isBlank) || id == null && ids || "Open".equals(first(each, "InvoiceIssueStatus"))) {
                    continue;
                }
                if (id != null) {
                    add(sums.computeIfAbsent(id, k -> new Sum()), each, constants);
                    continue;
                }
                String account = first(each, "BillingAccountId");
                String prefix = account + "/" + YearMonth.from(day(first(each, "BillingPeriodStart"))) + "/";
                String invoiceClass = invoiceClass(each);
                if (invoiceClass == null) {
                    classless.computeIfAbsent(prefix, k -> new ArrayList<>()).add(each);
                } else {
                    add(sums.computeIfAbsent(prefix + invoiceClass, k -> new Sum()), each, constants);
                }
            }
        }
        classless.forEach((prefix, records) -> {
            String target = List.of("MONTHLY_USAGE", "SUBSCRIPTION", "MARKETPLACE").stream().map(c -> prefix + c).filter(sums::containsKey).findFirst().orElse(prefix + "OTHER");
            records.forEach(each -> add(sums.computeIfAbsent(target, k -> new Sum()), each, constants));
        });
        return sums.entrySet().stream().map(e -> {
            int digits = Currency.getInstance(e.getValue().currency).getDefaultFractionDigits();
            BigDecimal gross = e.getValue().all.setScale(digits, RoundingMode.HALF_EVEN);
            BigDecimal tax = e.getValue().tax.setScale(digits, RoundingMode.HALF_EVEN);
            return new Facts(e.getKey(), e.getValue().seller, e.getValue().issued, e.getValue().due, e.getValue().currency, plain(gross.subtract(tax)), plain(tax), plain(gross),
                    e.getValue().orders.size() == 1 ? e.getValue().orders.iterator().next() : null);
        }).toList();
    }

    private static String invoiceClass(CSVRecord each) {
        String category = first(each, "ChargeCategory");
        if (!"Usage".equals(category) && !"Purchase".equals(category)) {
            return null;
        }
        String publisher = first(each, "PublisherName");
        if (publisher != null && !word(publisher).equals(word(first(each, "ProviderName"))) && !word(publisher).equals(word(first(each, "InvoiceIssuerName")))) {
            return "MARKETPLACE";
        }
        return "Usage".equals(category) || "Recurring".equals(first(each, "ChargeFrequency")) ? "MONTHLY_USAGE" : "SUBSCRIPTION";
    }

    private static String word(String name) {
        return Objects.toString(name, "").split("[ ,]")[0];
    }

    private static void add(Sum sum, CSVRecord each, Map<String, String> constants) {
        sum.seller = Objects.requireNonNullElse(first(each, "InvoiceIssuerName", "bill/InvoicingEntity", "bill_invoicing_entity"), constants.get("seller"));
        sum.currency = Objects.requireNonNullElse(first(each, "BillingCurrency", "lineItem/CurrencyCode", "line_item_currency_code"), constants.get("currency"));
        String issued = first(each, "InvoiceIssueDate");
        sum.issued = day(issued != null ? issued : first(each, "BillingPeriodEnd", "bill/BillingPeriodEndDate", "bill_billing_period_end_date"));
        String due = first(each, "PaymentDueDate");
        sum.due = due == null ? null : day(due);
        BigDecimal cost = new BigDecimal(first(each, "BilledCost", "lineItem/UnblendedCost", "line_item_unblended_cost").replaceAll("[$, ]", ""));
        sum.all = sum.all.add(cost);
        if ("Tax".equals(first(each, "ChargeCategory", "lineItem/LineItemType", "line_item_line_item_type"))) {
            sum.tax = sum.tax.add(cost);
        }
        String order = first(each, "PurchaseOrderNumber");
        if (order != null) {
            sum.orders.add(order);
        }
    }

    private static LocalDate day(String text) {
        return text.contains("/") ? LocalDate.parse(text, DateTimeFormatter.ofPattern("M/d/uu")) : LocalDate.parse(text.substring(0, 10));
    }

    private static String first(CSVRecord each, String... names) {
        for (String name : names) {
            if (each.isMapped(name) && !each.get(name).isBlank() && !each.get(name).equals("null")) {
                return each.get(name).strip();
            }
        }
        return null;
    }
}
