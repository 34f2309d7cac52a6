package org.openpo.ejb.inbound.read;

import java.util.List;

/**
 * What was found for rows that had the very same text objects in some columns. Forgetful: a small table in which later rows take the
 * places of earlier ones.
 */
final class RowMemo<V> {
    private static final int SLOTS = 1024;

    private final int[] columns;
    private final String[][] keys = new String[SLOTS][];
    private final Object[] values = new Object[SLOTS];
    private int slot;

    RowMemo(List<CostColumn> columns) {
        this.columns = columns.stream().mapToInt(CostColumn::ordinal).toArray();
    }

    /** What was put for a row like this, or null. */
    @SuppressWarnings("unchecked")
    V get(String[] cells) {
        int hash = 0;
        for (int column : columns) {
            String cell = cells[column];
            hash = 31 * hash + (cell == null ? 0 : cell.hashCode());
        }
        slot = (hash ^ hash >>> 10 ^ hash >>> 20) & SLOTS - 1;
        String[] key = keys[slot];
        if (key == null) {
            return null;
        }
        for (int i = 0; i < columns.length; i++) {
            if (key[i] != cells[columns[i]]) {
                return null;
            }
        }
        return (V) values[slot];
    }

    /** Keeps a value for the row that was last asked for. */
    void put(String[] cells, V value) {
        String[] key = new String[columns.length];
        for (int i = 0; i < columns.length; i++) {
            key[i] = cells[columns[i]];
        }
        keys[slot] = key;
        values[slot] = value;
    }

    void clear() {
        java.util.Arrays.fill(keys, null);
        java.util.Arrays.fill(values, null);
    }
}
