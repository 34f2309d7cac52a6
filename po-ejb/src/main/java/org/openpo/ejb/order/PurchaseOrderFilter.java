package org.openpo.ejb.order;

import java.time.YearMonth;
import java.util.Set;

import org.openpo.domain.order.PurchaseOrderStatus;

/**
 * Which purchase orders a list shows. Null or empty means: all.
 *
 * @param search          part of the purchase order ID, the description or a seller's name
 * @param purchaseOrderId exactly this ID, ignoring case and outer spaces
 * @param seller          exactly this seller name or alias
 * @param tagKey          carries this tag; with {@code tagValue}: with this value
 * @param expiresFrom     expiration month not before
 * @param expiresTo       expiration month not after
 * @param condition       one of the conditions the dashboard counts
 * @param contact         names the contact with this e-mail address
 * @param ids             only these, by their internal ids; an empty set is none of them
 */
public record PurchaseOrderFilter(String search, String purchaseOrderId, Set<PurchaseOrderStatus> statuses, String seller, String currency,
        String tagKey, String tagValue, YearMonth expiresFrom, YearMonth expiresTo, Condition condition, String contact, Set<Long> ids) {

    /** What deserves attention; see {@link Attention} for the definitions. */
    public enum Condition { EXPIRING_SOON, LOW_BALANCE, WITHOUT_LINES }

    public PurchaseOrderFilter {
        statuses = statuses == null ? Set.of() : Set.copyOf(statuses);
        ids = ids == null ? null : Set.copyOf(ids);
    }

    /** Whichever they are. */
    public PurchaseOrderFilter(String search, String purchaseOrderId, Set<PurchaseOrderStatus> statuses, String seller, String currency,
            String tagKey, String tagValue, YearMonth expiresFrom, YearMonth expiresTo, Condition condition, String contact) {
        this(search, purchaseOrderId, statuses, seller, currency, tagKey, tagValue, expiresFrom, expiresTo, condition, contact, null);
    }

    /** Whoever the contacts are. */
    public PurchaseOrderFilter(String search, String purchaseOrderId, Set<PurchaseOrderStatus> statuses, String seller, String currency,
            String tagKey, String tagValue, YearMonth expiresFrom, YearMonth expiresTo, Condition condition) {
        this(search, purchaseOrderId, statuses, seller, currency, tagKey, tagValue, expiresFrom, expiresTo, condition, null);
    }

    /** Only some, whatever else they are. */
    public static PurchaseOrderFilter of(Set<Long> ids) {
        return new PurchaseOrderFilter(null, null, null, null, null, null, null, null, null, null, null, ids);
    }

    public static PurchaseOrderFilter all() {
        return new PurchaseOrderFilter(null, null, null, null, null, null, null, null, null, null);
    }
}
