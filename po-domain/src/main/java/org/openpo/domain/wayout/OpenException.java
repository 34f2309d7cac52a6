package org.openpo.domain.wayout;

import java.util.List;
import java.util.Set;

import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.match.MatchRequest;
import org.openpo.domain.order.LineItemType;

/**
 * An exception for which {@link WaysOut} are sought.
 *
 * @param codes       what the invoice was told
 * @param creditMemo  it follows an original instead of competing for lines
 * @param request     the invoice and the lines around it as they are now
 * @param emptyOrder  a line as the order that the invoice names would get one, if that order has none; else null
 * @param issuedTypes the line item types its seller issues; empty for all
 * @param sureTwin    there is an invoice with its seller and ID already
 */
public record OpenException(List<ExceptionCode> codes, boolean creditMemo, MatchRequest request, CandidateLine emptyOrder,
        Set<LineItemType> issuedTypes, boolean sureTwin) {

    public OpenException {
        codes = List.copyOf(codes);
        issuedTypes = Set.copyOf(issuedTypes);
    }
}
