package org.openpo.ejb.listview;

import java.io.Serializable;
import java.util.List;

/** @param columns names in their order; empty for those the list has by itself */
public record Layout(List<String> columns, boolean compact) implements Serializable {
    static final Layout PLAIN = new Layout(List.of(), false);
}
