package org.openpo.ejb.inbound;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Files as the database keeps them (docs/adr/0013): deflated pieces, a few of them in a transaction, so that a large file needs little memory and no long transaction. */
public final class FilePieces {
    /** H2 takes up to 1,048,576 bytes in a column; what cannot be deflated grows a little. */
    private static final int BYTES = 512 * 1024;
    /** So many are written in one transaction: a commit waits for the disk. They are what of a file is in memory. */
    private static final int TOGETHER = 16;

    private FilePieces() { }

    /** A piece of a file, deflated; numbers begin with 0. */
    public record Piece(int number, byte[] deflated) { }

    /** Hands out all pieces of a file in their order, a few at a time; they are to be written in one transaction. */
    public static void of(Path file, Consumer<List<Piece>> writer) {
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            List<Piece> pieces = new ArrayList<>();
            for (byte[] bytes = in.readNBytes(BYTES); bytes.length > 0; bytes = in.readNBytes(BYTES)) {
                pieces.add(new Piece(number++, deflated(bytes)));
                if (pieces.size() == TOGETHER) {
                    writer.accept(List.copyOf(pieces));
                    pieces.clear();
                }
            }
            writer.accept(pieces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
        try (DeflaterOutputStream compressed = new DeflaterOutputStream(out, deflater)) {
            compressed.write(bytes);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /** @return how many bytes of the file the piece holds */
    public static long write(byte[] deflated, OutputStream out) throws IOException {
        Inflater inflater = new Inflater(true);
        try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(deflated), inflater)) {
            return inflated.transferTo(out);
        } finally {
            inflater.end();
        }
    }
}
