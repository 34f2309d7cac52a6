package org.openpo.ejb.query;

import java.util.List;

/**
 * A part of a list, for API clients that walk through it.
 *
 * @param nextCursor where the next part begins, or null at the end
 */
public record Slice<T>(List<T> items, String nextCursor) {
    public Slice {
        items = List.copyOf(items);
    }
}
