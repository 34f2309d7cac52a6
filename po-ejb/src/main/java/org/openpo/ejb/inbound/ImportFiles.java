package org.openpo.ejb.inbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.startup.Settings;

/**
 * Working copies of files, as readers want them: {@code imports/<job id>} in the data directory, from the upload until the job has ended.
 * A node that has none takes one from {@link ImportFileStore}.
 */
public final class ImportFiles {
    private static final long MEGABYTE = 1024L * 1024L;
    private static final int BUFFER = 64 * 1024;

    private ImportFiles() { }

    /**
     * A file that was received completely.
     *
     * @param sha256 lower-case hexadecimal
     */
    public record Received(Path path, long size, String sha256) { }

    static Path of(long jobId) {
        return directory().resolve(String.valueOf(jobId));
    }

    private static Path directory() {
        return Settings.dataDirectory().resolve("imports");
    }

    /**
     * Writes a stream to a file of its own, in bounded memory. Nothing stays if it is refused or breaks off.
     *
     * @throws BusinessRuleException FILE_EMPTY, FILE_TOO_LARGE
     */
    public static Received receive(InputStream content, long maxBytes) {
        Path part = null;
        try {
            Files.createDirectories(directory());
            part = directory().resolve(UUID.randomUUID() + ".part");
            MessageDigest digest = sha256();
            long size = copy(content, part, digest, maxBytes);
            if (size == 0) {
                throw new BusinessRuleException("file", ErrorCode.FILE_EMPTY);
            }
            return new Received(part, size, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            delete(part);
            throw new UncheckedIOException("The upload could not be written to " + directory(), e);
        } catch (RuntimeException e) {
            delete(part);
            throw e;
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static long copy(InputStream content, Path target, MessageDigest digest, long maxBytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(target, StandardOpenOption.CREATE_NEW), digest)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                size += n;
                if (size > maxBytes) {
                    throw new BusinessRuleException("file", ErrorCode.FILE_TOO_LARGE, maxBytes / MEGABYTE);
                }
                out.write(buffer, 0, n);
            }
        }
        return size;
    }

    /** The largest file that is taken. */
    static long maxBytes() {
        return Settings.uploadMaxMegabytes() * MEGABYTE;
    }

    /** Something that writes a file's content. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A copy of a file that nobody else knows of; the caller deletes it. */
    static Path copy(Content content) {
        Path part = null;
        try {
            Files.createDirectories(directory());
            part = directory().resolve(UUID.randomUUID() + ".part");
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
                content.writeTo(out);
            }
            return part;
        } catch (IOException e) {
            delete(part);
            throw new UncheckedIOException("A copy could not be written to " + directory(), e);
        } catch (RuntimeException e) {
            delete(part);
            throw e;
        }
    }

    /**
     * Names this node: what another node writes on a job is not taken for this one's, also after a restart. Kept in the data directory.
     */
    static String node() {
        Path file = directory().resolve("node");
        try {
            Files.createDirectories(directory());
            if (!Files.exists(file)) {
                Path part = directory().resolve(UUID.randomUUID() + ".part");
                Files.writeString(part, UUID.randomUUID().toString());
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The node's name could not be kept in " + directory(), e);
        }
    }

    /** Gives a received file to its job. */
    static void assign(Path received, long jobId) {
        try {
            Files.move(received, of(jobId), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deletes what an interrupted server has left: uploads that broke off, and files of jobs that have ended or never came to be.
     *
     * @param waiting ids of the jobs that still need their file
     * @param before  only what was last written before this moment; what is being uploaded right now is younger
     */
    static void clean(Set<Long> waiting, Instant before) {
        if (!Files.isDirectory(directory())) {
            return;
        }
        try (Stream<Path> files = Files.list(directory())) {
            files.filter(file -> isStale(file, waiting, before)).forEach(ImportFiles::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isStale(Path file, Set<Long> waiting, Instant before) {
        String name = file.getFileName().toString();
        boolean ours = name.endsWith(".part") || name.matches("[0-9]{1,18}") && !waiting.contains(Long.valueOf(name));
        try {
            return ours && Files.isRegularFile(file) && Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException gone) {
            return false;
        }
    }
}
