package org.openpo.ejb.query;

import java.util.List;

/**
 * One page of a list, for pages with page numbers.
 *
 * @param total number of rows the filter finds in all
 */
public record Page<T>(List<T> items, long total) {
    public Page {
        items = List.copyOf(items);
    }
}
