package org.openpo.ejb.inbound;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.openpo.ejb.inbound.read.ColumnMapping;
import org.openpo.ejb.inbound.read.MappingChoice;

/**
 * By which mappings the tables of an archive are read, each by the one that is remembered for its header. What was used is noted with the
 * job, so that a run that goes on reads the same rows, whatever is remembered by then.
 */
final class ArchiveMappings implements MappingChoice {
    /** Tells what is noted of an archive from the mapping of one file, which has no such member. */
    private static final String TABLES = "tables";
    private static final int NAMES_MAX = 100;

    /** Of an archive that was read without any. */
    private static final String NOTHING = "{\"" + TABLES + "\":{}}";

    /** Null if no mapping is remembered at all, so that no header need be looked at. */
    private final Function<String, Optional<Named>> lookUp;
    private final boolean known;
    /** By fingerprint, what was found and what was not: all tables with one header are read alike, whatever is saved meanwhile. */
    private final Map<String, Optional<Named>> found = new TreeMap<>();

    private record Named(String name, ColumnMapping mapping) { }

    private ArchiveMappings(Function<String, Optional<Named>> lookUp, boolean known) {
        this.lookUp = lookUp;
        this.known = known;
    }

    /** For an archive that is read for the first time. */
    static ArchiveMappings remembered(Function<String, Optional<ImportMappingView>> byFingerprint) {
        return new ArchiveMappings(fingerprint -> byFingerprint.apply(fingerprint).map(m -> new Named(m.name(), m.mapping())), false);
    }

    /** For one that is read without any: none is remembered, or none was when its first rows came in. */
    static ArchiveMappings none() {
        return new ArchiveMappings(null, false);
    }

    /** For one of which is noted how it was read. */
    static ArchiveMappings noted(JsonObject json) {
        JsonObject tables = json.getJsonObject(TABLES);
        return new ArchiveMappings(fingerprint -> Optional.ofNullable(tables.getJsonObject(fingerprint)).map(m -> new Named("", ColumnMapping.of(m))), true);
    }

    static boolean isNote(JsonObject json) {
        return json.containsKey(TABLES);
    }

    @Override
    public ColumnMapping of(Path table) {
        if (lookUp == null) {
            return ColumnMapping.NONE;
        }
        return ImportMappings.fingerprint(table).flatMap(fingerprint -> found.computeIfAbsent(fingerprint, lookUp)).map(Named::mapping).orElse(ColumnMapping.NONE);
    }

    /** Whether, after the archive has been read, it has to be noted how; also if by none, because one may be remembered before a run goes on. */
    boolean isToNote() {
        return !known;
    }

    /** What is noted with the job. */
    String note() {
        JsonObjectBuilder tables = JSON.createObjectBuilder();
        found.forEach((fingerprint, named) -> named.ifPresent(used -> tables.add(fingerprint, used.mapping().toJson())));
        return JSON.createObjectBuilder().add(TABLES, tables).build().toString();
    }

    /** Whether two imports of one file, with what is noted of them, have read it in the same way. */
    static boolean readAlike(String note, String other) {
        return Objects.equals(NOTHING.equals(note) ? null : note, NOTHING.equals(other) ? null : other);
    }

    /** What the mappings are called, for people; null if there are none. */
    String names() {
        List<String> used = found.values().stream().flatMap(Optional::stream).map(Named::name).distinct().sorted().toList();
        if (used.isEmpty()) {
            return null;
        }
        String names = String.join(", ", used);
        return names.length() <= NAMES_MAX ? names : names.substring(0, NAMES_MAX - 1) + "…";
    }
}
