package org.openpo.ejb.match;

import java.util.Collection;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.MatchRequest;
import org.openpo.domain.match.ReferencedPurchaseOrder;
import org.openpo.domain.money.RateTable;
import org.openpo.ejb.rate.ExchangeRates;

/** Puts together what the matcher is asked, with the exchange rates that are kept. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Requests {
    @EJB
    private ExchangeRates rates;

    /** @param referenced null if the invoice names no order, or none there is */
    public MatchRequest of(InvoiceFacts facts, Collection<CandidateLine> lines, ReferencedPurchaseOrder referenced) {
        // Most invoices are in the currency of all their candidates and need no rate.
        boolean oneCurrency = lines.stream().allMatch(line -> line.currency().equals(facts.currency()));
        return new MatchRequest(facts, lines, referenced, oneCurrency ? RateTable.EMPTY : rates.table(facts.currency(), facts.issueDate()));
    }
}
