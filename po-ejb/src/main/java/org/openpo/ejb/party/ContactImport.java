package org.openpo.ejb.party;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.interceptor.Interceptors;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.party.Contact;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.inbound.read.SpreadsheetText;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.party.ContactFile.Column;

/**
 * Takes contacts from a CSV file into the directory (docs/import-formats.md). A contact is known by its e-mail address: it is added, or changed where
 * the file says something else; a column the file lacks changes nothing. The same file again changes nothing. Bad rows do not stop good ones.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class ContactImport {
    public static final int BYTES_MAX = ContactFile.BYTES_MAX;
    private static final int CHUNK = 200;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;

    /**
     * A row that was left out.
     *
     * @param row    1-based, the header line not counted
     * @param column as the header names it, or null if the whole row is meant
     * @param cells  the row's values by column
     * @param line   all its cells as they stand in the file
     */
    public record Refused(long row, String column, Violation violation, Map<String, String> cells, List<String> line) {
        public Refused {
            line = List.copyOf(line);
        }
    }

    /**
     * What became of a file's rows.
     *
     * @param header the columns of the file as its header names them
     */
    public record Result(int rows, int created, int changed, int unchanged, List<Refused> refused, List<String> header) {
        public Result {
            refused = List.copyOf(refused);
            header = List.copyOf(header);
        }

        /**
         * The refused rows as a CSV file to correct and hand in again. It has the columns that the file had and no others: an empty
         * column would empty what the directory has.
         */
        public String toCorrect() {
            Map<Long, List<String>> lines = new LinkedHashMap<>();
            refused.forEach(each -> lines.put(each.row(), each.line()));
            StringBuilder csv = new StringBuilder("\uFEFF").append(csvLine(header));
            lines.values().forEach(line -> csv.append(csvLine(line)));
            return csv.toString();
        }

        private static String csvLine(List<String> cells) {
            return cells.stream().map(SpreadsheetText::csv).collect(Collectors.joining(",")) + "\r\n";
        }

        /** Rows that were left out; one row may be refused for several reasons. */
        public long errors() {
            return refused.stream().map(Refused::row).distinct().count();
        }
    }

    /**
     * Reads the file and saves what is right in it.
     *
     * @param bytes at most 5 MB, at most 10,000 rows
     * @throws BusinessRuleException if the file as a whole cannot be read; nothing was saved then
     */
    @RolesAllowed("ADMIN")
    public Result run(byte[] bytes) {
        ContactFile file = ContactFile.read(bytes);
        Tally tally = new Tally();
        Map<String, Long> seen = new HashMap<>();
        for (int from = 0; from < file.rows().size(); from += CHUNK) {
            List<ContactFile.Row> part = file.rows().subList(from, Math.min(from + CHUNK, file.rows().size()));
            Map<String, Contact> known = known(part);
            for (ContactFile.Row row : part) {
                List<Violation> problems = problems(row, file.columns(), seen);
                if (problems.isEmpty()) {
                    take(row, known, tally);
                } else {
                    problems.forEach(v -> tally.refused.add(new Refused(row.number(), v.field().isEmpty() ? null : v.field(), v, cells(row), row.line())));
                }
            }
            em.flush();
            em.clear();
        }
        return new Result(file.rows().size(), tally.created, tally.changed, tally.unchanged, tally.refused, file.headerLine());
    }

    private static final class Tally {
        private int created;
        private int changed;
        private int unchanged;
        private final List<Refused> refused = new ArrayList<>();
    }

    private Map<String, Contact> known(List<ContactFile.Row> rows) {
        List<String> keys = rows.stream().map(row -> row.cells().get(Column.EMAIL)).filter(email -> email != null && !email.isEmpty()).map(Contact::keyOf).distinct().toList();
        Map<String, Contact> known = new HashMap<>();
        if (!keys.isEmpty()) {
            em.createQuery("select c from Contact c where c.emailKey in :keys", Contact.class).setParameter("keys", keys).getResultStream()
                    .forEach(c -> known.put(Contact.keyOf(c.email()), c));
        }
        return known;
    }

    private static List<Violation> problems(ContactFile.Row row, int columns, Map<String, Long> seen) {
        if (row.width() > 0) {
            return List.of(Violation.of("", ErrorCode.COLUMNS_DIFFER, row.width(), columns));
        }
        Checks checks = new Checks();
        checks.addAll(PurchaseOrderRules.checkContact(draft(row, null)));
        flag(row, Column.ACTIVE, checks);
        flag(row, Column.DEFAULT_CONTACT, checks);
        String email = row.cells().get(Column.EMAIL);
        if (checks.violations().isEmpty() && seen.putIfAbsent(Contact.keyOf(email), row.number()) != null) {
            checks.add(Column.EMAIL.header(), ErrorCode.DUPLICATE_VALUE, email);
        }
        return checks.violations();
    }

    private void take(ContactFile.Row row, Map<String, Contact> known, Tally tally) {
        Contact contact = known.get(Contact.keyOf(row.cells().get(Column.EMAIL)));
        JsonObject before = contact == null ? null : Snapshots.of(contact);
        ContactDraft draft = draft(row, contact);
        if (contact == null) {
            contact = new Contact(draft);
        } else {
            contact.change(draft);
        }
        Boolean active = flag(row, Column.ACTIVE, new Checks());
        if (active != null && active != contact.isActive()) {
            contact.setActive(active);
        }
        Boolean defaultContact = flag(row, Column.DEFAULT_CONTACT, new Checks());
        if (defaultContact != null) {
            contact.setDefaultContact(defaultContact);
        }
        if (before == null) {
            em.persist(contact);
            tally.created++;
        } else if (before.equals(Snapshots.of(contact))) {
            tally.unchanged++;
            return;
        } else {
            tally.changed++;
        }
        audit.record(context.getCallerPrincipal().getName(), before == null ? AuditAction.CONTACT_CREATED : AuditAction.CONTACT_CHANGED,
                new AuditTrail.Subject("Contact", contact.id(), contact.name()), before, Snapshots.of(contact), null);
    }

    /** The row as a contact; what the file has no column for is as the directory has it. */
    private static ContactDraft draft(ContactFile.Row row, Contact known) {
        String phone = row.cells().containsKey(Column.PHONE) ? blankToNull(row.cells().get(Column.PHONE)) : known == null ? null : known.phone();
        String language = blankToNull(row.cells().get(Column.LANGUAGE));
        return new ContactDraft(row.cells().get(Column.NAME), row.cells().get(Column.EMAIL), phone,
                language != null ? language.toLowerCase(Locale.ROOT) : known == null ? null : known.language());
    }

    /** Null if the file does not say. */
    private static Boolean flag(ContactFile.Row row, Column column, Checks checks) {
        String text = blankToNull(row.cells().get(column));
        if (text == null) {
            return null;
        }
        Optional<Boolean> flag = SpreadsheetText.flag(text);
        if (flag.isEmpty()) {
            checks.add(column.header(), ErrorCode.NOT_ALLOWED_VALUE, text.length() <= 60 ? text : text.substring(0, 60) + "…", "true, false");
        }
        return flag.orElse(null);
    }

    private static Map<String, String> cells(ContactFile.Row row) {
        Map<String, String> cells = new HashMap<>();
        row.cells().forEach((column, cell) -> cells.put(column.header(), cell));
        return cells;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
