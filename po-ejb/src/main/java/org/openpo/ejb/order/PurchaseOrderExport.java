package org.openpo.ejb.order;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.ejb.export.Column;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.export.ListExport;
import org.openpo.ejb.inbound.read.PurchaseOrderColumn;
import org.openpo.ejb.inbound.read.PurchaseOrderRows;
import org.openpo.ejb.query.Slice;

/** Writes a list of purchase orders into a file, a row for each line item; as CSV an import reads it again (docs/import-formats.md). */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PurchaseOrderExport {
    /** What one read fetches. */
    private static final int PART = 200;
    private static final int NARROW = 18;
    private static final int WIDE = 36;
    /** Those that hold sentences or several values. */
    private static final Set<PurchaseOrderColumn> WIDE_ONES = EnumSet.of(PurchaseOrderColumn.DESCRIPTION, PurchaseOrderColumn.SELLERS, PurchaseOrderColumn.BILL_TO,
            PurchaseOrderColumn.SHIP_TO, PurchaseOrderColumn.CONTACTS, PurchaseOrderColumn.TAGS, PurchaseOrderColumn.LINE_DESCRIPTION, PurchaseOrderColumn.CHARGE_ACCOUNTS);
    /** As the import reads them. */
    public static final List<Column<Map<PurchaseOrderColumn, Object>>> COLUMNS = Arrays.stream(PurchaseOrderColumn.values())
            .map(column -> new Column<Map<PurchaseOrderColumn, Object>>(column.header(), WIDE_ONES.contains(column) ? WIDE : NARROW, row -> row.get(column))).toList();

    @EJB
    private PurchaseOrderQueries queries;

    /** All purchase orders of the list, in its order; what is added or removed meanwhile shifts nothing. */
    public void write(PurchaseOrderFilter filter, PurchaseOrderSort sort, boolean descending, ExportFormat format, OutputStream out) throws IOException {
        ListExport.write(format, "purchase orders", COLUMNS, cursor -> rows(queries.slice(filter, sort, descending, cursor, PART)), out);
    }

    private Slice<Map<PurchaseOrderColumn, Object>> rows(Slice<PurchaseOrderRow> part) {
        List<Long> ids = part.items().stream().map(PurchaseOrderRow::id).toList();
        return new Slice<>(queries.drafts(ids).stream().flatMap(draft -> PurchaseOrderRows.of(draft).stream()).toList(), part.nextCursor());
    }
}
