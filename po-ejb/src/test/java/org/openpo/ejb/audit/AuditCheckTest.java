package org.openpo.ejb.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.audit.AuditChain;
import org.openpo.domain.audit.AuditFault;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.TickingClock;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.query.Slice;

/** The audit trail on a database: sealed, checked, listed, exported. */
class AuditCheckTest {
    private final SeContainer container = new SeContainer(new TickingClock());

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void an_untouched_trail_is_right_and_its_check_is_in_it() {
        assertThat(container.with(AuditCheck.class, AuditCheck::last)).isEmpty();
        work();
        AuditCheckView first = check();
        assertThat(first.first()).isEmpty();
        assertThat(first.events()).as("the check itself comes after it").isEqualTo(count("audit_event") - 1);
        AuditCheckView second = check();
        assertThat(second.faults()).isZero();
        assertThat(second.events()).isEqualTo(first.events() + 1);
        assertThat(container.with(AuditCheck.class, AuditCheck::last)).contains(second);
        assertThat(events(new AuditFilter(null, AuditAction.AUDIT_CHECKED, null, null, null, null, null, null))).hasSize(2);
    }

    @Test
    void more_than_one_part_is_sealed_without_a_gap() {
        work();
        // As an upgrade finds them: a year of events that nobody has sealed.
        for (int i = 0; i < 2 * AuditSealer.PART + 30; i++) {
            container.update("insert into audit_event (id, at, actor, action, object_type, object_id) values (" + (500_000 + i)
                    + ", timestamp with time zone '2025-01-01 00:00:00Z' + interval '" + i / 3 + "' minute, 'x', 'SETTING_CHANGED', 'Setting', '1')");
        }
        container.with(AuditSealTimer.class, s -> {
            s.sealAll(true);
            return null;
        });
        assertThat(count("audit_seal")).isEqualTo(count("audit_event"));
        assertThat(check().faults()).isZero();
    }

    @Test
    void what_is_done_past_openpo_is_found_and_named() {
        work();
        assertThat(check().faults()).isZero();
        List<AuditRow> rows = new ArrayList<>(events(AuditFilter.all()));
        rows.removeIf(r -> r.number() == null);
        rows.sort(Comparator.comparing(AuditRow::number));
        AuditRow altered = rows.get(1);
        AuditRow gone = rows.get(2);
        AuditRow one = rows.get(4);
        AuditRow other = rows.get(5);
        container.update("update audit_event set actor = 'nobody' where id = " + altered.id());
        container.update("delete from audit_event where id = " + gone.id());
        container.update("update audit_seal set event_id = -1 where event_id = " + one.id());
        container.update("update audit_seal set event_id = " + one.id() + " where event_id = " + other.id());
        container.update("update audit_seal set event_id = " + other.id() + " where event_id = -1");
        container.update("insert into audit_event (id, at, actor, action, object_type, object_id) values (999999, timestamp with time zone '2020-01-01 00:00:00Z', 'x', 'INVOICE_VOIDED', 'Invoice', '1')");
        assertThat(check().first()).containsExactlyInAnyOrder(
                new AuditFault(AuditFault.Kind.ALTERED, altered.number(), altered.id()), new AuditFault(AuditFault.Kind.EVENT_MISSING, gone.number(), gone.id()),
                new AuditFault(AuditFault.Kind.ALTERED, one.number(), other.id()), new AuditFault(AuditFault.Kind.ALTERED, other.number(), one.id()),
                new AuditFault(AuditFault.Kind.UNSEALED, null, 999_999L));
    }

    @Test
    void an_end_that_was_cut_off_is_found() {
        work();
        check();
        long last = count("audit_seal");
        container.update("delete from audit_event where id = (select event_id from audit_seal where number = " + last + ")");
        container.update("delete from audit_seal where number = " + last);
        // Nothing is sealed behind a wrong end, and the check before saw another one.
        assertThat(check().first()).containsExactly(new AuditFault(AuditFault.Kind.SEAL_MISSING, last, null), new AuditFault(AuditFault.Kind.END_DIFFERS, last, null));
        assertThat(count("audit_seal")).isEqualTo(last - 1);
    }

    @Test
    void whatever_is_done_to_the_note_of_the_end_a_check_comes_to_its_end() {
        work();
        long sealed = check().events();
        for (String wrong : List.of("update audit_head set hash = 'no hash'", "update audit_head set number = 0", "update audit_head set number = 9000000000000000000",
                "update audit_seal set hash = 'no hash' where number = 3", "delete from audit_head")) {
            container.update(wrong);
            AuditCheckView after = check();
            assertThat(after.faults()).as(wrong).isPositive();
            assertThat(after.first()).as(wrong).isNotEmpty();
            assertThat(count("audit_seal")).as("nothing is sealed: " + wrong).isEqualTo(sealed);
        }
    }

    @Test
    void seals_that_openpo_has_not_made_are_found() {
        work();
        long sealed = check().events();
        container.update("insert into audit_event (id, at, actor, action, object_type, object_id) values (999999, timestamp with time zone '2020-01-01 00:00:00Z', 'x', 'INVOICE_VOIDED', 'Invoice', '1')");
        container.update("insert into audit_seal (number, event_id, hash) values (" + (sealed + 1000) + ", 999999, '" + "a".repeat(64) + "')");
        assertThat(check().first()).containsExactly(new AuditFault(AuditFault.Kind.SEAL_FOREIGN, sealed + 1000, 999_999L));
    }

    @Test
    void what_openpo_was_made_to_seal_says_an_earlier_time_than_what_was_sealed_before() {
        work();
        long sealed = check().events();
        container.update("insert into audit_event (id, at, actor, action, object_type, object_id) values (999999, timestamp with time zone '2020-01-01 00:00:00Z', 'x', 'INVOICE_VOIDED', 'Invoice', '1')");
        container.update("update audit_head set sealed_until = null");
        assertThat(check().first()).containsExactly(new AuditFault(AuditFault.Kind.BACKDATED, sealed + 1, 999_999L));
    }

    @Test
    void a_chain_made_anew_as_a_whole_does_not_go_with_what_an_earlier_check_saw() {
        work();
        AuditCheckView before = check();
        container.update("update audit_event set actor = 'nobody' where id = (select event_id from audit_seal where number = 2)");
        container.update("delete from audit_seal");
        container.update("update audit_head set number = 0, hash = '" + AuditChain.START + "', sealed_until = null");
        AuditCheckView after = check();
        assertThat(after.first()).containsExactly(new AuditFault(AuditFault.Kind.END_DIFFERS, before.events(), null));
    }

    @Test
    void one_node_checks_at_night() {
        assertThat(container.with(AuditCheckLog.class, AuditCheckLog::claimNight)).isTrue();
        assertThat(container.with(AuditCheckLog.class, AuditCheckLog::claimNight)).as("by another node").isFalse();
    }

    @Test
    void two_parts_of_one_name_are_told_apart_and_amounts_are_compared_as_amounts() {
        String before = "{\"total\":\"100.0000\",\"tags\":{\"team\":\"a\"},\"allocations\":[{\"purchaseOrderId\":\"PO\",\"lineItemNumber\":\"1\",\"amount\":\"5\"},"
                + "{\"purchaseOrderId\":\"PO\",\"lineItemNumber\":\"1\",\"amount\":\"6.00\"}]}";
        String after = "{\"total\":\"100.00\",\"tags\":{\"team\":\"b\"},\"allocations\":[{\"purchaseOrderId\":\"PO\",\"lineItemNumber\":\"1\",\"amount\":\"5.00\"},"
                + "{\"purchaseOrderId\":\"PO\",\"lineItemNumber\":\"1\",\"amount\":\"7.00\"}]}";
        assertThat(AuditChange.between(before, after)).containsExactly(new AuditChange("tags", "team", "a", "b"), new AuditChange("PO / 1 (2)", "amount", "6.00", "7.00"));
        assertThat(AuditChange.between(null, "{\"name\":\"x\"}")).containsExactly(new AuditChange(null, "name", null, "x"));
        assertThat(AuditChange.between("{\"name\":\"x\"}", null)).containsExactly(new AuditChange(null, "name", "x", null));
        assertThat(AuditChange.between(null, null)).isEmpty();
    }

    @Test
    void lists_filter_go_on_after_a_cursor_and_show_what_changed() {
        long order = work();
        List<AuditRow> all = events(AuditFilter.all());
        assertThat(all).isSortedAccordingTo(Comparator.comparing(AuditRow::at).thenComparing(AuditRow::id).reversed());
        assertThat(events(new AuditFilter("po-a", null, null, null, null, null, null, null))).isNotEmpty().allSatisfy(r -> assertThat(r.objectName()).isEqualTo("PO-A"));
        assertThat(events(new AuditFilter(null, null, null, "PurchaseOrder", String.valueOf(order), null, null, null))).extracting(AuditRow::action)
                .containsExactly("PURCHASE_ORDER_STATUS_CHANGED", "PURCHASE_ORDER_CHANGED", "PURCHASE_ORDER_CREATED");
        assertThat(events(new AuditFilter(null, null, "nobody", null, null, null, null, null))).isEmpty();
        AuditRow middle = all.get(all.size() / 2);
        assertThat(events(new AuditFilter(null, null, null, null, null, null, middle.at(), null)).size() + events(new AuditFilter(null, null, null, null, null, null, null, middle.at())).size())
                .isEqualTo(all.size());
        List<AuditRow> walked = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            Slice<AuditRow> part = container.with(AuditQueries.class, q -> q.slice(AuditFilter.all(), from, 2));
            walked.addAll(part.items());
            cursor = part.nextCursor();
        } while (cursor != null);
        assertThat(walked).isEqualTo(all);
        assertThatThrownBy(() -> container.with(AuditQueries.class, q -> q.slice(AuditFilter.all(), "x", 2))).isInstanceOf(BusinessRuleException.class);
        AuditRow change = all.stream().filter(r -> r.action().equals("PURCHASE_ORDER_CHANGED")).findFirst().orElseThrow();
        assertThat(container.with(AuditQueries.class, q -> q.find(change.id())).changes()).containsExactlyInAnyOrder(new AuditChange(null, "description", null, "=1+1"),
                new AuditChange("1", "unitPrice", "100.00", "250.00"), new AuditChange("1", "total", "100.00", "250.00"));
        assertThatThrownBy(() -> container.with(AuditQueries.class, q -> q.find(-5))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void an_export_says_enough_to_verify_it_elsewhere_and_is_an_event() {
        work();
        check();
        List<JsonObject> lines = export(AuditExport.Format.JSONL).lines().map(line -> Json.createReader(new StringReader(line)).readObject()).filter(l -> l.containsKey("number"))
                .sorted(Comparator.comparing(l -> l.getJsonNumber("number").longValue())).toList();
        assertThat(lines).hasSizeGreaterThan(5);
        String hash = AuditChain.START;
        for (JsonObject line : lines) {
            hash = hash(hash, line);
            assertThat(line.getString("hash")).isEqualTo(hash);
        }
        String csv = export(AuditExport.Format.CSV);
        assertThat(csv).startsWith("\uFEFFnumber,id,at,actor,action,").contains("AUDIT_EXPORTED");
        assertThat(csv.lines().count()).isEqualTo(count("audit_event") + 1);
        assertThat(csv).as("what would be a formula").contains(",'=HYPERLINK").doesNotContain(",=HYPERLINK");
    }

    /** Written from the description in docs/audit.md, not from our own class. */
    private static String hash(String before, JsonObject line) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(HexFormat.of().parseHex(before));
            bytes.write(ByteBuffer.allocate(16).putLong(line.getJsonNumber("number").longValue()).putLong(line.getJsonNumber("id").longValue()).array());
            for (String field : List.of("at", "actor", "action", "objectType", "objectId", "objectName", "before", "after", "reason", "requestId")) {
                byte[] text = line.containsKey(field) ? line.getString(field).getBytes(StandardCharsets.UTF_8) : new byte[0];
                bytes.write(ByteBuffer.allocate(4).putInt(line.containsKey(field) ? text.length : -1).array());
                bytes.write(text);
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String export(AuditExport.Format format) {
        return container.with(AuditExport.class, e -> {
            try {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                e.write(AuditFilter.all(), format, out);
                return out.toString(StandardCharsets.UTF_8);
            } catch (IOException io) {
                throw new UncheckedIOException(io);
            }
        });
    }

    private AuditCheckView check() {
        return container.with(AuditCheck.class, AuditCheck::check);
    }

    private List<AuditRow> events(AuditFilter filter) {
        return container.with(AuditQueries.class, q -> q.page(filter, 0, 500));
    }

    private long count(String table) {
        try (Connection connection = container.dataSource().getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return an order that was added, changed and suspended */
    private long work() {
        long order = container.with(PurchaseOrderService.class, s -> s.create(order("PO-A", null, "100.00")));
        container.with(PurchaseOrderService.class, s -> s.create(order("PO-B", null, "1.00")));
        LineItemDraft line = order("PO-A", null, "250.00").lineItems().get(0);
        long lineId = container.with(PurchaseOrderQueries.class, q -> q.details(order)).lineItems().get(0).id();
        container.with(PurchaseOrderService.class, s -> {
            s.replace(order, null, order("PO-A", "=1+1", "250.00").withLineItems(List.of(new LineItemDraft(lineId, "1", null, line.type(), line.startMonth(), line.endMonth(), true,
                    line.unitPrice(), null, null, line.overspendPolicy(), null))));
            return null;
        });
        container.with(InvoiceIntake.class, i -> i.take(invoice("I-1"), InvoiceSource.API, null, "tester"));
        container.with(InvoiceIntake.class, i -> i.take(invoice("I-2"), InvoiceSource.API, null, "tester"));
        container.with(PurchaseOrderService.class, s -> {
            s.changeStatus(order, null, PurchaseOrderStatus.SUSPENDED, "=HYPERLINK(1)");
            return null;
        });
        return order;
    }

    private static PurchaseOrderDraft order(String id, String description, String price) {
        return new PurchaseOrderDraft(id, description, true, List.of(), null, null, null, null, null, "EUR", YearMonth.of(2026, 1), YearMonth.of(2026, 12), AmountBasis.GROSS, null, null,
                List.of(new LineItemDraft(null, "1", null, LineItemType.ALL, YearMonth.of(2026, 1), YearMonth.of(2026, 12), true, new BigDecimal(price), null, null, OverspendPolicy.ALLOW, null)));
    }

    private static InvoiceDraft invoice(String id) {
        return new InvoiceDraft(id, "Amazon Web Services EMEA SARL", InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, null, null, null, YearMonth.of(2026, 3), LocalDate.of(2026, 4, 3), null,
                "EUR", null, null, new BigDecimal("10.00"), null, null, null, null, List.of());
    }
}
