package org.openpo.domain.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * Shelves of lines, each under a key and in ranking order, with what each line has left. Everything lies in flat arrays:
 * a look at a shelf is one probe and one read, wherever in a large portfolio it is. A tree over the longer shelves finds
 * the first line that has enough left in logarithmic time, however many lines before it are used up.
 */
final class Shelves {

    /** So many lines are looked through one by one before the tree is asked. */
    private static final int FEW = 16;
    private static final long NO_KEY = -1;

    /** Open addressing: a key, and beside it where its shelf starts and how many places it has. */
    private final long[] slots;
    /** By place: what the caller keeps there, and what the line has left. */
    private final int[] entries;
    private final long[] left;
    /** By slot, null for a short shelf: node i is the larger of its children 2i and 2i + 1, the leaves begin in the middle. */
    private final long[][] trees;

    /** Collects lines; within a shelf they are added in ranking order, by ascending entry. */
    static final class Builder {
        private final Map<Long, int[]> shelves = new HashMap<>();
        private int places;

        void add(long key, int entry) {
            int[] shelf = shelves.get(key);
            // The first number counts the others.
            if (shelf == null) {
                shelf = new int[2];
            } else if (shelf[0] + 1 == shelf.length) {
                shelf = Arrays.copyOf(shelf, shelf.length * 2);
            }
            shelf[++shelf[0]] = entry;
            shelves.put(key, shelf);
            places++;
        }

        /** @param leftOf by entry */
        Shelves build(IntToLongFunction leftOf) {
            return new Shelves(shelves, places, leftOf);
        }
    }

    private Shelves(Map<Long, int[]> collected, int places, IntToLongFunction leftOf) {
        int count = Integer.highestOneBit(Math.max(collected.size(), 1)) << 2;
        slots = new long[count * 2];
        for (int i = 0; i < count; i++) {
            slots[2 * i] = NO_KEY;
        }
        entries = new int[places];
        left = new long[places];
        trees = new long[count][];
        int place = 0;
        for (Map.Entry<Long, int[]> shelf : collected.entrySet()) {
            int slot = slot(shelf.getKey());
            int size = shelf.getValue()[0];
            slots[2 * slot] = shelf.getKey();
            slots[2 * slot + 1] = (long) place << 32 | size;
            int start = place;
            for (int i = 1; i <= size; i++) {
                entries[place] = shelf.getValue()[i];
                left[place] = leftOf.applyAsLong(entries[place]);
                place++;
            }
            trees[slot] = size <= FEW ? null : tree(start, size);
        }
    }

    private long[] tree(int start, int size) {
        int leaves = Integer.highestOneBit(size - 1) << 1;
        long[] tree = new long[leaves * 2];
        Arrays.fill(tree, Long.MIN_VALUE);
        System.arraycopy(left, start, tree, leaves, size);
        for (int node = leaves - 1; node > 0; node--) {
            tree[node] = Math.max(tree[2 * node], tree[2 * node + 1]);
        }
        return tree;
    }

    /** Where the key is, or where it would be. */
    private int slot(long key) {
        int mask = slots.length / 2 - 1;
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (slots[2 * slot] != NO_KEY && slots[2 * slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** The shelf under a key, or −1. */
    int shelf(long key) {
        int slot = slot(key);
        return slots[2 * slot] == NO_KEY ? -1 : slot;
    }

    /** First place of a shelf. */
    int first(int shelf) {
        return (int) (slots[2 * shelf + 1] >>> 32);
    }

    /** The place behind the last one of a shelf. */
    int end(int shelf) {
        return first(shelf) + (int) slots[2 * shelf + 1];
    }

    int entry(int place) {
        return entries[place];
    }

    /** The first place of a shelf, from {@code from} on, whose line has at least the amount left, or −1. */
    int firstWithAtLeast(long amount, int shelf, int from) {
        int end = end(shelf);
        int few = Math.min(end, from + FEW);
        for (int place = from; place < few; place++) {
            if (left[place] >= amount) {
                return place;
            }
        }
        return few == end ? -1 : descend(amount, shelf, few);
    }

    private int descend(long amount, int shelf, int from) {
        long[] tree = trees[shelf];
        int leaves = tree.length / 2;
        int node = leaves + from - first(shelf);
        // Up and to the right until a subtree has it, then down its left edge.
        while (tree[node] < amount) {
            while ((node & 1) == 1) {
                node >>= 1;
            }
            if (node == 0) {
                return -1;
            }
            node++;
        }
        while (node < leaves) {
            node *= 2;
            if (tree[node] < amount) {
                node++;
            }
        }
        return first(shelf) + node - leaves;
    }

    /** Takes note of what a line has left, on one of the shelves it stands on. */
    void change(long key, int entry, long now) {
        int shelf = shelf(key);
        int place = Arrays.binarySearch(entries, first(shelf), end(shelf), entry);
        left[place] = now;
        long[] tree = trees[shelf];
        if (tree == null) {
            return;
        }
        int node = tree.length / 2 + place - first(shelf);
        tree[node] = now;
        while ((node >>= 1) > 0) {
            tree[node] = Math.max(tree[2 * node], tree[2 * node + 1]);
        }
    }
}
