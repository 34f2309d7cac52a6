package org.openpo.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;

/** persistence.xml names every class that is mapped, and no other. */
class PersistenceUnitTest {
    @Test
    void every_mapped_class_is_named() throws Exception {
        Path classes = Path.of("target", "classes");
        Set<String> mapped = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                Class<?> type = Class.forName(classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", ""));
                if (type.isAnnotationPresent(Entity.class) || type.isAnnotationPresent(Embeddable.class) || type.isAnnotationPresent(Converter.class)) {
                    mapped.add(type.getName());
                }
            }
        }
        assertThat(named(classes)).isEqualTo(mapped);
    }

    private static Set<String> named(Path classes) throws IOException {
        String xml = Files.readString(classes.resolve("META-INF/persistence.xml"));
        return Pattern.compile("<class>([^<]+)</class>").matcher(xml).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
