package org.openpo.ejb.party;

import java.util.List;

import org.openpo.domain.order.LineItemType;
import org.openpo.domain.party.Seller;

/** A seller of record as pages and API show it. */
public record SellerView(long id, long version, String name, List<String> aliases, List<String> taxIds, List<LineItemType> lineItemTypes, boolean active) {
    public static SellerView of(Seller s) {
        return new SellerView(s.id(), s.version(), s.name(), s.aliases(), s.taxIds().stream().sorted().toList(),
                s.lineItemTypes().stream().sorted().toList(), s.isActive());
    }
}
