package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
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

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.InvoiceMatcher;
import org.openpo.domain.match.MatchRequest;
import org.openpo.domain.match.MatchResult;
import org.openpo.domain.money.RateTable;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.ledger.LostRaceException;
import org.openpo.ejb.rate.ExchangeRates;

/**
 * Matches many invoices by rule, one after the other, as {@link MatchingService} matches one: it locks the orders that are in the
 * race for any of them and looks again (docs/adr/0005), but reads the candidates once and lets their balances move in memory.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class BulkMatching {
    private static final int ROUNDS = 5;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private Candidates candidates;
    @EJB
    private ExchangeRates rates;
    @EJB
    private Ledger ledger;

    /**
     * Reads the candidates of invoices and locks the orders that can be written to.
     *
     * @param memos credit memos that will follow originals that are here already: the orders of those are locked with the others
     * @throws LostRaceException if the orders change faster than they can be locked
     */
    public Round begin(Collection<InvoiceFacts> invoices, Collection<Invoice> memos) {
        return begin(invoices, memos, Optional.empty());
    }

    /**
     * The same for invoices that are only asked for one order, see {@link Round#matchTo}: those that it cannot pay lock nothing.
     *
     * @throws LostRaceException see above
     */
    public Round beginFor(long purchaseOrderKey, Collection<InvoiceFacts> invoices) {
        return begin(invoices, List.of(), Optional.of(purchaseOrderKey));
    }

    private Round begin(Collection<InvoiceFacts> invoices, Collection<Invoice> memos, Optional<Long> order) {
        Set<Long> locked = new HashSet<>();
        Set<Long> ofOriginals = ordersOfOriginals(memos);
        Map<RateKey, RateTable> tables = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            CandidatePool pool = candidates.pool(invoices);
            Round matching = new Round(pool, locked, tables);
            Set<Long> wanted = new HashSet<>(ofOriginals);
            invoices.stream().map(matching::ordersInRace).filter(race -> order.isEmpty() || race.contains(order.get())).forEach(wanted::addAll);
            if (!locked.containsAll(wanted)) {
                locked.addAll(wanted);
                ledger.lockOrders(locked);
            }
            if (pool.update(candidates.figures(locked))) {
                return matching;
            }
        }
        throw new LostRaceException("Purchase orders changed " + ROUNDS + " times while their invoices were to be matched");
    }

    private Set<Long> ordersOfOriginals(Collection<Invoice> memos) {
        List<String> keys = memos.stream().map(Invoice::originalInvoiceKey).filter(key -> key != null).distinct().toList();
        return keys.isEmpty() ? Set.of() : new HashSet<>(em.createQuery("select distinct a.lineItem.purchaseOrder.id from Allocation a where a.invoice.invoiceKey in :keys "
                + "or a.invoice.originalInvoiceKey in :keys", Long.class).setParameter("keys", keys).getResultList());
    }

    private record RateKey(Currency currency, LocalDate day) { }

    /** The matching of invoices one after the other, under the locks that it needs. */
    public final class Round {
        private final CandidatePool pool;
        private final Set<Long> locked;
        private final Map<RateKey, RateTable> tables;
        private final StringBuilder room = new StringBuilder();

        private Round(CandidatePool pool, Set<Long> locked, Map<RateKey, RateTable> tables) {
            this.pool = pool;
            this.locked = locked;
            this.tables = tables;
        }

        /**
         * Matches an invoice. Balances move at once; the caller writes what the outcome says.
         *
         * @throws LostRaceException if an order is in the race now that has not been locked
         */
        public RuleOutcome match(InvoiceFacts invoice) {
            MatchRequest request = request(invoice, pool.all(invoice));
            MatchResult result = InvoiceMatcher.match(request);
            if (!locked.containsAll(MatchingService.ordersInRace(result))) {
                throw new LostRaceException("A purchase order came into the race after the others had been locked");
            }
            result.chosen().ifPresent(c -> pool.allocate(c.lineItemId(), c.purchaseOrderAmount()));
            return RuleOutcome.of(request, result, room);
        }

        /**
         * Matches an invoice as {@link #match} does if a line of this order then pays for it; otherwise nothing moves, and it is empty.
         *
         * @throws LostRaceException see {@link #match}
         */
        public Optional<RuleOutcome> matchTo(long purchaseOrderKey, InvoiceFacts invoice) {
            MatchRequest race = request(invoice, pool.eligible(invoice));
            if (InvoiceMatcher.match(race).chosen().filter(c -> c.purchaseOrderKey() == purchaseOrderKey).isEmpty()) {
                return Optional.empty();
            }
            RuleOutcome outcome = match(invoice);
            if (outcome.chosen().filter(c -> c.purchaseOrderKey() == purchaseOrderKey).isEmpty()) {
                throw new LostRaceException("Another purchase order came into the race while the lines were read");
            }
            return Optional.of(outcome);
        }

        /** Takes note of what has been allocated past this round. @param amount signed, the line's currency; positive uses the line up */
        public void allocated(long lineItemId, BigDecimal amount) {
            pool.allocate(lineItemId, amount);
        }

        private Set<Long> ordersInRace(InvoiceFacts invoice) {
            return InvoiceMatcher.ordersInRace(request(invoice, pool.eligible(invoice)));
        }

        private MatchRequest request(InvoiceFacts invoice, List<CandidateLine> lines) {
            boolean oneCurrency = lines.stream().allMatch(line -> line.currency().equals(invoice.currency()));
            RateTable table = oneCurrency ? RateTable.EMPTY
                    : tables.computeIfAbsent(new RateKey(invoice.currency(), invoice.issueDate()), key -> rates.table(key.currency(), key.day()));
            return new MatchRequest(invoice, lines, pool.referenced(invoice), table);
        }
    }
}
