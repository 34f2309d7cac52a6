package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.ledger.CreditMemoAllocator;
import org.openpo.domain.ledger.LedgerEntry;

/** Says where the credit memos of an invoice would go with it. Writes nothing; joins the caller's transaction. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class FollowingMemos {
    @EJB
    private Rematchable rematchable;

    /**
     * By line, what its credit memos would move if the invoice stood on these parts: what they give back there, less what they give back
     * now; purchase order currency. Credit memos that a person has assigned stay.
     *
     * @param unallocated what no part takes of the invoice's gross amount
     */
    public Map<Long, BigDecimal> moved(Invoice original, List<LedgerEntry> parts, BigDecimal unallocated) {
        Map<Long, BigDecimal> moved = new HashMap<>();
        if (original.kind() != InvoiceKind.INVOICE) {
            return moved;
        }
        List<Invoice> memos = rematchable.creditMemos(List.of(original)).stream()
                .filter(memo -> memo.sellerKey().equals(original.sellerKey()) && memo.currency().equals(original.currency())).toList();
        Map<Long, List<Allocation>> standing = rematchable.standing(memos.stream().map(Invoice::id).toList()).stream()
                .collect(Collectors.groupingBy(a -> a.invoice().id()));
        List<LedgerEntry> entries = new ArrayList<>(parts);
        List<Invoice> followers = new ArrayList<>();
        for (Invoice memo : memos) {
            List<Allocation> own = standing.getOrDefault(memo.id(), List.of());
            if (own.stream().anyMatch(Allocation::isByPerson)) {
                own.forEach(a -> entries.add(MatchingService.entry(a)));
            } else {
                own.forEach(a -> moved.merge(a.lineItem().id(), a.purchaseOrderAmount().negate(), BigDecimal::add));
                followers.add(memo);
            }
        }
        BigDecimal open = unallocated;
        for (Invoice memo : followers) {
            CreditMemoAllocator.Shares shares = CreditMemoAllocator.allocate(new CreditMemoAllocator.Credit(memo.gross(), memo.net(), memo.currency()), entries, open);
            shares.shares().forEach(share -> moved.merge(share.lineItemId(), share.purchaseOrderAmount(), BigDecimal::add));
            entries.addAll(shares.shares());
            if (!shares.shares().isEmpty()) {
                open = open.add(shares.unallocated());
            }
        }
        return moved;
    }
}
