package org.openpo.ejb.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

/** What has to hold of the ledger after whatever happened (spec §3), read from the tables by SQL alone. */
final class LedgerInvariants {

    /** A line of the ledger as it was written. */
    record Row(long id, long invoice, long line, BigDecimal invoiceAmount, BigDecimal orderAmount, BigDecimal covered, Long reverses, Long correction) {

        boolean isNegationOf(Row other) {
            return invoice == other.invoice && line == other.line && invoiceAmount.negate().compareTo(other.invoiceAmount) == 0
                    && orderAmount.negate().compareTo(other.orderAmount) == 0 && covered.negate().compareTo(other.covered) == 0;
        }
    }

    record Line(long id, long order, BigDecimal total, BigDecimal billed, boolean tracked, boolean holds) { }

    record Invoice(long id, String state, BigDecimal gross, BigDecimal allocated, String codes, boolean unmatchedByPerson) { }

    /** @param orders keys of those that were not deleted */
    record State(Map<Long, Row> rows, Map<Long, Line> lines, Map<Long, Invoice> invoices, Set<Long> orders, long auditEvents) {

        /** Rows that no other takes back. */
        List<Row> standing() {
            Set<Long> reversed = new HashSet<>();
            rows.values().forEach(r -> reversed.add(r.reverses));
            return rows.values().stream().filter(r -> r.reverses == null && !reversed.contains(r.id)).toList();
        }

        /** By invoice: what stands there because a person said so. */
        Map<Long, Set<Long>> decidedByPeople() {
            Map<Long, Set<Long>> decided = new HashMap<>();
            standing().stream().filter(r -> r.correction != null).forEach(r -> decided.computeIfAbsent(r.invoice, i -> new HashSet<>()).add(r.id));
            return decided;
        }
    }

    private LedgerInvariants() {
    }

    /** Reads everything and checks what has to hold of it by itself. */
    static State check(DataSource database) {
        try (Connection connection = database.getConnection()) {
            State state = read(connection);
            cachedFiguresAreTheSums(connection, state);
            invoicesAndTheirRowsAgree(state);
            everyReversalTakesBackOneRowOnce(state);
            return state;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void cachedFiguresAreTheSums(Connection connection, State state) throws SQLException {
        Map<Long, BigDecimal> byLine = new HashMap<>();
        state.rows.values().forEach(r -> byLine.merge(r.line, r.orderAmount, BigDecimal::add));
        Map<Long, BigDecimal> billed = new HashMap<>();
        Map<Long, BigDecimal> committed = new HashMap<>();
        for (Line line : state.lines.values()) {
            assertThat(line.billed).as("billed of line " + line.id).isEqualByComparingTo(byLine.getOrDefault(line.id, BigDecimal.ZERO));
            billed.merge(line.order, line.billed, BigDecimal::add);
            committed.merge(line.order, line.total, BigDecimal::add);
        }
        try (Statement statement = connection.createStatement(); ResultSet orders = statement.executeQuery("select id, committed, billed from purchase_order")) {
            while (orders.next()) {
                long id = orders.getLong(1);
                assertThat(orders.getBigDecimal(2)).as("committed of order " + id).isEqualByComparingTo(committed.getOrDefault(id, BigDecimal.ZERO));
                assertThat(orders.getBigDecimal(3)).as("billed of order " + id).isEqualByComparingTo(billed.getOrDefault(id, BigDecimal.ZERO));
            }
        }
    }

    private static void invoicesAndTheirRowsAgree(State state) {
        Map<Long, BigDecimal> covered = new HashMap<>();
        state.rows.values().forEach(r -> covered.merge(r.invoice, r.covered, BigDecimal::add));
        Set<Long> standsSomewhere = new HashSet<>();
        state.standing().forEach(r -> standsSomewhere.add(r.invoice));
        for (Invoice invoice : state.invoices.values()) {
            String name = "invoice " + invoice.id + " " + invoice.state;
            assertThat(invoice.allocated).as(name).isEqualByComparingTo(covered.getOrDefault(invoice.id, BigDecimal.ZERO));
            BigDecimal unallocated = invoice.gross.subtract(invoice.allocated);
            assertThat(unallocated.signum() * invoice.gross.signum()).as(name + ": no more is allocated than there is").isNotNegative();
            assertThat(invoice.allocated.signum() * invoice.gross.signum()).as(name + ": allocated the right way round").isNotNegative();
            switch (invoice.state) {
                case "MATCHED" -> assertThat(unallocated).as(name).isEqualByComparingTo(BigDecimal.ZERO);
                case "PARTLY_MATCHED" -> {
                    assertThat(unallocated.signum()).as(name).isNotZero();
                    assertThat(standsSomewhere).as(name).contains(invoice.id);
                }
                default -> assertThat(standsSomewhere).as(name).doesNotContain(invoice.id);
            }
            if (invoice.state.equals("EXCEPTION")) {
                assertThat(invoice.codes != null || invoice.unmatchedByPerson).as(name + " says why").isTrue();
            }
        }
    }

    private static void everyReversalTakesBackOneRowOnce(State state) {
        Set<Long> reversed = new HashSet<>();
        for (Row row : state.rows.values()) {
            if (row.reverses != null) {
                assertThat(reversed.add(row.reverses)).as("reversed twice: " + row.reverses).isTrue();
                assertThat(row.isNegationOf(state.rows.get(row.reverses))).as(row + " takes back " + state.rows.get(row.reverses)).isTrue();
            }
        }
    }

    /** Who moves the ledger in a step. */
    enum Mover {
        /** A person, who may overspend a line that holds, having been told. */
        PERSON,
        /** Rules, on what a supplier sent: they pay nothing that the line does not cover. Credit that the supplier takes back is gone, whether the line could spare it or not. */
        SUPPLIER,
        /** Rules, on what is there: they never leave a line overspent that holds. */
        RULES
    }

    /** What has to hold between the state before a step and the one after it. */
    static void checkStep(State before, State after, Mover mover, Set<Long> correctedInvoices) {
        assertThat(after.rows.entrySet()).as("the ledger only grows").containsAll(before.rows.entrySet());
        if (after.rows.size() > before.rows.size()) {
            assertThat(after.auditEvents).as("what moves the ledger is in the audit log").isGreaterThan(before.auditEvents);
        }
        Map<Long, Set<Long>> decidedAfter = after.decidedByPeople();
        before.decidedByPeople().forEach((invoice, rows) -> {
            if (!correctedInvoices.contains(invoice)) {
                assertThat(decidedAfter.get(invoice)).as("a person's allocations are never moved by rule: invoice " + invoice).isEqualTo(rows);
            }
        });
        if (mover == Mover.PERSON) {
            return;
        }
        for (Line line : after.lines.values()) {
            if (line.tracked && line.holds && before.lines.containsKey(line.id)) {
                if (mover == Mover.RULES && line.billed.compareTo(before.lines.get(line.id).billed) > 0) {
                    assertThat(line.total.subtract(line.billed)).as("no rule overspends line " + line.id + ", which holds").isNotNegative();
                }
                nothingIsPaidThatIsNotCovered(line, before, after);
            }
        }
    }

    private static void nothingIsPaidThatIsNotCovered(Line line, State before, State after) {
        BigDecimal balance = line.total.subtract(before.lines.get(line.id).billed);
        for (Row row : after.rows.values()) {
            if (row.line == line.id && !before.rows.containsKey(row.id)) {
                balance = balance.subtract(row.orderAmount);
                if (row.reverses == null && row.orderAmount.signum() > 0) {
                    assertThat(balance).as("no rule pays what line " + line.id + ", which holds, does not cover: " + row).isNotNegative();
                }
            }
        }
    }

    private static State read(Connection connection) throws SQLException {
        Map<Long, Row> rows = new LinkedHashMap<>();
        Map<Long, Line> lines = new LinkedHashMap<>();
        Map<Long, Invoice> invoices = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            ResultSet r = statement.executeQuery("select id, invoice_pk, line_item_id, invoice_amount, purchase_order_amount, covered_amount, reverses_id, correction_id from allocation order by id");
            while (r.next()) {
                rows.put(r.getLong(1), new Row(r.getLong(1), r.getLong(2), r.getLong(3), r.getBigDecimal(4), r.getBigDecimal(5), r.getBigDecimal(6),
                        r.getObject(7, Long.class), r.getObject(8, Long.class)));
            }
            r = statement.executeQuery("select id, purchase_order_pk, total, billed, balance_tracked, overspend_policy from line_item");
            while (r.next()) {
                lines.put(r.getLong(1), new Line(r.getLong(1), r.getLong(2), r.getBigDecimal(3), r.getBigDecimal(4), r.getInt(5) == 1, r.getString(6).equals("HOLD")));
            }
            r = statement.executeQuery("select id, state, gross, allocated, exception_codes, unmatched_by_person from invoice");
            while (r.next()) {
                invoices.put(r.getLong(1), new Invoice(r.getLong(1), r.getString(2), r.getBigDecimal(3), r.getBigDecimal(4), r.getString(5), r.getInt(6) == 1));
            }
            Set<Long> orders = new HashSet<>();
            r = statement.executeQuery("select id from purchase_order where deleted_at is null");
            while (r.next()) {
                orders.add(r.getLong(1));
            }
            r = statement.executeQuery("select count(*) from audit_event");
            r.next();
            return new State(rows, lines, invoices, orders, r.getLong(1));
        }
    }
}
