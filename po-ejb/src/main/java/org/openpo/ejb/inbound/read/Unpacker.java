package org.openpo.ejb.inbound.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/**
 * Unpacks what an upload holds, within one budget for all of it. Unpacked files stand beside the upload, end in {@code .part} like every
 * unfinished file there, and never have a name from inside an archive.
 */
final class Unpacker {
    private static final int BUFFER = 64 * 1024;
    /** No text worth importing shrinks more than this; the first megabytes are free, small files of blanks do. */
    private static final long RATIO_MAX = 250;
    private static final long RATIO_FREE = 10L * 1024 * 1024;

    private final Path directory;
    private final long bytesMax;
    private long unpacked;

    Unpacker(Path upload, long bytesMax) {
        this.directory = upload.toAbsolutePath().getParent();
        this.bytesMax = bytesMax;
    }

    static boolean isZip(Path file) {
        return starts(file, 'P', 'K', 3, 4) || starts(file, 'P', 'K', 5, 6);
    }

    static boolean isGzip(Path file) {
        return starts(file, 0x1F, 0x8B);
    }

    static boolean starts(Path file, int... mark) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(mark.length);
            for (int i = 0; i < mark.length; i++) {
                if (i >= start.length || (start[i] & 0xFF) != mark[i]) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws BusinessRuleException ARCHIVE_BROKEN, ARCHIVE_TOO_LARGE; nothing stays then */
    Path gunzip(Path file) {
        try (InputStream packed = Files.newInputStream(file)) {
            return unpack(() -> new GZIPInputStream(packed, BUFFER), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws BusinessRuleException ARCHIVE_BROKEN, ARCHIVE_TOO_LARGE; nothing stays then */
    Path unzip(ZipFile zip, ZipEntry entry) {
        CRC32 sum = new CRC32();
        Path part = unpack(() -> new CheckedInputStream(zip.getInputStream(entry), sum), Math.max(entry.getCompressedSize(), 0));
        if (entry.getCrc() != -1 && entry.getCrc() != sum.getValue()) {
            delete(part);
            throw new BusinessRuleException("", ErrorCode.ARCHIVE_BROKEN);
        }
        return part;
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private Path unpack(Opening opening, long packedSize) {
        Path part = directory.resolve(UUID.randomUUID() + ".part");
        try (InputStream in = opening.open(); OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                unpacked += n;
                if (unpacked > bytesMax) {
                    throw new BusinessRuleException("", ErrorCode.ARCHIVE_TOO_LARGE, bytesMax / (1024 * 1024));
                }
                if (size > RATIO_FREE && size / RATIO_MAX > packedSize) {
                    throw new BusinessRuleException("", ErrorCode.ARCHIVE_RATIO, RATIO_MAX);
                }
                out.write(buffer, 0, n);
            }
            return part;
        } catch (ZipException | EOFException | IllegalArgumentException broken) {
            delete(part);
            throw new BusinessRuleException("", ErrorCode.ARCHIVE_BROKEN);
        } catch (IOException e) {
            delete(part);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            delete(part);
            throw e;
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
