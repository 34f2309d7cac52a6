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

/** The credit memos that wait for their originals while many invoices are worked off together: an invoice for which one waits is worked off alone. */
final class WaitingMemos {
    private final Set<String> keys;

    private WaitingMemos(Set<String> keys) {
        this.keys = keys;
    }

    /** Those that wait for one of these invoices. */
    static WaitingMemos of(EntityManager em, Collection<Invoice> invoices) {
        List<String> ids = invoices.stream().filter(i -> i.kind() == InvoiceKind.INVOICE).map(i -> Invoice.keyOf(i.invoiceId())).distinct().toList();
        return new WaitingMemos(ids.isEmpty() ? new HashSet<>() : em.createQuery("select i.sellerKey, i.originalInvoiceKey, i.currency from Invoice i where i.originalInvoiceKey in :keys "
                        + "and i.kind = :memo and i.state = :exception", Object[].class)
                .setParameter("keys", ids).setParameter("memo", InvoiceKind.CREDIT_MEMO).setParameter("exception", InvoiceState.EXCEPTION)
                .getResultStream().map(r -> key((String) r[0], (String) r[1], (String) r[2])).collect(Collectors.toCollection(HashSet::new)));
    }

    /** Whether one waits for this invoice. */
    boolean waitFor(Invoice original) {
        return original.kind() == InvoiceKind.INVOICE && keys.contains(key(original.sellerKey(), Invoice.keyOf(original.invoiceId()), original.currency().getCurrencyCode()));
    }

    /** Takes note of a credit memo that has just come, if it waits from now on. */
    void came(Invoice memo) {
        if (memo.kind() == InvoiceKind.CREDIT_MEMO && memo.state() == InvoiceState.EXCEPTION && memo.originalInvoiceKey() != null) {
            keys.add(key(memo.sellerKey(), memo.originalInvoiceKey(), memo.currency().getCurrencyCode()));
        }
    }

    private static String key(String sellerKey, String originalKey, String currency) {
        return sellerKey + '\n' + originalKey + '\n' + currency;
    }
}
