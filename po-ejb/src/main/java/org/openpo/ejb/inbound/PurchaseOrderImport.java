package org.openpo.ejb.inbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderDiff;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.PurchaseOrderImportResult.Item;
import org.openpo.ejb.inbound.PurchaseOrderImportResult.Outcome;
import org.openpo.ejb.inbound.read.FileNames;
import org.openpo.ejb.inbound.read.ErrorFile;
import org.openpo.ejb.inbound.read.PurchaseOrderFile;
import org.openpo.ejb.match.WhatIfService;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.ejb.party.ContactService;
import org.openpo.ejb.party.SellerService;

/**
 * Takes purchase orders from a file (docs/import-formats.md). Each is written, or refused, as a whole and in a transaction of its own, through
 * {@link PurchaseOrderService}; bad ones do not stop good ones, and the same file again changes nothing.
 */
@Stateless
@RolesAllowed("MANAGER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PurchaseOrderImport {
    public static final int BYTES_MAX = 10 * 1024 * 1024;
    private static final int CHUNK = 200;
    /** Of one purchase order. */
    private static final int PROBLEMS_MAX = 200;
    /** Of the file; beyond that the first one of each purchase order. */
    static final int FILE_PROBLEMS_MAX = 2_000;

    @EJB
    private PurchaseOrderService orders;
    @EJB
    private PurchaseOrderQueries queries;
    @EJB
    private SellerService sellers;
    @EJB
    private ContactService contacts;
    @EJB
    private ContactQueries directory;
    @EJB
    private WhatIfService whatIf;

    /**
     * What importing the file would do; nothing is written.
     *
     * @param update whether purchase orders that are here may be changed
     * @throws BusinessRuleException if the file as a whole cannot be read
     */
    public PurchaseOrderImportResult preview(InputStream content, boolean update) {
        return read(content, file -> new Run(file, true, update, null).all(null));
    }

    /**
     * The same for the other choice of {@code update}. What the new ones would take does not depend on it and is not asked again.
     *
     * @param earlier preview of the same file
     */
    public PurchaseOrderImportResult preview(InputStream content, boolean update, PurchaseOrderImportResult earlier) {
        return read(content, file -> new Run(file, true, update, null).all(earlier));
    }

    /**
     * Imports the file.
     *
     * @param fileName noted as the reason of each change; only shown
     * @param update   whether purchase orders that are here may be changed
     * @throws BusinessRuleException if the file as a whole cannot be read; nothing was written then
     */
    public PurchaseOrderImportResult run(String fileName, InputStream content, boolean update) {
        return read(content, file -> new Run(file, false, update, FileNames.safe(fileName)).all(null));
    }

    /**
     * Writes the rows of the refused purchase orders as the file has them, each with what is wrong: to be corrected and handed in again.
     *
     * @param content  the file that was read
     * @param sentence what is wrong in somebody's language
     * @param others   what to say on a row that is refused for another row of its purchase order; takes that row's number
     */
    public void writeRefused(InputStream content, PurchaseOrderImportResult result, Function<Violation, String> sentence, Function<Long, String> others, OutputStream out)
            throws IOException {
        Map<Long, String> reasons = new TreeMap<>();
        result.items().stream().filter(i -> i.outcome() == Outcome.REFUSED).forEach(item -> {
            Map<Long, String> own = item.problems().stream().collect(Collectors.groupingBy(PurchaseOrderFile.Problem::row, TreeMap::new,
                    Collectors.mapping(p -> (p.column().isEmpty() ? "" : p.column() + ": ") + sentence.apply(p.violation()), Collectors.joining(" "))));
            long first = own.keySet().stream().findFirst().orElse(item.row());
            item.fileRows().forEach(row -> reasons.put(row, own.containsKey(row) ? own.get(row) : others.apply(first)));
        });
        Path copy = ImportFiles.receive(content, BYTES_MAX).path();
        try {
            ErrorFile.ofPurchaseOrders(copy).write(reasons.entrySet().stream().map(e -> new ErrorFile.Refused(e.getKey(), e.getValue())).iterator(), out);
        } finally {
            ImportFiles.delete(copy);
        }
    }

    private static PurchaseOrderImportResult read(InputStream content, Function<PurchaseOrderFile, PurchaseOrderImportResult> work) {
        Path copy = ImportFiles.receive(content, BYTES_MAX).path();
        PurchaseOrderFile file;
        try {
            file = PurchaseOrderFile.read(copy);
        } finally {
            ImportFiles.delete(copy);
        }
        return work.apply(file);
    }

    /** One look at, or import of, a file. */
    private final class Run {
        private final PurchaseOrderFile file;
        private final boolean preview;
        private final boolean update;
        private final String reason;
        private final List<Item> items = new ArrayList<>();
        private final List<PurchaseOrderDraft> fresh = new ArrayList<>();
        private final List<ContactDraft> defaultContacts;
        private long problems;
        private int listed;

        Run(PurchaseOrderFile file, boolean preview, boolean update, String reason) {
            this.file = file;
            this.preview = preview;
            this.update = update;
            this.reason = reason;
            this.defaultContacts = directory.defaults().stream().map(c -> new ContactDraft(c.name(), c.email(), c.phone(), c.language())).toList();
        }

        /** @param earlier what else is known of the file, or null */
        PurchaseOrderImportResult all(PurchaseOrderImportResult earlier) {
            for (int from = 0; from < file.orders().size(); from += CHUNK) {
                List<PurchaseOrderFile.Order> part = file.orders().subList(from, Math.min(from + CHUNK, file.orders().size()));
                Map<String, Long> known = queries.idsByPurchaseOrderId(part.stream().map(o -> o.draft().purchaseOrderId()).filter(Objects::nonNull).toList());
                SellerService.Directory named = sellers.directory(part.stream().flatMap(o -> sought(o.draft())).toList(),
                        part.stream().flatMap(o -> o.sellerTaxId() == null ? sought(o.draft()) : Stream.of(o.sellerTaxId())).toList());
                Map<String, ContactDraft> people = contacts.known(part.stream().map(o -> o.draft().contacts()).filter(c -> c.size() <= PurchaseOrderRules.CONTACTS_MAX)
                        .flatMap(List::stream).toList());
                for (PurchaseOrderFile.Order order : part) {
                    items.add(item(order, known, named, people));
                }
            }
            return new PurchaseOrderImportResult(preview, file.format(), file.rows(), items, problems, earlier != null ? earlier.exceptions() : preview ? exceptions() : null);
        }

        /** Names to look up; none of a purchase order that has too many and will be refused. */
        private static Stream<String> sought(PurchaseOrderDraft draft) {
            List<String> names = draft.sellers().stream().distinct().toList();
            return names.size() > PurchaseOrderRules.SELLERS_MAX ? Stream.empty() : names.stream();
        }

        private Item item(PurchaseOrderFile.Order order, Map<String, Long> known, SellerService.Directory named, Map<String, ContactDraft> people) {
            PurchaseOrderDraft stated = order.draft();
            Long id = stated.purchaseOrderId() == null ? null : known.get(PurchaseOrderQueries.keyOf(stated.purchaseOrderId()));
            try {
                List<Violation> problems = new ArrayList<>();
                PurchaseOrderDetails here = id == null ? null : queries.details(id);
                PurchaseOrderDraft draft = PurchaseOrderMerge.of(order, here, named, people, defaultContacts, problems);
                if (!order.problems().isEmpty() || !problems.isEmpty()) {
                    problems.addAll(orders.check(draft, id, false));
                    return refused(order, id, problems);
                }
                return here == null ? added(order, draft) : changed(order, here, draft);
            } catch (BusinessRuleException refused) {
                // Also if somebody else was in the way: the others go on, and the same file again takes this one.
                return refused(order, id, refused.violations());
            }
        }

        private Item added(PurchaseOrderFile.Order order, PurchaseOrderDraft draft) {
            if (!preview) {
                return item(order, draft, orders.create(draft, reason), Outcome.CREATED, List.of());
            }
            BusinessRuleException.throwIfAny(orders.check(draft, null, false));
            fresh.add(draft);
            return item(order, draft, null, Outcome.CREATED, List.of());
        }

        private Item changed(PurchaseOrderFile.Order order, PurchaseOrderDetails here, PurchaseOrderDraft draft) {
            List<PurchaseOrderDiff.Change> changes = orders.changes(here.id(), draft);
            if (changes.isEmpty()) {
                return item(order, draft, here.id(), Outcome.UNCHANGED, changes);
            }
            if (update && !preview) {
                orders.replace(here.id(), here.version(), draft, reason);
            }
            return item(order, draft, here.id(), update ? Outcome.CHANGED : Outcome.KEPT, changes);
        }

        private Item item(PurchaseOrderFile.Order order, PurchaseOrderDraft draft, Long id, Outcome outcome, List<PurchaseOrderDiff.Change> changes) {
            Currency currency = Currency.getInstance(draft.currency());
            return new Item(order.row(), draft.purchaseOrderId(), id, outcome, draft.effectiveMonth(), draft.expirationMonth(), draft.currency(),
                    draft.lineItems().stream().map(l -> l.total(currency)).reduce(BigDecimal.ZERO, BigDecimal::add), draft.lineItems().size(), changes, List.of(), order.rows());
        }

        /** Names everything: what could not be read, and which rules the rest breaks; of one place only what is wrong first. */
        private Item refused(PurchaseOrderFile.Order order, Long id, List<Violation> violations) {
            List<PurchaseOrderFile.Problem> all = new ArrayList<>(order.problems());
            Set<List<Object>> places = all.stream().map(p -> List.<Object>of(p.row(), p.column())).collect(Collectors.toCollection(HashSet::new));
            violations.stream().filter(v -> !isFollowing(order.draft(), v)).map(v -> file.place(order, v)).filter(p -> places.add(List.of(p.row(), p.column()))).forEach(all::add);
            all.sort(Comparator.comparingLong(PurchaseOrderFile.Problem::row));
            problems += all.size();
            all = all.subList(0, Math.min(all.size(), Math.max(1, Math.min(PROBLEMS_MAX, FILE_PROBLEMS_MAX - listed))));
            listed += all.size();
            return new Item(order.row(), order.draft().purchaseOrderId(), id, Outcome.REFUSED, null, null, null, null, order.lineRows().size(), List.of(), all, order.rows());
        }

        /** A line item that takes the purchase order's month lacks it only because the purchase order does. */
        private static boolean isFollowing(PurchaseOrderDraft draft, Violation v) {
            return v.code() == ErrorCode.REQUIRED && (v.field().endsWith("].startMonth") && draft.effectiveMonth() == null || v.field().endsWith("].endMonth") && draft.expirationMonth() == null);
        }

        private Long exceptions() {
            return fresh.isEmpty() || queries.attention().exceptions() == 0 ? Long.valueOf(0) : ExceptionsTaken.count(fresh, whatIf::exceptions);
        }
    }
}
