package org.openpo.domain.order;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.Collections;
import org.openpo.domain.party.Seller;

/**
 * A purchase order as a page or an API client writes it. Values may be missing or wrong: {@link PurchaseOrderRules} says which.
 *
 * @param anySeller the reserved choice "any seller"; {@code sellers} is then empty
 * @param sellers   names or aliases of sellers of record
 * @param currency  ISO 4217 code
 * @param amountBasis null is read as GROSS
 */
public record PurchaseOrderDraft(String purchaseOrderId, String description, boolean anySeller, List<String> sellers,
        List<String> taxRegistrationNumbers, List<String> invoiceUnits, String billTo, String shipTo, String paymentTerms,
        String currency, YearMonth effectiveMonth, YearMonth expirationMonth, AmountBasis amountBasis,
        List<ContactDraft> contacts, Map<String, String> tags, List<LineItemDraft> lineItems) {

    public PurchaseOrderDraft {
        sellers = sellers == null ? List.of() : List.copyOf(sellers);
        taxRegistrationNumbers = taxRegistrationNumbers == null ? List.of() : List.copyOf(taxRegistrationNumbers);
        invoiceUnits = invoiceUnits == null ? List.of() : List.copyOf(invoiceUnits);
        amountBasis = amountBasis == null ? AmountBasis.GROSS : amountBasis;
        contacts = contacts == null ? List.of() : List.copyOf(contacts);
        tags = tags == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tags));
        lineItems = lineItems == null ? List.of() : List.copyOf(lineItems);
    }

    public PurchaseOrderDraft withPurchaseOrderId(String id) {
        return new PurchaseOrderDraft(id, description, anySeller, sellers, taxRegistrationNumbers, invoiceUnits, billTo, shipTo, paymentTerms, currency, effectiveMonth, expirationMonth,
                amountBasis, contacts, tags, lineItems);
    }

    public PurchaseOrderDraft withMonths(YearMonth effective, YearMonth expiration) {
        return new PurchaseOrderDraft(purchaseOrderId, description, anySeller, sellers, taxRegistrationNumbers, invoiceUnits, billTo,
                shipTo, paymentTerms, currency, effective, expiration, amountBasis, contacts, tags, lineItems);
    }

    public PurchaseOrderDraft withContacts(List<ContactDraft> people) {
        return new PurchaseOrderDraft(purchaseOrderId, description, anySeller, sellers, taxRegistrationNumbers, invoiceUnits, billTo,
                shipTo, paymentTerms, currency, effectiveMonth, expirationMonth, amountBasis, people, tags, lineItems);
    }

    public PurchaseOrderDraft withTags(Map<String, String> labels) {
        return new PurchaseOrderDraft(purchaseOrderId, description, anySeller, sellers, taxRegistrationNumbers, invoiceUnits, billTo,
                shipTo, paymentTerms, currency, effectiveMonth, expirationMonth, amountBasis, contacts, labels, lineItems);
    }

    public PurchaseOrderDraft withLineItems(List<LineItemDraft> lines) {
        return new PurchaseOrderDraft(purchaseOrderId, description, anySeller, sellers, taxRegistrationNumbers, invoiceUnits, billTo,
                shipTo, paymentTerms, currency, effectiveMonth, expirationMonth, amountBasis, contacts, tags, lines);
    }

    /** Whether a word among sellers is the reserved choice "any seller" and so nobody's name: {@link Seller#ANY} in any case, or an asterisk. */
    public static boolean meansAnySeller(String word) {
        return word.strip().equalsIgnoreCase(Seller.ANY) || word.strip().equals("*");
    }
}
