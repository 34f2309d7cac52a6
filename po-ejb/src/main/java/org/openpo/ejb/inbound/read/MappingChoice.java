package org.openpo.ejb.inbound.read;

import java.nio.file.Path;

/** Says by which mapping a table is read: one file, or each of an archive. */
@FunctionalInterface
public interface MappingChoice {
    /** @return {@link ColumnMapping#NONE} if there is none for it */
    ColumnMapping of(Path table);
}
