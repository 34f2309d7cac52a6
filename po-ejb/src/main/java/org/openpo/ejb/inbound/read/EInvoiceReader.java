package org.openpo.ejb.inbound.read;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import javax.xml.namespace.QName;

import org.openpo.ejb.inbound.read.EInvoice.Term;

/**
 * One electronic invoice in XML: OASIS UBL 2 (Peppol BIS Billing 3, XRechnung, any EN 16931 profile) or UN/CEFACT Cross Industry Invoice
 * (Factur-X, ZUGFeRD 2). Which of a document's elements is which business term is the table below; what is made of them is {@link EInvoice}'s.
 */
final class EInvoiceReader implements InvoiceReader {
    static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";
    private static final String CII = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:";

    private static final Map<String, Term> UBL_TERMS = Map.ofEntries(
            Map.entry("ID", Term.NUMBER), Map.entry("InvoiceTypeCode", Term.TYPE_CODE), Map.entry("CreditNoteTypeCode", Term.TYPE_CODE), Map.entry("IssueDate", Term.ISSUE_DATE),
            Map.entry("DueDate", Term.DUE_DATE), Map.entry("PaymentMeans/PaymentDueDate", Term.DUE_DATE), Map.entry("Delivery/ActualDeliveryDate", Term.DELIVERY_DATE),
            Map.entry("InvoicePeriod/StartDate", Term.PERIOD_START), Map.entry("InvoicePeriod/EndDate", Term.PERIOD_END), Map.entry("DocumentCurrencyCode", Term.CURRENCY),
            Map.entry("AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName", Term.SELLER_NAME),
            Map.entry("AccountingSupplierParty/Party/PartyName/Name", Term.SELLER_TRADING_NAME),
            Map.entry("AccountingSupplierParty/Party/PartyLegalEntity/CompanyID", Term.SELLER_LEGAL_ID),
            Map.entry("AccountingCost", Term.BUYER_ACCOUNTING_REFERENCE), Map.entry("OrderReference/ID", Term.PURCHASE_ORDER),
            Map.entry("BillingReference/InvoiceDocumentReference/ID", Term.PRECEDING_INVOICE), Map.entry("LegalMonetaryTotal/TaxExclusiveAmount", Term.NET),
            Map.entry("TaxTotal/TaxAmount", Term.TAX), Map.entry("LegalMonetaryTotal/TaxInclusiveAmount", Term.GROSS), Map.entry("LegalMonetaryTotal/PrepaidAmount", Term.PREPAID),
            Map.entry("LegalMonetaryTotal/PayableRoundingAmount", Term.ROUNDING), Map.entry("LegalMonetaryTotal/PayableAmount", Term.PAYABLE),
            Map.entry("AllowanceCharge/ChargeIndicator", Term.ALLOWANCE_INDICATOR), Map.entry("AllowanceCharge/Amount", Term.ALLOWANCE_AMOUNT),
            Map.entry("AllowanceCharge/AllowanceChargeReason", Term.ALLOWANCE_REASON));
    private static final Map<String, Term> UBL_LINE_TERMS = Map.of("LineExtensionAmount", Term.LINE_AMOUNT, "Item/Name", Term.LINE_NAME, "AccountingCost", Term.LINE_ACCOUNTING_REFERENCE,
            "OrderLineReference/OrderReference/ID", Term.LINE_PURCHASE_ORDER, "InvoicePeriod/StartDate", Term.LINE_PERIOD_START, "InvoicePeriod/EndDate", Term.LINE_PERIOD_END);
    /** A party's tax schemes: which one it is comes after the number. */
    private static final String UBL_SELLER_SCHEME = "AccountingSupplierParty/Party/PartyTaxScheme";
    private static final String UBL_BUYER_SCHEME = "AccountingCustomerParty/Party/PartyTaxScheme";

    private static final String DEAL = "SupplyChainTradeTransaction/";
    private static final String AGREEMENT = DEAL + "ApplicableHeaderTradeAgreement/";
    private static final String SETTLEMENT = DEAL + "ApplicableHeaderTradeSettlement/";
    private static final String SUMMATION = SETTLEMENT + "SpecifiedTradeSettlementHeaderMonetarySummation/";
    private static final String CII_LINE = DEAL + "IncludedSupplyChainTradeLineItem/";
    private static final String CII_ALLOWANCE = SETTLEMENT + "SpecifiedTradeAllowanceCharge";
    private static final String CII_SELLER_TAX = AGREEMENT + "SellerTradeParty/SpecifiedTaxRegistration/ID";
    private static final String CII_BUYER_TAX = AGREEMENT + "BuyerTradeParty/SpecifiedTaxRegistration/ID";
    private static final Map<String, Term> CII_TERMS = Map.ofEntries(
            Map.entry("ExchangedDocument/ID", Term.NUMBER), Map.entry("ExchangedDocument/TypeCode", Term.TYPE_CODE), Map.entry("ExchangedDocument/IssueDateTime/DateTimeString", Term.ISSUE_DATE),
            Map.entry(SETTLEMENT + "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString", Term.DUE_DATE),
            Map.entry(DEAL + "ApplicableHeaderTradeDelivery/ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString", Term.DELIVERY_DATE),
            Map.entry(SETTLEMENT + "BillingSpecifiedPeriod/StartDateTime/DateTimeString", Term.PERIOD_START), Map.entry(SETTLEMENT + "BillingSpecifiedPeriod/EndDateTime/DateTimeString", Term.PERIOD_END),
            Map.entry(SETTLEMENT + "InvoiceCurrencyCode", Term.CURRENCY), Map.entry(AGREEMENT + "SellerTradeParty/Name", Term.SELLER_NAME),
            Map.entry(AGREEMENT + "SellerTradeParty/SpecifiedLegalOrganization/TradingBusinessName", Term.SELLER_TRADING_NAME),
            Map.entry(AGREEMENT + "SellerTradeParty/SpecifiedLegalOrganization/ID", Term.SELLER_LEGAL_ID),
            Map.entry(SETTLEMENT + "ReceivableSpecifiedTradeAccountingAccount/ID", Term.BUYER_ACCOUNTING_REFERENCE),
            Map.entry(AGREEMENT + "BuyerOrderReferencedDocument/IssuerAssignedID", Term.PURCHASE_ORDER),
            Map.entry(SETTLEMENT + "InvoiceReferencedDocument/IssuerAssignedID", Term.PRECEDING_INVOICE),
            Map.entry(SUMMATION + "TaxBasisTotalAmount", Term.NET), Map.entry(SUMMATION + "TaxTotalAmount", Term.TAX), Map.entry(SUMMATION + "GrandTotalAmount", Term.GROSS),
            Map.entry(SUMMATION + "TotalPrepaidAmount", Term.PREPAID), Map.entry(SUMMATION + "RoundingAmount", Term.ROUNDING), Map.entry(SUMMATION + "DuePayableAmount", Term.PAYABLE),
            Map.entry(CII_ALLOWANCE + "/ChargeIndicator/Indicator", Term.ALLOWANCE_INDICATOR), Map.entry(CII_ALLOWANCE + "/ActualAmount", Term.ALLOWANCE_AMOUNT),
            Map.entry(CII_ALLOWANCE + "/Reason", Term.ALLOWANCE_REASON));
    private static final Map<String, Term> CII_LINE_TERMS = Map.of(
            "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount", Term.LINE_AMOUNT, "SpecifiedTradeProduct/Name", Term.LINE_NAME,
            "SpecifiedLineTradeSettlement/ReceivableSpecifiedTradeAccountingAccount/ID", Term.LINE_ACCOUNTING_REFERENCE,
            "SpecifiedLineTradeAgreement/BuyerOrderReferencedDocument/IssuerAssignedID", Term.LINE_PURCHASE_ORDER,
            "SpecifiedLineTradeSettlement/BillingSpecifiedPeriod/StartDateTime/DateTimeString", Term.LINE_PERIOD_START,
            "SpecifiedLineTradeSettlement/BillingSpecifiedPeriod/EndDateTime/DateTimeString", Term.LINE_PERIOD_END);

    private final Path file;
    private final ImportFormat format;
    private final String root;
    private final Map<String, Term> terms;
    private final Map<Term, String> names;

    private EInvoiceReader(Path file, ImportFormat format, String root, Map<String, Term> terms) {
        this.file = file;
        this.format = format;
        this.root = root;
        this.terms = terms;
        this.names = new EnumMap<>(Term.class);
        terms.forEach((path, term) -> names.merge(term, path, (one, other) -> one.compareTo(other) <= 0 ? one : other));
    }

    /** A reader of the file if its root element is one of ours. */
    static Optional<InvoiceReader> recognise(Path file, QName root) {
        String namespace = root.getNamespaceURI();
        boolean invoice = root.getLocalPart().equals("Invoice") && namespace.startsWith(UBL + "Invoice-2");
        boolean creditNote = root.getLocalPart().equals("CreditNote") && namespace.startsWith(UBL + "CreditNote-2");
        if (invoice || creditNote) {
            Map<String, Term> terms = new HashMap<>(UBL_TERMS);
            terms.remove(invoice ? "CreditNoteTypeCode" : "InvoiceTypeCode");
            String line = invoice ? "InvoiceLine/" : "CreditNoteLine/";
            UBL_LINE_TERMS.forEach((path, term) -> terms.put(line + path, term));
            return Optional.of(new EInvoiceReader(file, invoice ? ImportFormat.UBL_INVOICE : ImportFormat.UBL_CREDIT_NOTE, root.getLocalPart(), terms));
        }
        if (root.getLocalPart().equals("CrossIndustryInvoice") && namespace.startsWith(CII)) {
            Map<String, Term> terms = new HashMap<>(CII_TERMS);
            CII_LINE_TERMS.forEach((path, term) -> terms.put(CII_LINE + path, term));
            return Optional.of(new EInvoiceReader(file, ImportFormat.CII, root.getLocalPart(), terms));
        }
        return Optional.empty();
    }

    @Override
    public ImportFormat format() {
        return format;
    }

    @Override
    public void read(Consumer<Row> rows) {
        Map<String, String> columns = new HashMap<>();
        names.forEach((term, path) -> columns.putIfAbsent(term.field(), path));
        columns.put("seller", names.get(Term.SELLER_NAME));
        columns.put("sellerTaxId", names.get(Term.SELLER_LEGAL_ID));
        columns.put("billingPeriod", names.get(Term.PERIOD_START));
        columns.put("gross", names.get(Term.GROSS));
        columns.put("purchaseOrderReference", names.get(Term.PURCHASE_ORDER));
        EInvoice invoice = new EInvoice(format == ImportFormat.UBL_CREDIT_NOTE, names, Origin.of(columns));
        XmlWalk.walk(file, format == ImportFormat.CII ? new Cii(invoice) : new Ubl(invoice));
        rows.accept(invoice.row());
    }

    private abstract class Parts implements XmlWalk.Listener {
        final EInvoice invoice;
        /** Length of the root's name and the slash after it. */
        private final int prefix = root.length() + 1;

        Parts(EInvoice invoice) {
            this.invoice = invoice;
        }

        @Override
        public final boolean wants(String path) {
            return path.length() > prefix && (terms.containsKey(path.substring(prefix)) || isSpecial(path.substring(prefix)));
        }

        @Override
        public final void text(String path, String value, String qualifier) {
            String inside = path.substring(prefix);
            if (isSpecial(inside)) {
                special(inside, value, qualifier);
            } else {
                invoice.set(terms.get(inside), value, qualifier);
            }
        }

        @Override
        public final void end(String path) {
            if (path.length() > prefix) {
                endOf(path.substring(prefix));
            }
        }

        abstract boolean isSpecial(String path);

        abstract void special(String path, String value, String qualifier);

        abstract void endOf(String path);
    }

    private final class Ubl extends Parts {
        private String taxNumber;
        private String scheme;

        Ubl(EInvoice invoice) {
            super(invoice);
        }

        @Override
        boolean isSpecial(String path) {
            return path.startsWith(UBL_SELLER_SCHEME) && isNumberOrScheme(path.substring(UBL_SELLER_SCHEME.length()))
                    || path.startsWith(UBL_BUYER_SCHEME) && isNumberOrScheme(path.substring(UBL_BUYER_SCHEME.length()));
        }

        private static boolean isNumberOrScheme(String rest) {
            return rest.equals("/CompanyID") || rest.equals("/TaxScheme/ID");
        }

        @Override
        void special(String path, String value, String qualifier) {
            if (path.endsWith("/CompanyID")) {
                taxNumber = value;
            } else {
                scheme = value;
            }
        }

        @Override
        void endOf(String path) {
            switch (path) {
                case "InvoiceLine", "CreditNoteLine" -> invoice.endLine();
                case "AllowanceCharge" -> invoice.endAllowance();
                case UBL_SELLER_SCHEME, UBL_BUYER_SCHEME -> {
                    boolean vat = scheme == null || "VAT".equalsIgnoreCase(scheme);
                    if (taxNumber != null && (vat || path.equals(UBL_SELLER_SCHEME))) {
                        invoice.set(path.equals(UBL_BUYER_SCHEME) ? Term.BUYER_VAT_ID : vat ? Term.SELLER_VAT_ID : Term.SELLER_TAX_REGISTRATION, taxNumber, null);
                    }
                    taxNumber = null;
                    scheme = null;
                }
                default -> { }
            }
        }
    }

    private final class Cii extends Parts {
        Cii(EInvoice invoice) {
            super(invoice);
        }

        @Override
        boolean isSpecial(String path) {
            return path.equals(CII_SELLER_TAX) || path.equals(CII_BUYER_TAX);
        }

        @Override
        void special(String path, String value, String qualifier) {
            boolean vat = qualifier == null || "VA".equalsIgnoreCase(qualifier);
            if (path.equals(CII_SELLER_TAX)) {
                invoice.set(vat ? Term.SELLER_VAT_ID : Term.SELLER_TAX_REGISTRATION, value, null);
            } else if (vat) {
                invoice.set(Term.BUYER_VAT_ID, value, null);
            }
        }

        @Override
        void endOf(String path) {
            if (path.length() == CII_LINE.length() - 1 && CII_LINE.startsWith(path)) {
                invoice.endLine();
            } else if (path.equals(CII_ALLOWANCE)) {
                invoice.endAllowance();
            }
        }
    }
}
