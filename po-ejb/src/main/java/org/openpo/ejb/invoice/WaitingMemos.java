package org.openpo.ejb.invoice;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;

/** The credit memos that an invoice takes with it while many invoices are worked off together: an invoice that has one is worked off alone. */
final class WaitingMemos {
    private final Set<Original> originals;

    private WaitingMemos(Set<Original> originals) {
        this.originals = originals;
    }

    /**
     * By what a credit memo and its original find each other.
     *
     * @param invoiceKey see {@link Invoice#keyOf}
     */
    record Original(String sellerKey, String invoiceKey, String currency) {
        static Original of(Invoice invoice) {
            return new Original(invoice.sellerKey(), Invoice.keyOf(invoice.invoiceId()), invoice.currency().getCurrencyCode());
        }
    }

    /** Those that wait for one of these. */
    static WaitingMemos of(EntityManager em, Collection<Original> originals) {
        return of(em, originals, Set.of(InvoiceState.EXCEPTION));
    }

    /** Those that wait for one of these, and those that have followed one. */
    static WaitingMemos orFollowing(EntityManager em, Collection<Original> originals) {
        return of(em, originals, Set.of(InvoiceState.EXCEPTION, InvoiceState.MATCHED, InvoiceState.PARTLY_MATCHED));
    }

    private static WaitingMemos of(EntityManager em, Collection<Original> originals, Set<InvoiceState> states) {
        List<String> keys = originals.stream().map(Original::invoiceKey).distinct().toList();
        return new WaitingMemos(keys.isEmpty() ? new HashSet<>() : em.createQuery("select i.sellerKey, i.originalInvoiceKey, i.currency from Invoice i where i.originalInvoiceKey in :keys "
                        + "and i.kind = :memo and i.state in :states", Object[].class)
                .setParameter("keys", keys).setParameter("memo", InvoiceKind.CREDIT_MEMO).setParameter("states", states)
                .getResultStream().map(r -> new Original((String) r[0], (String) r[1], (String) r[2])).collect(Collectors.toCollection(HashSet::new)));
    }

    boolean have(Original original) {
        return originals.contains(original);
    }

    /** Takes note of a credit memo that has just come, if it waits from now on. */
    void came(Invoice memo) {
        if (memo.kind() == InvoiceKind.CREDIT_MEMO && memo.state() == InvoiceState.EXCEPTION && memo.originalInvoiceKey() != null) {
            originals.add(new Original(memo.sellerKey(), memo.originalInvoiceKey(), memo.currency().getCurrencyCode()));
        }
    }
}
