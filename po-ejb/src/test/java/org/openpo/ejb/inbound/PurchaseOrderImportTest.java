package org.openpo.ejb.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.inbound.PurchaseOrderImportResult.Item;
import org.openpo.ejb.inbound.PurchaseOrderImportResult.Outcome;
import org.openpo.ejb.inbound.read.PurchaseOrderDrafts;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.invoice.Standing;
import org.openpo.ejb.match.WhatIfService;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderExport;
import org.openpo.ejb.order.PurchaseOrderFilter;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.order.PurchaseOrderSort;
import org.openpo.ejb.order.PurchaseOrderVersions;
import org.openpo.ejb.order.VersionView;
import org.openpo.ejb.party.ContactService;
import org.openpo.ejb.party.SellerService;

/** Purchase orders from a file: looked at, taken, changed only if asked for, each as a whole; what goes out comes in again without a change. */
class PurchaseOrderImportTest {
    private static final String HEADER = "purchaseOrderId,description,sellers,currency,effectiveMonth,expirationMonth,lineNumber,lineType,unitPrice\n";
    private static final String TWO = HEADER + "A,Cloud,AWS EMEA SARL,EUR,2026-01,2026-12,1,ALL,100.00\n,,,,,,2,ALL,50.00\nB,,ANY,USD,2026-01,2026-12,,,\n";

    private SeContainer container;

    @BeforeTry
    void start() throws IOException {
        System.setProperty("OPENPO_DATA_DIR", java.nio.file.Files.createTempDirectory("orders").toString());
        container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));
    }

    @AfterTry
    void close() throws IOException {
        container.close();
        try (var files = java.nio.file.Files.walk(Path.of(System.getProperty("OPENPO_DATA_DIR")))) {
            List<Path> all = files.sorted(java.util.Comparator.reverseOrder()).toList();
            assertThat(all).as("no working copy is left").allMatch(java.nio.file.Files::isDirectory);
            for (Path each : all) {
                java.nio.file.Files.delete(each);
            }
        }
        System.clearProperty("OPENPO_DATA_DIR");
    }

    @Example
    void a_file_is_looked_at_then_taken_and_the_same_file_again_changes_nothing() {
        PurchaseOrderImportResult preview = preview(TWO, true);
        assertThat(outcomes(preview)).containsExactly("1 A CREATED", "3 B CREATED");
        assertThat(preview.items().get(0)).satisfies(a -> {
            assertThat(a.committed()).isEqualByComparingTo("150");
            assertThat(a.lineItems()).isEqualTo(2);
            assertThat(a.effectiveMonth()).isEqualTo(YearMonth.of(2026, 1));
        });
        assertThat(ids()).as("nothing is written").isEmpty();

        PurchaseOrderImportResult taken = run(TWO, false);
        assertThat(outcomes(taken)).containsExactly("1 A CREATED", "3 B CREATED");
        PurchaseOrderDetails a = details(taken.items().get(0).id());
        assertThat(a.sellers()).containsExactly("Amazon Web Services EMEA SARL");
        assertThat(a.toDraft().lineItems()).extracting("number").containsExactly("1", "2");
        assertThat(versions(a.id())).singleElement().satisfies(v -> assertThat(v.reason()).as("where it came from").isEqualTo("orders.csv"));

        assertThat(outcomes(run(TWO, true))).containsExactly("1 A UNCHANGED", "3 B UNCHANGED");
        assertThat(outcomes(run(TWO, false))).containsExactly("1 A UNCHANGED", "3 B UNCHANGED");
        assertThat(details(a.id()).version()).isEqualTo(a.version());
    }

    @Example
    void what_is_here_is_changed_only_if_that_is_asked_for() {
        long id = run(TWO, false).items().get(0).id();
        String other = TWO.replace("A,Cloud", "a,Clouds").replace("50.00", "60.00").replace(",2,", ",3,");
        PurchaseOrderImportResult kept = run(other, false);
        assertThat(outcomes(kept)).containsExactly("1 A KEPT", "3 B UNCHANGED");
        assertThat(kept.items().get(0).changes()).extracting(c -> c.lineItem() + " " + c.field() + " " + c.kind()).containsExactly("null description CHANGED", "2 lineItem REMOVED", "3 lineItem ADDED");
        assertThat(details(id).description()).isEqualTo("Cloud");

        assertThat(preview(other, true).items().get(0)).satisfies(i -> {
            assertThat(i.outcome()).isEqualTo(Outcome.CHANGED);
            assertThat(i.changes()).hasSize(3);
        });
        assertThat(details(id).description()).as("a preview writes nothing").isEqualTo("Cloud");
        assertThat(outcomes(run(other, true))).containsExactly("1 A CHANGED", "3 B UNCHANGED");
        assertThat(details(id).description()).isEqualTo("Clouds");
        assertThat(versions(id)).hasSize(2).first().satisfies(v -> assertThat(v.changes()).hasSize(3));
    }

    @Example
    void columns_that_the_file_lacks_change_nothing() {
        container.with(ContactService.class, s -> s.create(new ContactDraft("Ann", "ann@example.com", null, "en"), false));
        String full = "purchaseOrderId,sellers,currency,effectiveMonth,expirationMonth,contacts,tags,paymentTerms,lineNumber,lineType,unitPrice,overspendPolicy,taxPercent\n"
                + "A,AWS Inc.,USD,2026-01,2026-12,ann@example.com,a=1,30 days,1,MONTHLY_USAGE,10,HOLD,8\n";
        long id = run(full, false).items().get(0).id();
        assertThat(details(id).contacts()).singleElement().satisfies(c -> assertThat(c.name()).isEqualTo("Ann"));
        String some = "purchaseOrderId,sellers,currency,effectiveMonth,expirationMonth,lineNumber,unitPrice\nA,AWS Inc.,USD,2026-01,2026-12,1,11\n";
        assertThat(run(some, true).items().get(0).changes()).extracting("field").containsExactly("unitPrice");
        assertThat(details(id).toDraft()).satisfies(d -> {
            assertThat(d.tags()).containsEntry("a", "1");
            assertThat(d.lineItems().get(0).tax().value()).isEqualByComparingTo("8");
        });
        String noLines = "purchaseOrderId,sellers,currency,effectiveMonth,expirationMonth,paymentTerms\nA,AWS Inc.,USD,2026-01,2026-12,\n";
        assertThat(run(noLines, true).items().get(0).changes()).extracting("field").as("an empty cell empties, a missing column does not").containsExactly("paymentTerms");
    }

    @Example
    void a_purchase_order_of_which_the_file_states_no_line_item_keeps_those_it_has() {
        String header = HEADER.strip() + ",paymentTerms\n";
        run(header + "A,,AWS Inc.,EUR,2026-01,2026-12,1,ALL,1,\nA,,,,,,2,ALL,1,\nB,,AWS Inc.,EUR,2026-01,2026-12,1,ALL,1,\nB,,,,,,2,ALL,1,\nC,,AWS Inc.,EUR,2026-01,2026-12,,,,\n", false);
        String mixed = header + "A,,AWS Inc.,EUR,2026-01,2026-12,,,,30 days\nB,,AWS Inc.,EUR,2026-01,2026-12,2,ALL,5,\nC,,AWS Inc.,EUR,2026-01,2026-12,1,ALL,1,\nD,,AWS Inc.,EUR,2026-01,2026-12,,,,\n";
        PurchaseOrderImportResult preview = preview(mixed, true);
        assertThat(outcomes(preview)).containsExactly("1 A CHANGED", "2 B CHANGED", "3 C CHANGED", "4 D CREATED");
        assertThat(preview.items()).extracting(Item::removesLineItems).as("only the one that states others").containsExactly(false, true, false, false);
        assertThat(run(mixed, true).items().get(0).changes()).extracting("field").containsExactly("paymentTerms");
        assertThat(details(id("A")).toDraft().lineItems()).extracting("number").containsExactly("1", "2");
        assertThat(details(id("B")).toDraft().lineItems()).extracting("number").containsExactly("2");
        assertThat(details(id("C")).toDraft().lineItems()).extracting("number").containsExactly("1");
        assertThat(details(id("D")).lineItems()).isEmpty();
        assertThat(problems(preview(header + "A,,AWS Inc.,EUR,2026-02,2026-12,,,,\n", true).items().get(0))).as("the kept ones still have to fit").contains("1 lineStartMonth LINE_OUTSIDE_WINDOW");
    }

    /** A tax here goes only if the file has the column in which it would stand. */
    @Example
    void an_empty_tax_takes_away_only_a_tax_of_its_column() {
        String head = "purchaseOrderId,sellers,currency,effectiveMonth,expirationMonth,lineNumber,lineType,unitPrice,";
        String row = ",AWS Inc.,EUR,2026-01,2026-12,1,ALL,10,";
        run(head + "taxPercent,taxAmount\nPERCENT" + row + "8,\nAMOUNT" + row + ",8\n", false);
        for (LineTax.Kind here : List.of(LineTax.Kind.PERCENT, LineTax.Kind.AMOUNT)) {
            for (LineTax.Kind column : List.of(LineTax.Kind.PERCENT, LineTax.Kind.AMOUNT)) {
                String file = head + (column == LineTax.Kind.PERCENT ? "taxPercent\n" : "taxAmount\n") + here + row;
                assertThat(preview(file + "\n", true).items().get(0).changes()).as("%s here, column of %s, empty", here, column).extracting("field")
                        .isEqualTo(here == column ? List.of("tax") : List.of());
                assertThat(preview(file + "9\n", true).items().get(0).changes()).as("%s here, column of %s, filled", here, column).extracting("after")
                        .containsExactly(new LineTax(column, new BigDecimal("9")));
            }
        }
    }

    @Example
    void endless_lists_are_refused_without_looking_anybody_up() {
        String file = "purchaseOrderId,sellers,currency,effectiveMonth,expirationMonth,contacts\n"
                + "A," + IntStream.range(0, 70_000).mapToObj(i -> "S" + i).collect(Collectors.joining(";")) + ",EUR,2026-01,2026-12,"
                + IntStream.range(0, 70_000).mapToObj(i -> i + "@b.example").collect(Collectors.joining(";")) + "\nB," + "AWS Inc.;".repeat(101) + ",EUR,2026-01,2026-12,\n";
        PurchaseOrderImportResult result = run(file, false);
        assertThat(outcomes(result)).containsExactly("1 A REFUSED", "2 B CREATED");
        assertThat(problems(result.items().get(0))).containsExactlyInAnyOrder("1 sellers TOO_MANY", "1 contacts TOO_MANY");
    }

    @Example
    void many_keys_are_asked_for_in_parts() {
        List<String> names = new ArrayList<>(IntStream.range(0, 1_200).mapToObj(i -> "S" + i).toList());
        names.add("AWS Inc.");
        assertThat(container.with(SellerService.class, s -> s.directory(names, names)).find("aws inc.", null)).isPresent();
        container.with(ContactService.class, s -> s.create(new ContactDraft("Ann", "ann@example.com", null, "en"), false));
        List<ContactDraft> people = new ArrayList<>(names.stream().map(n -> new ContactDraft(null, n + "@b.example", null, null)).toList());
        people.add(new ContactDraft(null, "Ann@example.com", null, null));
        Map<String, ContactDraft> known = container.with(ContactService.class, s -> s.known(people));
        assertThat(known).hasSize(1);
    }

    @Example
    void problems_beyond_what_anybody_reads_are_only_counted() {
        String file = HEADER + IntStream.range(0, 30).mapToObj(i -> "P" + i + ",,AWS Inc.,EUR,2026-01,2026-12,1,ALL,ten\n" + IntStream.rangeClosed(2, 80).mapToObj(l -> ",,,,,," + l + ",ALL,ten\n")
                .collect(Collectors.joining())).collect(Collectors.joining());
        PurchaseOrderImportResult result = preview(file, false);
        assertThat(result.problems()).isEqualTo(2_400);
        assertThat(result.items()).extracting(i -> i.problems().size()).as("the first one of each always").startsWith(80, 80).endsWith(1, 1, 1, 1, 1);
        assertThat(result.items().stream().mapToInt(i -> i.problems().size()).sum()).isEqualTo(PurchaseOrderImport.FILE_PROBLEMS_MAX + 5);
        assertThat(refused(file, result).lines().filter(l -> l.startsWith("P29"))).singleElement().satisfies(l -> assertThat(l).contains("NOT_A_NUMBER"));
    }

    @Example
    void a_purchase_order_is_taken_as_a_whole_or_not_at_all() {
        PurchaseOrderImportResult result = run(TWO + "C,,Nobody,EUR,2026-01,2026-12,1,ALL,ten\nC,,,,,,2,ALL,5\nD,,AWS Inc.,XXX,2026-01,,1,ALL,1\n", false);
        assertThat(outcomes(result)).containsExactly("1 A CREATED", "3 B CREATED", "4 C REFUSED", "6 D REFUSED");
        assertThat(problems(result.items().get(2))).containsExactlyInAnyOrder("4 unitPrice NOT_A_NUMBER", "4 sellers SELLER_UNKNOWN");
        assertThat(problems(result.items().get(3))).as("a line item without months of its own is not blamed").containsExactlyInAnyOrder("6 currency CURRENCY_UNKNOWN", "6 expirationMonth REQUIRED");
        assertThat(ids()).containsExactlyInAnyOrder("A", "B");
        assertThat(result.correctable()).isTrue();
    }

    @Example
    void refused_rows_come_back_with_their_reasons_and_can_be_corrected() {
        String file = TWO + "C,=1+1,Nobody,EUR,2026-01,2026-12,1,ALL,10\n,,,,,,2,ALL,5\n";
        PurchaseOrderImportResult result = run(file, false);
        String refused = refused(file, result);
        assertThat(refused).isEqualTo("\uFEFF" + HEADER.strip() + ",openpoReason\r\nC,'=1+1,Nobody,EUR,2026-01,2026-12,1,ALL,10,sellers: SELLER_UNKNOWN\r\n,,,,,,2,ALL,5,see 4\r\n");
        assertThat(outcomes(run(refused.replace("Nobody", "AWS Inc."), false))).containsExactly("1 C CREATED");
        assertThat(details(id("C"))).satisfies(c -> {
            assertThat(c.description()).isEqualTo("=1+1");
            assertThat(c.lineItems()).hasSize(2);
        });
    }

    @Example
    void what_saving_refuses_is_refused_here_too() {
        long id = run(TWO, false).items().get(0).id();
        take("INV-1", "20.00");
        assertThat(details(id).billed()).isEqualByComparingTo("20.00");
        PurchaseOrderImportResult preview = preview(HEADER + "A,Cloud,AWS EMEA SARL,USD,2026-01,2026-12,1,ALL,1\n", true);
        assertThat(problems(preview.items().get(0))).containsExactly("1 currency CURRENCY_FIXED");
        assertThat(problems(run(HEADER + "A,Cloud,AWS EMEA SARL,EUR,2026-01,2026-12,9,ALL,1\n", true).items().get(0))).containsExactly("1  LINE_HAS_ALLOCATIONS");
        long other = id("B");
        container.with(PurchaseOrderService.class, s -> {
            s.delete(other, null, null);
            return null;
        });
        assertThat(problems(preview(TWO, true).items().get(1))).containsExactly("3 purchaseOrderId PURCHASE_ORDER_ID_TAKEN_BY_DELETED");
        assertThat(problems(preview("purchaseOrderId,sellers,currency,effectiveMonth,expirationMonth,contacts\nE,ANY,EUR,2026-01,2026-12,who@example.com\n", true).items().get(0)))
                .containsExactly("1 contacts CONTACT_UNKNOWN");
        assertThatThrownBy(() -> run("", false)).hasMessageContaining("FILE_EMPTY");
        assertThatThrownBy(() -> run("x".repeat(PurchaseOrderImport.BYTES_MAX + 1), false)).hasMessageContaining("FILE_TOO_LARGE");
    }

    @Example
    void a_preview_says_how_many_exceptions_the_new_ones_would_take() {
        take("INV-1", "20.00");
        take("INV-2", "20.00");
        assertThat(preview(TWO, false).exceptions()).as("two could take each, each counts once").isEqualTo(2);
        assertThat(preview(HEADER + "U,,AWS EMEA SARL,EUR,2030-01,2030-12,1,ALL,1\n", false).exceptions()).isZero();
        PurchaseOrderImportResult first = preview(TWO, false);
        take("INV-3", "20.00");
        assertThat(container.with(PurchaseOrderImport.class, i -> i.preview(stream(TWO), true, first)).exceptions()).as("the other choice does not ask again").isEqualTo(2);
    }

    @Example
    void the_exceptions_of_many_or_of_endless_ones_are_not_asked_for() {
        PurchaseOrderDraft draft = PurchaseOrderDrafts.any(List.of("AWS Inc.")).sample();
        List<Integer> left = new ArrayList<>();
        BiFunction<PurchaseOrderDraft, Integer, Optional<WhatIfService.Waiting>> ask = (d, max) -> {
            left.add(max);
            if (left.size() == 2) {
                throw new BusinessRuleException("purchaseOrderId", ErrorCode.PURCHASE_ORDER_ID_TAKEN, "A");
            }
            return max < 1_500 ? Optional.empty() : Optional.of(new WhatIfService.Waiting(1_500, Set.of(7L, (long) left.size())));
        };
        assertThat(ExceptionsTaken.count(Collections.nCopies(3, draft), ask)).as("each once; one that is refused meanwhile takes nothing").isEqualTo(3);
        assertThat(left).containsExactly(4_000, 2_500, 2_500);
        left.clear();
        assertThat(ExceptionsTaken.count(Collections.nCopies(50, draft), ask)).as("over the budget").isNull();
        assertThat(left).containsExactly(4_000, 2_500, 2_500, 1_000);
        left.clear();
        assertThat(ExceptionsTaken.count(Collections.nCopies(51, draft), ask)).isNull();
        assertThat(left).isEmpty();
    }

    @Example
    void a_seller_of_a_ubl_order_is_found_by_its_tax_id_too() throws IOException {
        container.with(SellerService.class, s -> s.create("Cloud People", List.of(), List.of("LU26888617"), Set.of()));
        try (var in = PurchaseOrderDrafts.class.getResourceAsStream("ubl-order.xml")) {
            String order = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("Amazon Web Services EMEA SARL", "Somebody new");
            PurchaseOrderImportResult result = run(order, false);
            assertThat(outcomes(result)).containsExactly("1 PO-UBL-1 CREATED");
            assertThat(details(result.items().get(0).id()).sellers()).containsExactly("Cloud People");
            assertThat(outcomes(run(order, true))).containsExactly("1 PO-UBL-1 UNCHANGED");
            assertThat(result.correctable()).isFalse();
        }
    }

    @Property(tries = 3)
    void what_is_exported_and_imported_again_changes_nothing(@ForAll("drafts") List<PurchaseOrderDraft> drafts) {
        Set<String> taken = new HashSet<>();
        drafts.stream().filter(d -> taken.add(PurchaseOrderQueries.keyOf(d.purchaseOrderId()))).forEach(d -> container.with(PurchaseOrderService.class, s -> s.create(d)));
        String exported = export();
        assertThat(run(exported, true).items()).hasSize(taken.size()).extracting(Item::outcome).containsOnly(Outcome.UNCHANGED);
        assertThat(export()).isEqualTo(exported);
    }

    @Provide
    Arbitrary<List<PurchaseOrderDraft>> drafts() {
        return PurchaseOrderDrafts.any(List.of("Amazon Web Services, Inc.", "Amazon Web Services EMEA SARL")).list().ofMinSize(8).ofMaxSize(12);
    }

    private String export() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        container.with(PurchaseOrderExport.class, e -> {
            try {
                e.write(PurchaseOrderFilter.all(), PurchaseOrderSort.PURCHASE_ORDER_ID, false, ExportFormat.CSV, out);
                return null;
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
        return out.toString(StandardCharsets.UTF_8);
    }

    private void take(String id, String gross) {
        InvoiceDraft draft = new InvoiceDraft(id, "AWS EMEA SARL", InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, null, null, null, YearMonth.of(2026, 2), LocalDate.of(2026, 3, 2), null,
                "EUR", null, null, new BigDecimal(gross), null, null, null, null, List.of());
        container.with(InvoiceIntake.class, i -> i.takeWithin(draft, Standing.DUE, InvoiceSource.API, null, "tester"));
    }

    private PurchaseOrderImportResult preview(String file, boolean update) {
        return container.with(PurchaseOrderImport.class, i -> i.preview(stream(file), update));
    }

    private PurchaseOrderImportResult run(String file, boolean update) {
        return container.with(PurchaseOrderImport.class, i -> i.run("C:\\tmp\\orders.csv", stream(file), update));
    }

    private String refused(String file, PurchaseOrderImportResult result) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        container.with(PurchaseOrderImport.class, i -> {
            try {
                i.writeRefused(stream(file), result, v -> v.code().name(), row -> "see " + row, out);
                return null;
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ByteArrayInputStream stream(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> outcomes(PurchaseOrderImportResult result) {
        return result.items().stream().map(i -> i.row() + " " + i.purchaseOrderId() + " " + i.outcome()).toList();
    }

    private static List<String> problems(Item item) {
        return item.problems().stream().map(p -> p.row() + " " + p.column() + " " + p.violation().code()).toList();
    }

    private List<String> ids() {
        return container.with(PurchaseOrderQueries.class, q -> q.page(PurchaseOrderFilter.all(), PurchaseOrderSort.PURCHASE_ORDER_ID, false, 0, 100)).items().stream()
                .map(r -> r.purchaseOrderId()).toList();
    }

    private long id(String purchaseOrderId) {
        return container.with(PurchaseOrderQueries.class, q -> q.idsByPurchaseOrderId(List.of(purchaseOrderId))).values().iterator().next();
    }

    private PurchaseOrderDetails details(long id) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(id));
    }

    private List<VersionView> versions(long id) {
        return container.with(PurchaseOrderVersions.class, v -> v.list(id, null, 10));
    }
}
