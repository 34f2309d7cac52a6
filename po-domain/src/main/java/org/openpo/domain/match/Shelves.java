package org.openpo.domain.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * Shelves of lines, each in ranking order, with what each line has left. Up to {@value #SHELVES_OF_A_STAND} shelves that are looked at
 * together make a stand, found under a key. Everything lies in flat arrays: a look at a stand is one probe, which tells at once the
 * shelves that it has not, and a look at a shelf is one read, wherever in a large portfolio it is. A tree over the longer shelves finds
 * the first line that has enough left in logarithmic time, however many lines before it are used up.
 */
final class Shelves {

    static final int SHELVES_OF_A_STAND = Long.SIZE;

    /** So many lines are looked through one by one before the tree is asked. */
    private static final int FEW = 16;
    private static final long NO_KEY = -1;
    /** Numbers of a slot: the key, the shelves of the stand as bits, the number of the first of them, and one to fill the cache line. */
    private static final int SLOT = 4;

    /** Open addressing. */
    private final long[] slots;
    /** By shelf, and one more: its first place. */
    private final int[] starts;
    /** By place, what the line has left and, beside it, what the caller keeps there. */
    private final long[] places;
    /** By shelf, null for a short one: node i is the larger of its children 2i and 2i + 1, the leaves begin in the middle. */
    private final long[][] trees;

    /** Collects lines; within a shelf they are added in ranking order, by ascending entry. */
    static final class Builder {
        private final Map<Long, Map<Integer, int[]>> stands = new HashMap<>();
        private int shelves;
        private int places;

        /** @param shelf its number within the stand */
        void add(long stand, int shelf, int entry) {
            Map<Integer, int[]> itsShelves = stands.computeIfAbsent(stand, key -> new HashMap<>(2));
            int[] entries = itsShelves.get(shelf);
            // The first number counts the others.
            if (entries == null) {
                entries = new int[2];
                shelves++;
            } else if (entries[0] + 1 == entries.length) {
                entries = Arrays.copyOf(entries, entries.length * 2);
            }
            entries[++entries[0]] = entry;
            itsShelves.put(shelf, entries);
            places++;
        }

        /** @param leftOf by entry */
        Shelves build(IntToLongFunction leftOf) {
            return new Shelves(this, leftOf);
        }
    }

    private Shelves(Builder collected, IntToLongFunction leftOf) {
        int count = Integer.highestOneBit(Math.max(collected.stands.size(), 1)) << 2;
        slots = new long[count * SLOT];
        for (int i = 0; i < count; i++) {
            slots[SLOT * i] = NO_KEY;
        }
        starts = new int[collected.shelves + 1];
        places = new long[collected.places * 2];
        trees = new long[collected.shelves][];
        int shelf = 0;
        for (Map.Entry<Long, Map<Integer, int[]>> stand : collected.stands.entrySet()) {
            int slot = slot(stand.getKey());
            slots[slot] = stand.getKey();
            slots[slot + 2] = shelf;
            for (int number : stand.getValue().keySet().stream().sorted().toList()) {
                slots[slot + 1] |= 1L << number;
                fill(shelf++, stand.getValue().get(number), leftOf);
            }
        }
    }

    private void fill(int shelf, int[] entries, IntToLongFunction leftOf) {
        int size = entries[0];
        int place = starts[shelf];
        for (int i = 1; i <= size; i++) {
            places[2 * place] = leftOf.applyAsLong(entries[i]);
            places[2 * place + 1] = entries[i];
            place++;
        }
        starts[shelf + 1] = place;
        trees[shelf] = size <= FEW ? null : tree(starts[shelf], size);
    }

    private long[] tree(int start, int size) {
        int leaves = Integer.highestOneBit(size - 1) << 1;
        long[] tree = new long[leaves * 2];
        Arrays.fill(tree, Long.MIN_VALUE);
        for (int i = 0; i < size; i++) {
            tree[leaves + i] = left(start + i);
        }
        for (int node = leaves - 1; node > 0; node--) {
            tree[node] = Math.max(tree[2 * node], tree[2 * node + 1]);
        }
        return tree;
    }

    /** Where the key is, or where it would be. */
    private int slot(long key) {
        int mask = slots.length / SLOT - 1;
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (slots[SLOT * slot] != NO_KEY && slots[SLOT * slot] != key) {
            slot = slot + 1 & mask;
        }
        return SLOT * slot;
    }

    /** The stand under a key, or −1. */
    int stand(long key) {
        int slot = slot(key);
        return slots[slot] == NO_KEY ? -1 : slot;
    }

    /** The shelf with this number of a stand, or −1. */
    int shelf(int stand, int number) {
        long bit = 1L << number;
        long has = slots[stand + 1];
        return (has & bit) == 0 ? -1 : (int) slots[stand + 2] + Long.bitCount(has & bit - 1);
    }

    /** First place of a shelf. */
    int first(int shelf) {
        return starts[shelf];
    }

    /** The place behind the last one of a shelf. */
    int end(int shelf) {
        return starts[shelf + 1];
    }

    int entry(int place) {
        return (int) places[2 * place + 1];
    }

    private long left(int place) {
        return places[2 * place];
    }

    /** The first place of a shelf, from {@code from} on, whose line has at least the amount left, or −1. */
    int firstWithAtLeast(long amount, int shelf, int from) {
        int end = end(shelf);
        int few = Math.min(end, from + FEW);
        for (int place = from; place < few; place++) {
            if (left(place) >= amount) {
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
    void change(long stand, int number, int entry, long now) {
        int shelf = shelf(stand(stand), number);
        int place = place(shelf, entry);
        places[2 * place] = now;
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

    private int place(int shelf, int entry) {
        int low = first(shelf);
        int high = end(shelf) - 1;
        while (low < high) {
            int middle = low + high >>> 1;
            if (entry(middle) < entry) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
