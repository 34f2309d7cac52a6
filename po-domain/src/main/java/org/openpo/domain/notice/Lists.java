package org.openpo.domain.notice;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Short lists in one column, separated by commas. */
final class Lists {
    private Lists() { }

    static <T> List<T> read(String text, Function<String, T> reader) {
        return text == null || text.isBlank() ? List.of() : Arrays.stream(text.split(",")).map(String::strip).map(reader).toList();
    }

    static <T> String write(Collection<T> values, Function<T, String> writer) {
        return values.stream().map(writer).collect(Collectors.joining(","));
    }

    static String names(Collection<NoticeKind> kinds) {
        return write(kinds.stream().sorted().toList(), Enum::name);
    }
}
