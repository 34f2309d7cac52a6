package org.openpo.ejb.party;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.ejb.export.Column;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.export.ListExport;

/** Writes the directory of contacts into a file; as CSV it can be imported again (docs/import-formats.md). */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ContactExport {
    /** What one read fetches. */
    private static final int PART = 500;
    private static final List<Column<ContactRow>> COLUMNS = List.of(
            column(ContactFile.Column.NAME, 30, r -> r.contact().name()),
            column(ContactFile.Column.EMAIL, 36, r -> r.contact().email()),
            column(ContactFile.Column.PHONE, 20, r -> r.contact().phone()),
            column(ContactFile.Column.LANGUAGE, 10, r -> r.contact().language()),
            column(ContactFile.Column.ACTIVE, 10, r -> r.contact().active()),
            column(ContactFile.Column.DEFAULT_CONTACT, 16, r -> r.contact().defaultContact()),
            column(ContactFile.Column.ID, 10, r -> Long.toString(r.contact().id())),
            column(ContactFile.Column.PURCHASE_ORDERS, 16, ContactRow::purchaseOrders),
            column(ContactFile.Column.REPLACED_BY, 12, r -> r.contact().replacedBy() == null ? null : r.contact().replacedBy().toString()),
            column(ContactFile.Column.UNDELIVERABLE_SINCE, 20, r -> r.contact().undeliverableSince()),
            column(ContactFile.Column.UNDELIVERABLE_REASON, 40, r -> r.contact().undeliverableReason()));

    @EJB
    private ContactQueries queries;

    /** All contacts of the list, in its order. */
    public void write(ContactFilter filter, ContactSort sort, boolean descending, ExportFormat format, OutputStream out) throws IOException {
        ListExport.write(format, "contacts", COLUMNS, cursor -> queries.slice(filter, sort, descending, cursor, PART), out);
    }

    private static Column<ContactRow> column(ContactFile.Column column, int width, Function<ContactRow, Object> value) {
        return new Column<>(column.header(), width, value);
    }
}
