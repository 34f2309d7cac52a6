package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.Chosen;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.InvoiceMatcher;
import org.openpo.domain.match.MatchRequest;
import org.openpo.domain.match.MatchResult;
import org.openpo.ejb.ledger.Ledger;

/** Judges whether an invoice would go to one order if it were matched again now. Writes nothing; joins the caller's transaction. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Rematching {
    @EJB
    private Candidates candidates;
    @EJB
    private Requests requests;
    @EJB
    private Ledger ledger;

    /**
     * Whether the matcher chooses a line of the order, other than one the invoice stands on. If so, every order that has a part in the
     * decision is locked until the end of the transaction, so that the matching that follows decides the same.
     *
     * @param released what the invoice and its credit memos stand on now; it is given back before they are matched again
     * @param own      ids of the lines the invoice itself stands on
     */
    public boolean moves(InvoiceFacts facts, Collection<Allocation> released, Collection<Long> own, long orderKey) {
        Map<Long, BigDecimal> back = new HashMap<>();
        released.forEach(a -> back.merge(a.lineItem().id(), a.purchaseOrderAmount(), BigDecimal::add));
        Set<Long> locked = new HashSet<>();
        while (true) {
            MatchRequest request = requests.of(facts, eligible(facts, back), candidates.referenced(facts).orElse(null));
            MatchResult result = InvoiceMatcher.match(request);
            Optional<Chosen> chosen = result.chosen().filter(c -> c.purchaseOrderKey() == orderKey && !own.contains(c.lineItemId()));
            if (chosen.isEmpty()) {
                return false;
            }
            Set<Long> wanted = new HashSet<>(MatchingService.ordersInRace(result));
            released.forEach(a -> wanted.add(a.lineItem().purchaseOrder().id()));
            if (locked.containsAll(wanted)) {
                return true;
            }
            locked.addAll(wanted);
            ledger.lockOrders(locked);
        }
    }

    private List<CandidateLine> eligible(InvoiceFacts facts, Map<Long, BigDecimal> back) {
        return candidates.eligible(facts).stream().map(line -> {
            BigDecimal amount = back.get(line.lineItemId());
            return amount == null || line.balance() == null ? line : line.withBalance(line.balance().add(amount));
        }).toList();
    }
}
