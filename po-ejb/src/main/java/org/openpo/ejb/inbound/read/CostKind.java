package org.openpo.ejb.inbound.read;

import java.util.Locale;
import java.util.Set;

import org.openpo.domain.invoice.InvoiceClass;

/**
 * What a charge is, for its invoice (the tables stand in docs/import-formats.md).
 *
 * @param label       as the file calls it
 * @param tax         whether it is tax; everything else is net
 * @param invoiceClass which class of invoice such charges make, or null if they follow the others: tax, credits, refunds, adjustments
 */
record CostKind(String label, boolean tax, InvoiceClass invoiceClass) {
    private static final Set<String> CUR_MONTHLY = Set.of("usage", "discountedusage", "savingsplancoveredusage", "savingsplannegation", "rifee", "savingsplanrecurringfee");
    private static final Set<String> CUR_PURCHASE = Set.of("fee", "savingsplanupfrontfee");
    private static final String OTHER = "Other";

    /**
     * FOCUS.
     *
     * @param publisher whose service it is
     * @param provider  on whose platform it runs
     */
    static CostKind ofFocus(String category, String chargeClass, String frequency, String publisher, String provider, String issuer) {
        String label = category == null ? OTHER : category;
        boolean correction = chargeClass != null && !chargeClass.isEmpty();
        String shown = correction ? label + " (" + chargeClass + ")" : label;
        return switch (FieldText.loose(label)) {
            case "tax" -> new CostKind(shown, true, null);
            case "usage" -> new CostKind(shown, false, isMarketplace(publisher, provider, issuer) ? InvoiceClass.MARKETPLACE : InvoiceClass.MONTHLY_USAGE);
            case "purchase" -> new CostKind(shown, false, isMarketplace(publisher, provider, issuer) ? InvoiceClass.MARKETPLACE
                    : "recurring".equals(frequency == null ? null : FieldText.loose(frequency)) ? InvoiceClass.MONTHLY_USAGE : InvoiceClass.SUBSCRIPTION);
            default -> new CostKind(shown, false, null);
        };
    }

    /** Sold by somebody who neither writes the invoice nor runs the platform. */
    private static boolean isMarketplace(String publisher, String provider, String issuer) {
        return publisher != null && provider != null && !brand(publisher).equals(brand(provider)) && !brand(publisher).equals(brand(issuer));
    }

    /** The first word of a company's name tells it from others: Microsoft is Microsoft Ireland Operations Limited. */
    private static String brand(String name) {
        String[] words = name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+");
        String first = words.length == 0 ? "" : words[0].isEmpty() && words.length > 1 ? words[1] : words[0];
        return first.equals("amazon") ? "aws" : first;
    }

    /** AWS cost and usage report. */
    static CostKind ofCur(String lineItemType, String billType, String billingEntity) {
        String label = lineItemType == null ? OTHER : lineItemType;
        String type = FieldText.loose(label);
        if (type.equals("tax")) {
            return new CostKind(label, true, null);
        }
        boolean classed = CUR_MONTHLY.contains(type) || CUR_PURCHASE.contains(type);
        if (!classed) {
            return new CostKind(label, false, null);
        }
        if (billingEntity != null && FieldText.loose(billingEntity).equals("awsmarketplace")) {
            return new CostKind(label, false, InvoiceClass.MARKETPLACE);
        }
        boolean monthly = billType == null ? CUR_MONTHLY.contains(type) : FieldText.loose(billType).equals("anniversary");
        return new CostKind(label, false, monthly ? InvoiceClass.MONTHLY_USAGE : InvoiceClass.SUBSCRIPTION);
    }
}
