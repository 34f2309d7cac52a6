package org.openpo.ejb.inbound.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/** Which column stands where in a CSV, and how the file spells it. */
final class CsvHeader<C extends Enum<C> & CsvColumn> {
    private final Map<C, String> spelled;
    private final Map<C, Integer> positions;
    private final List<Integer> nameless = new ArrayList<>();
    private final int width;

    /** No column is placed yet. */
    CsvHeader(Class<C> type, List<String> names) {
        spelled = new EnumMap<>(type);
        positions = new EnumMap<>(type);
        width = names.size();
        for (int i = 0; i < width; i++) {
            if (names.get(i).isEmpty()) {
                nameless.add(i);
            }
        }
    }

    /**
     * The header of a file in which each column has one of our names, or is the reason of an {@link ErrorFile}.
     *
     * @throws BusinessRuleException COLUMN_REPEATED; COLUMN_UNKNOWN: it could be a misspelt one that decides, so it is refused, not dropped
     */
    static <C extends Enum<C> & CsvColumn> CsvHeader<C> own(Class<C> type, List<String> names, Function<String, Optional<C>> named) {
        CsvHeader<C> header = new CsvHeader<>(type, names);
        Set<String> unknown = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            Optional<C> column = named.apply(names.get(i));
            if (column.isEmpty() && !names.get(i).isEmpty() && !ErrorFile.isReason(names.get(i))) {
                unknown.add(FieldText.shown(names.get(i)));
            }
            if (column.isPresent() && !header.place(column.get(), names, i)) {
                throw new BusinessRuleException("", ErrorCode.COLUMN_REPEATED, names.get(i));
            }
        }
        if (!unknown.isEmpty()) {
            throw new BusinessRuleException("", ErrorCode.COLUMN_UNKNOWN, String.join(", ", unknown));
        }
        return header;
    }

    /** @return false if the column was placed already */
    boolean place(C column, List<String> names, int index) {
        positions.put(column, index);
        return spelled.put(column, names.get(index)) == null;
    }

    /** @throws BusinessRuleException COLUMN_MISSING */
    void require(Collection<String> missing) {
        if (!missing.isEmpty()) {
            throw new BusinessRuleException("", ErrorCode.COLUMN_MISSING, String.join(", ", missing));
        }
    }

    /** The names of the columns among these that the file lacks. */
    List<String> missing(Collection<C> required) {
        return required.stream().filter(c -> !has(c)).map(CsvColumn::header).collect(Collectors.toCollection(ArrayList::new));
    }

    boolean has(C column) {
        return positions.containsKey(column);
    }

    Set<C> columns() {
        return Collections.unmodifiableSet(positions.keySet());
    }

    /** The file's spelling, or ours if it lacks the column. */
    String name(C column) {
        return spelled.getOrDefault(column, column.header());
    }

    int width() {
        return width;
    }

    /** Whether a row has a cell for each column, and nothing where no column is. */
    boolean fits(List<String> cells) {
        boolean beyond = cells.size() > width && !cells.subList(width, cells.size()).stream().allMatch(String::isBlank)
                || nameless.stream().anyMatch(i -> i < cells.size() && !cells.get(i).isBlank());
        return !beyond && cells.size() >= width;
    }

    /** The cell as it stands in the file, or "". */
    String raw(C column, List<String> cells) {
        Integer position = positions.get(column);
        return position == null || position >= cells.size() ? "" : cells.get(position);
    }
}
