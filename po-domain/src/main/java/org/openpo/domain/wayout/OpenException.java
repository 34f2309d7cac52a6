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
 * @param credit      whether it follows an original instead of competing for lines
 * @param request     the invoice and the lines around it as they are now
 * @param emptyOrder  a line as the order that the invoice names would get one, if that order has none; else null
 * @param issuedTypes the line item types its seller issues; empty for all
 * @param twin        the invoice that it was held to repeat, as it is now
 * @param idTaken     the order that the invoice names was deleted and still has the ID: nobody can create another of that name
 */
public record OpenException(List<ExceptionCode> codes, Credit credit, MatchRequest request, CandidateLine emptyOrder,
        Set<LineItemType> issuedTypes, Twin twin, boolean idTaken) {

    public OpenException {
        codes = List.copyOf(codes);
        issuedTypes = Set.copyOf(issuedTypes);
    }

    /** Whether it is a credit memo, and what of its original. */
    public enum Credit {
        /** It is an invoice. */
        NONE,
        /** Its original is not known, or has nothing left to give back. */
        WITHOUT_ORIGINAL,
        /** Its original stands on lines by now. */
        WITH_ORIGINAL
    }

    /** The invoice that an invoice repeats. */
    public enum Twin {
        /** There is none, or none any more. */
        NONE,
        /** One that looks like it. */
        SEEMING,
        /** One of its seller and ID. */
        CERTAIN
    }
}
