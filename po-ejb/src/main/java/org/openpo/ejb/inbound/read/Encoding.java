package org.openpo.ejb.inbound.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/**
 * In which encoding a file is written: its byte order mark says so; without one UTF-16 shows by its zeros, UTF-8 by its pattern, and
 * what is neither is the code page of Western or of Vietnamese Windows.
 *
 * @param markBytes  length of the byte order mark
 * @param needsCheck whether there may still be bytes that the encoding does not have
 */
record Encoding(Charset charset, int markBytes, boolean needsCheck) {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Charset VIETNAMESE = Charset.forName("windows-1258");
    private static final int BUFFER = 64 * 1024;
    private static final int BEGINNING = 4096;
    private static final int EVIDENCE_BYTES = 256 * 1024;

    /** @throws BusinessRuleException FILE_ENCODING with the first line that is no UTF-8, if the rest of the file is */
    static Encoding of(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(BEGINNING);
        }
        if (starts(start, 0xEF, 0xBB, 0xBF)) {
            return new Encoding(StandardCharsets.UTF_8, 3, true);
        }
        if (starts(start, 0xFE, 0xFF)) {
            return new Encoding(StandardCharsets.UTF_16BE, 2, true);
        }
        if (starts(start, 0xFF, 0xFE)) {
            return new Encoding(StandardCharsets.UTF_16LE, 2, true);
        }
        int zerosFirst = zeros(start, 0);
        int zerosSecond = zeros(start, 1);
        // Digits, commas and Latin letters have a zero on the one side and none on the other.
        if (zerosSecond > start.length / 4 && zerosFirst == 0) {
            return new Encoding(StandardCharsets.UTF_16LE, 0, true);
        }
        if (zerosFirst > start.length / 4 && zerosSecond == 0) {
            return new Encoding(StandardCharsets.UTF_16BE, 0, true);
        }
        Utf8Scan scan = Utf8Scan.of(file);
        if (scan.broken == 0) {
            return new Encoding(StandardCharsets.UTF_8, 0, false);
        }
        // A text of a code page hardly ever holds a letter that is right in UTF-8; UTF-8 that got damaged holds many.
        if (scan.letters > scan.broken / 10 || scan.cutOff && scan.broken == 1) {
            throw new BusinessRuleException("", ErrorCode.FILE_ENCODING, scan.firstBrokenLine);
        }
        return new Encoding(isVietnamese(file) ? VIETNAMESE : WESTERN, 0, true);
    }

    private static boolean starts(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] bytes, int from) {
        int zeros = 0;
        for (int i = from; i < bytes.length; i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /**
     * Windows-1258 writes tone marks as bytes of their own after the vowel. Read as Western text these are capitals amid small letters
     * (Ì Ò Þ), or ì and ò right after a vowel in a text that also has đ or ư where the West has ð or ý.
     */
    private static boolean isVietnamese(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(EVIDENCE_BYTES);
        }
        boolean tone = false;
        boolean letter = false;
        for (int i = 1; i < bytes.length; i++) {
            int before = bytes[i - 1] & 0xFF;
            boolean afterSmall = before >= 'a' && before <= 'z' || before >= 0xE0;
            switch (bytes[i] & 0xFF) {
                case 0xCC, 0xD2, 0xDE -> {
                    if (afterSmall) {
                        return true;
                    }
                }
                case 0xEC, 0xF2 -> tone |= "aeiouyAEIOUY".indexOf(before) >= 0 || before >= 0xC0;
                case 0xF0, 0xFD, 0xD0, 0xDD -> letter = true;
                default -> { }
            }
        }
        return tone && letter;
    }

    /** How well a file's bytes fit UTF-8. */
    private static final class Utf8Scan {
        /** Well-formed characters of more than one byte. */
        private long letters;
        /** Bytes that fit nowhere. */
        private long broken;
        private long firstBrokenLine;
        /** The file ends in the middle of a character. */
        private boolean cutOff;
        private long line = 1;
        /** Bytes of the current character that are still to come, and the range of the next one. */
        private int pending;
        private int low;
        private int high;

        static Utf8Scan of(Path file) throws IOException {
            Utf8Scan scan = new Utf8Scan();
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = Files.newInputStream(file)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    scan.add(buffer, n);
                }
            }
            if (scan.pending > 0) {
                scan.markBroken();
                scan.cutOff = true;
            }
            return scan;
        }

        private void add(byte[] buffer, int n) {
            for (int i = 0; i < n; i++) {
                byte b = buffer[i];
                if (b < 0 || pending > 0) {
                    addRare(b & 0xFF);
                }
                if (b == '\n') {
                    line++;
                }
            }
        }

        private void addRare(int b) {
            if (pending > 0) {
                if (b >= low && b <= high) {
                    low = 0x80;
                    high = 0xBF;
                    letters += --pending == 0 ? 1 : 0;
                    return;
                }
                pending = 0;
                markBroken();
            }
            if (b < 0x80) {
                return;
            }
            low = 0x80;
            high = 0xBF;
            if (b >= 0xC2 && b <= 0xDF) {
                pending = 1;
            } else if (b >= 0xE0 && b <= 0xEF) {
                pending = 2;
                low = b == 0xE0 ? 0xA0 : 0x80;
                high = b == 0xED ? 0x9F : 0xBF;
            } else if (b >= 0xF0 && b <= 0xF4) {
                pending = 3;
                low = b == 0xF0 ? 0x90 : 0x80;
                high = b == 0xF4 ? 0x8F : 0xBF;
            } else {
                markBroken();
            }
        }

        private void markBroken() {
            if (broken++ == 0) {
                firstBrokenLine = line;
            }
        }
    }
}
