package org.openpo.ejb.order;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.ejb.inbound.read.PurchaseOrderCsv;
import org.openpo.ejb.query.Slice;

/** Writes a list of purchase orders as the CSV that an import reads again (docs/import-formats.md), part by part in bounded memory. */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PurchaseOrderExport {
    /** What one read fetches. */
    private static final int PART = 200;

    @EJB
    private PurchaseOrderQueries queries;

    /** All purchase orders of the list, in its order; what is added or removed meanwhile shifts nothing. */
    public void write(PurchaseOrderFilter filter, PurchaseOrderSort sort, boolean descending, OutputStream out) throws IOException {
        PurchaseOrderCsv csv = new PurchaseOrderCsv(out);
        String cursor = null;
        do {
            Slice<PurchaseOrderRow> part = queries.slice(filter, sort, descending, cursor, PART);
            queries.drafts(part.items().stream().map(PurchaseOrderRow::id).toList()).forEach(csv::write);
            csv.flush();
            cursor = part.nextCursor();
        } while (cursor != null);
    }
}
