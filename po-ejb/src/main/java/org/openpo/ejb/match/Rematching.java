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
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.Chosen;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.InvoiceMatcher;
import org.openpo.domain.match.MatchRequest;
import org.openpo.domain.match.MatchResult;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.ejb.ledger.Ledger;

/** Judges whether an invoice would go to one order if it were matched again now. Writes nothing; joins the caller's transaction. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Rematching {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private Candidates candidates;
    @EJB
    private Requests requests;
    @EJB
    private Ledger ledger;

    /**
     * Whether the matcher chooses a line of the order, other than one the invoice stands on, and no line that holds is left overspent. If so,
     * every order that has a part in the decision is locked until the end of the transaction, so that the matching that follows decides the same.
     *
     * @param released what the invoice and its credit memos stand on now; it is given back before they are matched again
     * @param own      ids of the lines the invoice itself stands on
     */
    public boolean moves(InvoiceFacts facts, Collection<Allocation> released, Collection<Long> own, long orderKey) {
        Map<Long, BigDecimal> back = byLine(released);
        Set<Long> locked = new HashSet<>();
        while (true) {
            MatchRequest request = requests.of(facts, eligible(facts, back), candidates.referenced(facts).orElse(null));
            MatchResult result = InvoiceMatcher.match(request);
            Optional<Chosen> chosen = result.chosen().filter(c -> c.purchaseOrderKey() == orderKey && !own.contains(c.lineItemId()));
            if (chosen.isEmpty() || somebodyNeedsCredit(back)) {
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

    /**
     * Whether a line cannot do without what an invoice and its credit memos stand for there: together they gave it money, after the supplier
     * lowered the invoice perhaps, and it has been spent.
     *
     * @param back what the invoice and its credit memos take {@link #byLine by line}
     */
    private boolean somebodyNeedsCredit(Map<Long, BigDecimal> back) {
        List<Long> credited = back.entrySet().stream().filter(b -> b.getValue().signum() < 0).map(Map.Entry::getKey).toList();
        return !credited.isEmpty() && em.createQuery("select l.id, l.total - l.billed from LineItem l where l.id in :credited and l.balanceTracked = true and l.overspendPolicy = :hold", Object[].class)
                .setParameter("credited", credited).setParameter("hold", OverspendPolicy.HOLD).getResultStream()
                .anyMatch(l -> isOverspentWithout((BigDecimal) l[1], back.get(l[0])));
    }

    /** What these take from each line, the line's currency; negative if they give. */
    static Map<Long, BigDecimal> byLine(Collection<Allocation> allocations) {
        Map<Long, BigDecimal> sums = new HashMap<>();
        allocations.forEach(a -> sums.merge(a.lineItem().id(), a.purchaseOrderAmount(), BigDecimal::add));
        return sums;
    }

    /** @param back what is taken from a line that holds; negative if it is given */
    static boolean isOverspentWithout(BigDecimal balance, BigDecimal back) {
        return back.signum() < 0 && balance.add(back).signum() < 0;
    }

    private List<CandidateLine> eligible(InvoiceFacts facts, Map<Long, BigDecimal> back) {
        return candidates.eligible(facts).stream().map(line -> {
            BigDecimal amount = back.get(line.lineItemId());
            return amount == null || line.balance() == null ? line : line.withBalance(line.balance().add(amount));
        }).toList();
    }
}
