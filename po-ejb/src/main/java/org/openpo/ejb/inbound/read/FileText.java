package org.openpo.ejb.inbound.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/**
 * A file as text, in the encoding of its byte order mark or else in the one its bytes show (see {@link Encoding}). Nothing is
 * replaced: a byte that is not of the encoding refuses the file and names its line.
 */
final class FileText {
    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final Charset charset;
    private final int markBytes;

    private FileText(Path file, Charset charset, int markBytes) {
        this.file = file;
        this.charset = charset;
        this.markBytes = markBytes;
    }

    /** @throws BusinessRuleException FILE_ENCODING with the line of the first byte that is no text */
    static FileText open(Path file) {
        try {
            Encoding encoding = Encoding.of(file);
            FileText text = new FileText(file, encoding.charset(), encoding.markBytes());
            if (encoding.needsCheck()) {
                text.check();
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Charset charset() {
        return charset;
    }

    /** The decoder that refuses what is not of the encoding. */
    private CharsetDecoder decoder() {
        return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private void check() throws IOException {
        CharsetDecoder decoder = decoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        long line = 1;
        try (InputStream in = stream()) {
            boolean end = false;
            while (!end) {
                bytes.compact();
                int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = n < 0;
                bytes.position(bytes.position() + Math.max(n, 0)).flip();
                CoderResult result = decoder.decode(bytes, chars, end);
                line += lineBreaks(chars.flip());
                chars.clear();
                if (result.isError()) {
                    throw new BusinessRuleException("", ErrorCode.FILE_ENCODING, line);
                }
                end = end && !result.isOverflow();
            }
        }
    }

    private static long lineBreaks(CharBuffer chars) {
        return chars.chars().filter(c -> c == '\n').count();
    }

    private InputStream stream() throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(markBytes);
        return in;
    }

    /** All text, without the byte order mark. */
    Reader reader() {
        try {
            InputStreamReader decoded = new InputStreamReader(stream(), decoder());
            return new BufferedReader(decoded, BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first {@code max} characters, or all if there are fewer. */
    String beginning(int max) {
        try (Reader reader = reader()) {
            char[] chars = new char[max];
            int length = 0;
            for (int n = reader.read(chars, 0, max); n > 0 && length < max; n = reader.read(chars, length, max - length)) {
                length += n;
            }
            return new String(chars, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
