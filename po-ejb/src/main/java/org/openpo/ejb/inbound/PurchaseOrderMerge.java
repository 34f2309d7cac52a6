package org.openpo.ejb.inbound;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.party.Contact;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.read.PurchaseOrderColumn;
import org.openpo.ejb.inbound.read.PurchaseOrderFile;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.party.SellerService;

/**
 * A purchase order of a file as one to be saved: sellers by their official names, contacts as the directory has them, and what the file does not speak of
 * as it is here.
 */
final class PurchaseOrderMerge {
    private final Set<PurchaseOrderColumn> given;
    private final PurchaseOrderDraft stated;
    private final PurchaseOrderDraft here;

    private PurchaseOrderMerge(PurchaseOrderFile.Order order, PurchaseOrderDraft here) {
        this.given = order.given();
        this.stated = order.draft();
        this.here = here;
    }

    /**
     * @param known    the purchase order here, or null if it is new
     * @param defaults contacts of a new purchase order if the file does not speak of contacts
     * @param problems takes a violation for each contact that neither the directory has nor the file names
     */
    static PurchaseOrderDraft of(PurchaseOrderFile.Order order, PurchaseOrderDetails known, SellerService.Directory sellers, Map<String, ContactDraft> people,
            List<ContactDraft> defaults, List<Violation> problems) {
        PurchaseOrderDraft here = known == null ? null : known.toDraft();
        List<String> names = order.draft().sellers().stream()
                .map(name -> sellers.find(name, order.sellerTaxId() == null ? name : order.sellerTaxId()).map(SellerService.Known::name).orElse(name)).distinct().toList();
        List<ContactDraft> contacts = !order.given().contains(PurchaseOrderColumn.CONTACTS) ? here == null ? defaults : here.contacts() : contacts(order.draft().contacts(), people, problems);
        return new PurchaseOrderMerge(order, here).draft(names, contacts);
    }

    private static List<ContactDraft> contacts(List<ContactDraft> stated, Map<String, ContactDraft> people, List<Violation> problems) {
        if (stated.size() > PurchaseOrderRules.CONTACTS_MAX) {
            // Nobody was looked up; the rule says that there are too many.
            return stated;
        }
        List<ContactDraft> contacts = new ArrayList<>();
        for (int i = 0; i < stated.size(); i++) {
            ContactDraft known = people.get(Contact.keyOf(stated.get(i).email()));
            if (known == null && stated.get(i).name() == null) {
                problems.add(Violation.of("contacts[" + i + "].email", ErrorCode.CONTACT_UNKNOWN, stated.get(i).email()));
            }
            contacts.add(known == null ? stated.get(i) : known);
        }
        return contacts;
    }

    private PurchaseOrderDraft draft(List<String> sellers, List<ContactDraft> contacts) {
        if (here == null) {
            return new PurchaseOrderDraft(stated.purchaseOrderId(), stated.description(), stated.anySeller(), sellers, stated.taxRegistrationNumbers(), stated.invoiceUnits(),
                    stated.billTo(), stated.shipTo(), stated.paymentTerms(), stated.currency(), stated.effectiveMonth(), stated.expirationMonth(), stated.amountBasis(), contacts,
                    stated.tags(), stated.lineItems());
        }
        YearMonth effective = chosen(PurchaseOrderColumn.EFFECTIVE_MONTH, stated.effectiveMonth(), here.effectiveMonth());
        YearMonth expiration = chosen(PurchaseOrderColumn.EXPIRATION_MONTH, stated.expirationMonth(), here.expirationMonth());
        return new PurchaseOrderDraft(here.purchaseOrderId(), text(PurchaseOrderColumn.DESCRIPTION, stated.description(), here.description()), stated.anySeller(), sellers,
                chosen(PurchaseOrderColumn.TAX_REGISTRATION_NUMBERS, stated.taxRegistrationNumbers(), here.taxRegistrationNumbers()),
                chosen(PurchaseOrderColumn.INVOICE_UNITS, stated.invoiceUnits(), here.invoiceUnits()),
                text(PurchaseOrderColumn.BILL_TO, stated.billTo(), here.billTo()), text(PurchaseOrderColumn.SHIP_TO, stated.shipTo(), here.shipTo()),
                text(PurchaseOrderColumn.PAYMENT_TERMS, stated.paymentTerms(), here.paymentTerms()), stated.currency(), effective, expiration,
                chosen(PurchaseOrderColumn.AMOUNT_BASIS, stated.amountBasis(), here.amountBasis()), contacts, tags(), lines(effective, expiration));
    }

    private <T> T chosen(PurchaseOrderColumn column, T ofFile, T ofHere) {
        return given.contains(column) ? ofFile : ofHere;
    }

    /** The text here, if the file's is another only by the line breaks that a spreadsheet writes. */
    private String text(PurchaseOrderColumn column, String ofFile, String ofHere) {
        return !given.contains(column) || sameText(ofFile, ofHere) ? ofHere : ofFile;
    }

    private static boolean sameText(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String text) {
        return text == null ? "" : text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    /** A tag without a value and one with an empty value are written alike. */
    private Map<String, String> tags() {
        if (!given.contains(PurchaseOrderColumn.TAGS)) {
            return here.tags();
        }
        Map<String, String> tags = new HashMap<>();
        stated.tags().forEach((key, value) -> tags.put(key, here.tags().containsKey(key) && sameText(value, here.tags().get(key)) ? here.tags().get(key) : value));
        return tags;
    }

    /** Those here, if the file states none for this purchase order: its columns are there for others, and removing all is for a person to do. */
    private List<LineItemDraft> lines(YearMonth effective, YearMonth expiration) {
        if (stated.lineItems().isEmpty()) {
            return here.lineItems();
        }
        Map<String, LineItemDraft> known = new HashMap<>();
        here.lineItems().forEach(l -> known.put(LineItem.keyOf(l.number()), l));
        List<LineItemDraft> lines = new ArrayList<>();
        for (LineItemDraft line : stated.lineItems()) {
            // Of two rows with one number only the first one is the line here: the other is found to be a repetition.
            LineItemDraft old = line.number() == null ? null : known.remove(LineItem.keyOf(line.number()));
            lines.add(old == null ? added(line, effective, expiration) : line(line, old));
        }
        return lines;
    }

    private LineItemDraft added(LineItemDraft l, YearMonth effective, YearMonth expiration) {
        return new LineItemDraft(null, l.number(), l.description(), l.type(), chosen(PurchaseOrderColumn.LINE_START_MONTH, l.startMonth(), effective),
                chosen(PurchaseOrderColumn.LINE_END_MONTH, l.endMonth(), expiration), l.balanceTracking(), l.unitPrice(), l.quantity(), l.tax(), l.overspendPolicy(), l.chargeAccounts());
    }

    private LineItemDraft line(LineItemDraft l, LineItemDraft old) {
        return new LineItemDraft(old.id(), l.number(), text(PurchaseOrderColumn.LINE_DESCRIPTION, l.description(), old.description()),
                chosen(PurchaseOrderColumn.LINE_TYPE, l.type(), old.type()), chosen(PurchaseOrderColumn.LINE_START_MONTH, l.startMonth(), old.startMonth()),
                chosen(PurchaseOrderColumn.LINE_END_MONTH, l.endMonth(), old.endMonth()),
                chosen(PurchaseOrderColumn.BALANCE_TRACKING, l.balanceTracking(), old.balanceTracking()), chosen(PurchaseOrderColumn.UNIT_PRICE, l.unitPrice(), old.unitPrice()),
                chosen(PurchaseOrderColumn.QUANTITY, l.quantity(), old.quantity()), tax(l.tax(), old.tax()),
                chosen(PurchaseOrderColumn.OVERSPEND_POLICY, l.overspendPolicy(), old.overspendPolicy()), chosen(PurchaseOrderColumn.CHARGE_ACCOUNTS, l.chargeAccounts(), old.chargeAccounts()));
    }

    /** No tax in the file takes away only one of which the file has the column. */
    private LineTax tax(LineTax ofFile, LineTax ofHere) {
        return ofFile.kind() != LineTax.Kind.NONE ? ofFile
                : chosen(ofHere.kind() == LineTax.Kind.PERCENT ? PurchaseOrderColumn.TAX_PERCENT : PurchaseOrderColumn.TAX_AMOUNT, ofFile, ofHere);
    }
}
