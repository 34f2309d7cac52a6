package org.openpo.ejb.export;

import java.io.IOException;
import java.util.List;

/** A file that is written row by row. */
interface Table {
    /** @param cells as {@link Column} says */
    void row(List<?> cells) throws IOException;

    /** Lets go of the rows so far. */
    void flush() throws IOException;

    /** Leaves the file so that whoever reads it finds that it is not whole. */
    void breakOff() throws IOException;

    /** Ends the file; a workbook that was not ended does not open, so that a part is not taken for the whole. */
    void finish() throws IOException;
}
