package org.openpo.ejb.notice;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.ejb.export.Column;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.export.ListExport;

/** Writes a list of notifications into a file, the newest first. */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationExport {
    /** What one read fetches. */
    private static final int PART = 500;
    private static final List<Column<NotificationRow>> COLUMNS = List.of(
            new Column<>("id", 10, r -> Long.toString(r.id())),
            new Column<>("kind", 20, r -> r.kind().name()),
            new Column<>("purchaseOrder", 14, r -> r.purchaseOrderKey() == null ? null : r.purchaseOrderKey().toString()),
            new Column<>("purchaseOrderId", 22, NotificationRow::purchaseOrderId),
            new Column<>("channel", 10, r -> r.channel().name()),
            new Column<>("recipient", 10, r -> Long.toString(r.contactId())),
            new Column<>("name", 30, NotificationRow::recipientName),
            new Column<>("address", 36, NotificationRow::address),
            new Column<>("language", 10, NotificationRow::language),
            new Column<>("subject", 50, NotificationRow::subject),
            new Column<>("state", 12, r -> r.state().name()),
            new Column<>("attempts", 10, NotificationRow::attempts),
            new Column<>("createdAt", 20, NotificationRow::createdAt),
            new Column<>("nextAttemptAt", 20, NotificationRow::nextAttemptAt),
            new Column<>("sentAt", 20, NotificationRow::sentAt),
            new Column<>("answer", 40, NotificationRow::answer),
            new Column<>("messageId", 40, NotificationRow::messageId));

    @EJB
    private NotificationQueries queries;

    /** All notifications of the list. */
    public void write(NotificationFilter filter, ExportFormat format, OutputStream out) throws IOException {
        ListExport.write(format, "notifications", COLUMNS, cursor -> queries.slice(filter, cursor, PART), out);
    }
}
