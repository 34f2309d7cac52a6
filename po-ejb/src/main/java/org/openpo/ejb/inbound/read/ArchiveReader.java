package org.openpo.ejb.inbound.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/**
 * The files of a ZIP, or the one of a gzip, each read as if it had come alone; an archive in an archive is opened once. A file that cannot
 * be read is a refused row and does not stop the others. Files of charges are parts of one set and summed up together: if one of them
 * cannot be read, none of the set is taken, because any invoice may go on in it.
 */
final class ArchiveReader implements InvoiceReader {
    static final int FILES_MAX = 2_000;
    static final long BYTES_MAX = 4L * 1024 * 1024 * 1024;
    /** Rows of one file that are held until it is known to be whole. */
    private static final int ROWS_MAX = 200_000;

    private final Path file;
    private final MappingChoice mappings;
    private final Unpacker unpacker;
    private final Map<Boolean, Set> sets = new HashMap<>();
    private int files;

    /** Parts whose charges belong together. */
    private static final class Set {
        private final CostSums sums;
        private final List<String> names = new ArrayList<>();
        private String broken;

        Set(CostSums sums) {
            this.sums = sums;
        }
    }

    ArchiveReader(Path file, MappingChoice mappings, long bytesMax) {
        this.file = file;
        this.mappings = mappings;
        this.unpacker = new Unpacker(file, bytesMax);
    }

    @Override
    public ImportFormat format() {
        return Unpacker.isZip(file) ? ImportFormat.ZIP : ImportFormat.GZIP;
    }

    @Override
    public void read(Consumer<Row> rows) {
        open(file, null, 0, rows);
        sets.values().forEach(set -> deliver(set, rows));
    }

    private static void deliver(Set set, Consumer<Row> rows) {
        if (set.broken == null) {
            set.sums.deliver(rows);
        } else {
            // The broken part has its own row that says why.
            set.names.stream().filter(name -> !name.equals(set.broken)).forEach(name -> rows.accept(refused(name,
                    List.of(Violation.of("", ErrorCode.PART_OF_BROKEN_SET, set.broken)))));
        }
    }

    private void open(Path archive, String name, int depth, Consumer<Row> rows) {
        if (Unpacker.isGzip(archive)) {
            Path part = unpacker.gunzip(archive);
            try {
                add(part, name, depth + 1, rows);
            } finally {
                Unpacker.delete(part);
            }
            return;
        }
        try (ZipFile zip = zip(archive)) {
            List<? extends ZipEntry> entries = zip.stream().filter(ArchiveReader::isFile).sorted(Comparator.comparing(ZipEntry::getName)).toList();
            for (ZipEntry entry : entries) {
                if (++files > FILES_MAX) {
                    throw new BusinessRuleException("", ErrorCode.ARCHIVE_TOO_MANY_FILES, FILES_MAX);
                }
                String shown = FileNames.safe(entry.getName());
                add(zip, entry, name == null ? shown : name + "/" + shown, depth + 1, rows);
            }
        } catch (ZipException | EOFException | IllegalArgumentException broken) {
            // An archive whose list is said to lie beyond its end is met with EOFException.
            throw new BusinessRuleException("", ErrorCode.ARCHIVE_BROKEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names are UTF-8, or in a code page that nobody says: then their letters may be shown wrong, which does not matter to what is in them. */
    private static ZipFile zip(Path archive) throws IOException {
        try {
            return new ZipFile(archive.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException perhapsItsNames) {
            return new ZipFile(archive.toFile(), StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean isFile(ZipEntry entry) {
        String name = entry.getName();
        String last = name.substring(name.lastIndexOf('/') + 1);
        // What operating systems put beside the files.
        return !entry.isDirectory() && !name.startsWith("__MACOSX/") && !last.startsWith(".") && !last.equals("Thumbs.db") && !last.equals("desktop.ini");
    }

    private void add(ZipFile zip, ZipEntry entry, String name, int depth, Consumer<Row> rows) {
        Path part = null;
        try {
            part = unpacker.unzip(zip, entry);
            add(part, name, depth, rows);
        } catch (BusinessRuleException refused) {
            if (isAboutTheWhole(refused)) {
                throw refused;
            }
            rows.accept(refused(name, refused.violations()));
        } finally {
            if (part != null) {
                Unpacker.delete(part);
            }
        }
    }

    private static boolean isAboutTheWhole(BusinessRuleException refused) {
        return switch (refused.violations().get(0).code()) {
            case ARCHIVE_TOO_LARGE, ARCHIVE_RATIO, ARCHIVE_TOO_MANY_FILES, TOO_MANY_ROWS, TOO_MANY_CHARGES -> true;
            default -> false;
        };
    }

    private void add(Path part, String name, int depth, Consumer<Row> rows) {
        if (Unpacker.isZip(part) || Unpacker.isGzip(part)) {
            if (depth > 1) {
                throw new BusinessRuleException("", ErrorCode.ARCHIVE_NESTED);
            }
            open(part, name, depth, rows);
            return;
        }
        InvoiceReader reader = InvoiceFile.reader(part, mappings);
        if (reader instanceof CostReader charges) {
            addCharges(charges, name);
            return;
        }
        List<Row> whole = new ArrayList<>();
        reader.read(row -> {
            if (whole.size() >= ROWS_MAX) {
                throw new BusinessRuleException("", ErrorCode.TOO_MANY_ROWS, ROWS_MAX);
            }
            whole.add(row);
        });
        whole.forEach(row -> rows.accept(named(row, name)));
    }

    private void addCharges(CostReader charges, String name) {
        Set set = sets.computeIfAbsent(charges.file().isAws(), aws -> new Set(charges.sums()));
        set.names.add(name == null ? "" : name);
        if (set.broken != null) {
            return;
        }
        try {
            set.sums.in(name);
            charges.file().sumInto(set.sums);
        } catch (BusinessRuleException refused) {
            set.broken = name == null ? "" : name;
            throw refused;
        }
    }

    private static Row named(Row row, String name) {
        if (name == null) {
            return row;
        }
        if (row instanceof Read read) {
            return new Read(read.number(), read.origin().in(name), read.draft(), read.standing());
        }
        Refused refused = (Refused) row;
        return new Refused(refused.number(), refused.origin().in(name), refused.invoiceId(), refused.violations());
    }

    private static Refused refused(String name, List<Violation> violations) {
        return new Refused(1, Origin.of(Map.of()).in(name), null, violations);
    }
}
