package org.openpo.ejb.inbound.read;

import java.util.Arrays;
import java.util.Optional;

/** A column of a CSV that OpenPO itself describes. */
interface CsvColumn {
    /** Its name in a header line. */
    String header();

    /** The field of the API (spec §9) that it fills. */
    String field();

    /** The column with this name, without regard to case, spaces, underscores and hyphens. */
    static <C extends CsvColumn> Optional<C> named(C[] columns, String header) {
        String wanted = FieldText.loose(header);
        return Arrays.stream(columns).filter(c -> FieldText.loose(c.header()).equals(wanted)).findFirst();
    }
}
