package org.openpo.domain.order;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything of a purchase order that people decide, as one version of it keeps it: what can be written in a draft, and what is done by
 * a command of its own.
 *
 * @param draft       sellers by their official names; lines with their ids
 * @param closedLines reasons for which lines are closed, by line number; open lines are not in it
 * @param deleted     it was taken out of every list
 */
public record PurchaseOrderState(PurchaseOrderDraft draft, boolean suspended, Map<String, String> closedLines, boolean deleted) {

    public PurchaseOrderState {
        closedLines = Collections.unmodifiableMap(new TreeMap<>(closedLines));
    }
}
