package org.openpo.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.postgresql.PGConnection;

/**
 * The rows that OpenPO has written since {@link #copyTables}, written once more by nothing but JDBC, into copies of the tables with the
 * same columns, indexes, keys and checks, in which everything stands that stood there before.
 */
final class BareRows {
    private static final String COPY = "bare";
    private static final int COPY_BUFFER = 1 << 20;
    private static final List<String> ALL = List.of("seller", "import_file", "import_job", "purchase_order", "line_item", "correction", "invoice", "invoice_charge", "allocation", "audit_event", "import_row");
    /** Those that taking in invoices adds rows to, with the column that tells new rows. */
    private static final Map<String, String> GROWING = growing();

    private final Connection connection;
    private final Map<String, Long> last = new LinkedHashMap<>();
    private Map<Long, java.math.BigDecimal> lineBefore;
    private Map<Long, java.math.BigDecimal> orderBefore;

    BareRows(Connection connection) {
        this.connection = connection;
    }

    private static Map<String, String> growing() {
        Map<String, String> growing = new LinkedHashMap<>();
        growing.put("invoice", "id");
        growing.put("invoice_charge", "invoice_pk");
        growing.put("allocation", "id");
        growing.put("audit_event", "id");
        growing.put("import_row", "job_id");
        return growing;
    }

    void copyTables() throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("drop schema if exists " + COPY + " cascade");
            sql.execute("create schema " + COPY);
            for (String table : ALL) {
                sql.execute("create table " + COPY + "." + table + " (like public." + table + " including all)");
            }
            for (String table : ALL) {
                sql.execute("insert into " + COPY + "." + table + " select * from public." + table);
                if (GROWING.containsKey(table)) {
                    last.put(table, number("select coalesce(max(" + GROWING.get(table) + "), 0) from public." + table));
                }
            }
            List<String> keys = new ArrayList<>();
            try (ResultSet r = sql.executeQuery("select c.relname, k.conname, pg_get_constraintdef(k.oid) from pg_constraint k join pg_class c on c.oid = k.conrelid "
                    + "join pg_namespace n on n.oid = c.relnamespace where k.contype = 'f' and n.nspname = 'public'")) {
                while (r.next()) {
                    if (ALL.contains(r.getString(1))) {
                        keys.add("alter table " + COPY + "." + r.getString(1) + " add constraint " + r.getString(2) + " " + r.getString(3).replace("REFERENCES ", "REFERENCES " + COPY + "."));
                    }
                }
            }
            for (String key : keys) {
                sql.execute(key);
            }
            sql.execute("vacuum analyze");
        }
        lineBefore = billed("line_item");
        orderBefore = billed("purchase_order");
    }

    private Map<Long, java.math.BigDecimal> billed(String table) throws SQLException {
        Map<Long, java.math.BigDecimal> billed = new LinkedHashMap<>();
        try (Statement sql = connection.createStatement(); ResultSet r = sql.executeQuery("select id, billed from public." + table + " order by id")) {
            while (r.next()) {
                billed.put(r.getLong(1), r.getBigDecimal(2));
            }
        }
        return billed;
    }

    private long number(String query) throws SQLException {
        try (Statement sql = connection.createStatement(); ResultSet r = sql.executeQuery(query)) {
            r.next();
            return r.getLong(1);
        }
    }

    private String added(String table) {
        return " from public." + table + " where " + GROWING.get(table) + " > " + last.get(table);
    }

    /** How many rows there are to write, and how large. */
    String describe() throws SQLException {
        List<String> parts = new ArrayList<>();
        for (String table : GROWING.keySet()) {
            parts.add(number("select count(*)" + added(table)) + " " + table);
        }
        return "rows: " + String.join(", ", parts) + "; matched " + number("select count(*)" + added("invoice") + " and state = 'MATCHED'") + "; explanation "
                + number("select coalesce(avg(length(explanation)), 0)" + added("invoice")) + " characters";
    }

    /** One row each, in the order of their ids. */
    private record Rows(String insert, List<String> names, List<Integer> types, List<Object[]> values) { }

    private Rows rows(String table) throws SQLException {
        try (Statement sql = connection.createStatement(); ResultSet r = sql.executeQuery("select *" + added(table) + " order by 1, 2")) {
            ResultSetMetaData meta = r.getMetaData();
            List<String> names = new ArrayList<>();
            List<Integer> types = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                names.add(meta.getColumnName(i));
                types.add(meta.getColumnType(i));
            }
            List<Object[]> values = new ArrayList<>();
            while (r.next()) {
                Object[] row = new Object[names.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = r.getObject(i + 1);
                }
                values.add(row);
            }
            return new Rows("insert into " + COPY + "." + table + " (" + String.join(", ", names) + ") values (" + names.stream().map(n -> "?").collect(Collectors.joining(", ")) + ")",
                    names, types, values);
        }
    }

    /**
     * Writes the rows with prepared statements in JDBC batches, so many invoices in one transaction, and moves the balances of the lines and
     * orders of each transaction.
     *
     * @return nanoseconds of each transaction
     */
    List<Long> writeInBatches(int invoices) throws SQLException {
        Map<String, Rows> all = new LinkedHashMap<>();
        for (String table : GROWING.keySet()) {
            all.put(table, rows(table));
        }
        int batches = all.get("invoice").values().size() / invoices;
        Map<Long, Integer> batchOf = new LinkedHashMap<>();
        for (int i = 0; i < all.get("invoice").values().size(); i++) {
            batchOf.put((Long) all.get("invoice").values().get(i)[0], i / invoices);
        }
        Map<String, Map<Integer, List<Object[]>>> parts = new LinkedHashMap<>();
        all.forEach((table, rows) -> {
            int rowsPerBatch = Math.max(1, rows.values().size() / batches);
            int invoiceColumn = rows.names().indexOf(table.equals("invoice") ? "id" : "invoice_pk");
            Map<Integer, List<Object[]>> byBatch = new LinkedHashMap<>();
            for (int i = 0; i < rows.values().size(); i++) {
                Object[] row = rows.values().get(i);
                // Rows that do not name their invoice stand in the order in which the invoices do.
                int batch = invoiceColumn >= 0 ? batchOf.get((Long) row[invoiceColumn]) : Math.min(i / rowsPerBatch, batches - 1);
                byBatch.computeIfAbsent(batch, b -> new ArrayList<>()).add(row);
            }
            parts.put(table, byBatch);
        });
        List<Long> times = new ArrayList<>();
        List<Map.Entry<Long, java.math.BigDecimal>> lines = moved(lineBefore, billed("line_item"));
        List<Map.Entry<Long, java.math.BigDecimal>> orders = moved(orderBefore, billed("purchase_order"));
        connection.setAutoCommit(false);
        try {
            // Foreign keys point to rows of earlier tables: all invoices of a batch are there before its allocations; those of later batches are not needed.
            try (Statement sql = connection.createStatement()) {
                sql.execute("set constraints all immediate");
            }
            for (int batch = 0; batch < batches; batch++) {
                long start = System.nanoTime();
                for (Map.Entry<String, Rows> table : all.entrySet()) {
                    write(table.getValue(), parts.get(table.getKey()).getOrDefault(batch, List.of()));
                }
                move("line_item", lines, batches);
                move("purchase_order", orders, batches);
                connection.commit();
                times.add(System.nanoTime() - start);
            }
        } finally {
            connection.setAutoCommit(true);
        }
        return times;
    }

    private void write(Rows rows, List<Object[]> values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(rows.insert())) {
            for (Object[] row : values) {
                for (int i = 0; i < row.length; i++) {
                    if (row[i] == null) {
                        insert.setNull(i + 1, rows.types().get(i));
                    } else {
                        insert.setObject(i + 1, row[i]);
                    }
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<Map.Entry<Long, java.math.BigDecimal>> moved(Map<Long, java.math.BigDecimal> before, Map<Long, java.math.BigDecimal> after) {
        return after.entrySet().stream().map(e -> Map.entry(e.getKey(), e.getValue().subtract(before.get(e.getKey())))).filter(e -> e.getValue().signum() != 0).toList();
    }

    /** Every line and order that moved at all moves in every transaction, by its share. */
    private void move(String table, List<Map.Entry<Long, java.math.BigDecimal>> amounts, int parts) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update " + COPY + "." + table + " set billed = billed + ? where id = ?")) {
            for (Map.Entry<Long, java.math.BigDecimal> amount : amounts) {
                update.setBigDecimal(1, amount.getValue().divide(java.math.BigDecimal.valueOf(parts), 4, java.math.RoundingMode.HALF_EVEN));
                update.setLong(2, amount.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /**
     * Writes the rows with one COPY for each table and moves the balances once, all in one transaction. They come from files, as the
     * service's do: with their explanations they are some gigabytes.
     *
     * @return nanoseconds
     */
    long copyIn() throws SQLException, IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        PGConnection pg = connection.unwrap(PGConnection.class);
        try (Statement sql = connection.createStatement()) {
            // The file and its job are there before its invoices.
            sql.execute("insert into " + COPY + ".import_file select * from public.import_file on conflict do nothing");
            sql.execute("insert into " + COPY + ".import_job select * from public.import_job on conflict do nothing");
        }
        for (String table : GROWING.keySet()) {
            Path file = Files.createTempFile("openpo-copy-" + table, ".txt");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), COPY_BUFFER)) {
                pg.getCopyAPI().copyOut("copy (select *" + added(table) + " order by 1, 2) to stdout", out);
            }
            files.put(table, file);
        }
        List<Map.Entry<Long, java.math.BigDecimal>> lines = moved(lineBefore, billed("line_item"));
        List<Map.Entry<Long, java.math.BigDecimal>> orders = moved(orderBefore, billed("purchase_order"));
        connection.setAutoCommit(false);
        try {
            long start = System.nanoTime();
            for (Map.Entry<String, Path> file : files.entrySet()) {
                try (InputStream in = Files.newInputStream(file.getValue())) {
                    pg.getCopyAPI().copyIn("copy " + COPY + "." + file.getKey() + " from stdin", in, COPY_BUFFER);
                }
            }
            move("line_item", lines, 1);
            move("purchase_order", orders, 1);
            connection.commit();
            return System.nanoTime() - start;
        } finally {
            connection.setAutoCommit(true);
            for (Path file : files.values()) {
                Files.delete(file);
            }
        }
    }
}
