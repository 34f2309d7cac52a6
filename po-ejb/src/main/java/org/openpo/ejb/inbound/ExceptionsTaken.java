package org.openpo.ejb.inbound;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.match.WhatIfService;

/** How many invoices in exception the new purchase orders of a file would take; asked only as far as somebody can wait for. */
final class ExceptionsTaken {
    /** Each asks the database some twenty times, however few invoices there are. */
    static final int ORDERS_MAX = 50;
    /** Of all of them together. */
    static final int INVOICES_MAX = 2 * WhatIfService.INVOICES_MAX;

    private ExceptionsTaken() { }

    /**
     * @param ask  what one of them would take if at most so many invoices may be looked at; empty if that is not enough
     * @return each invoice counted once; null if there are too many of either
     */
    static Long count(List<PurchaseOrderDraft> fresh, BiFunction<PurchaseOrderDraft, Integer, Optional<WhatIfService.Waiting>> ask) {
        if (fresh.size() > ORDERS_MAX) {
            return null;
        }
        Set<Long> taken = new HashSet<>();
        int left = INVOICES_MAX;
        for (PurchaseOrderDraft draft : fresh) {
            try {
                Optional<WhatIfService.Waiting> waiting = ask.apply(draft, left);
                if (waiting.isEmpty()) {
                    return null;
                }
                left -= waiting.get().looked();
                taken.addAll(waiting.get().taken());
            } catch (BusinessRuleException overtaken) {
                // Somebody saved something in between: this one will be refused, and takes nothing.
            }
        }
        return (long) taken.size();
    }
}
