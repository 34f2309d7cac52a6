package org.openpo.ejb.invoice;

import java.time.LocalDate;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.match.Rematchable;
import org.openpo.ejb.query.Cursor;

/** Where matching again goes on, as a cursor that whoever waits for it sends back. */
final class RematchPlaces {
    private static final String MATCHING_ORDER = "issueDate";

    private RematchPlaces() { }

    static String encode(Rematchable.Place place) {
        return new Cursor(MATCHING_ORDER, place.issueDate() + " " + place.invoiceKey(), place.id()).encode();
    }

    /** @return null to begin. @throws BusinessRuleException if the cursor is none of ours */
    static Rematchable.Place decode(String cursor) {
        return Cursor.decode(cursor, MATCHING_ORDER).map(c -> new Rematchable.Place(c.value(value -> LocalDate.parse(value.split(" ", 2)[0])),
                c.value(value -> value.substring(value.indexOf(' ') + 1)), c.id())).orElse(null);
    }
}
