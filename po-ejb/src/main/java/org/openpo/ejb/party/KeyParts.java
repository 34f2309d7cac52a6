package org.openpo.ejb.party;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many keys in parts that one query can name: PostgreSQL takes no more than 65,535 parameters. */
final class KeyParts {
    private static final int SIZE = 500;

    private KeyParts() { }

    /** The keys in their order; nothing for none. */
    static <T> Stream<List<T>> of(Collection<T> keys) {
        List<T> all = List.copyOf(keys);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + SIZE).mapToObj(from -> all.subList(from, Math.min(from + SIZE, all.size())));
    }
}
