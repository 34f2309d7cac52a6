package org.openpo.web.rest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code multipart/form-data} body (RFC 7578), read part by part while it arrives and kept nowhere: what the servers offer for this
 * writes the whole upload to a temporary file first, and one of them leaves the file behind.
 */
final class MultipartBody {
    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_BOUNDARY = 200;
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final Pattern BOUNDARY = Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER = Pattern.compile(";\\s*([A-Za-z*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]*))");

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    /** Where the next delimiter begins in the buffer, or -1 if it is not there. */
    private int delimiterAt = -1;
    /** No delimiter begins between the position and here, unless at {@link #delimiterAt}. */
    private int searchedTo;
    private boolean ended;

    /** @throws ProblemException if the content type names no boundary */
    MultipartBody(InputStream body, String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        String text = !boundary.find() ? "" : boundary.group(1) != null ? boundary.group(1) : boundary.group(2);
        if (text.isEmpty() || text.length() > LONGEST_BOUNDARY) {
            throw new ProblemException(ProblemType.MALFORMED_MULTIPART);
        }
        this.delimiter = ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter has no line before it; with one it looks like the others.
        this.in = new SequenceInputStream(new ByteArrayInputStream("\r\n".getBytes(StandardCharsets.ISO_8859_1)), body);
    }

    /**
     * One part.
     *
     * @param name     of the form's field
     * @param fileName as the client calls it, or null if the part is no file
     * @param content  ends where the part ends
     */
    record Part(String name, String fileName, InputStream content) { }

    /**
     * The next part, or null after the last. Skips what the part before has left unread.
     *
     * @throws ProblemException if the body ends in the middle or is not built as it should be
     */
    Part next() {
        if (ended) {
            return null;
        }
        skipToDelimiter();
        position += delimiter.length;
        delimiterAt = -1;
        int first = readByte();
        int second = readByte();
        if (first == '-' && second == '-') {
            ended = true;
            return null;
        }
        while (first != '\r' || second != '\n') {
            if (second != ' ' && second != '\t' && second != '\r' && second != '\n') {
                throw malformed();
            }
            first = second;
            second = readByte();
        }
        Map<String, String> disposition = disposition(readHeaders());
        return new Part(disposition.getOrDefault("name", ""), disposition.get("filename"), new Content());
    }

    private static ProblemException malformed() {
        return new ProblemException(ProblemType.MALFORMED_MULTIPART);
    }

    private void skipToDelimiter() {
        while (!atDelimiter()) {
            position = contentEnd();
            if (!atDelimiter()) {
                fill();
            }
        }
    }

    private String readHeaders() {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        int last = 0;
        while (true) {
            int next = readByte();
            headers.write(next);
            // An empty line ends them: four bytes CR LF CR LF, or two if there are none.
            last = last << 8 | next;
            if (last == 0x0D0A0D0A || headers.size() == 2 && last == 0x0D0A) {
                return headers.toString(StandardCharsets.UTF_8);
            }
            if (headers.size() > LONGEST_HEADERS) {
                throw malformed();
            }
        }
    }

    private static Map<String, String> disposition(String headers) {
        String line = headers.lines().filter(l -> l.regionMatches(true, 0, "Content-Disposition:", 0, 20)).findFirst().orElse("");
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Matcher parameter = PARAMETER.matcher(line);
        while (parameter.find()) {
            // Browsers write quotes and line ends of a name as %22 and %0D%0A, others put a backslash before quotes.
            String value = parameter.group(2) == null ? parameter.group(3)
                    : parameter.group(2).replaceAll("\\\\([\"\\\\])", "$1").replace("%22", "\"");
            parameters.putIfAbsent(parameter.group(1), value);
        }
        String extended = parameters.get("filename*");
        if (extended != null && extended.toUpperCase(Locale.ROOT).startsWith("UTF-8'") && extended.indexOf('\'', 6) >= 0) {
            parameters.put("filename", decoded(extended.substring(extended.indexOf('\'', 6) + 1)));
        }
        return parameters;
    }

    private static String decoded(String percent) {
        try {
            return URLDecoder.decode(percent.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notPercentEncoded) {
            return percent;
        }
    }

    private int readByte() {
        if (position == limit) {
            fill();
        }
        return buffer[position++] & 0xFF;
    }

    /** Moves what is left to the buffer's beginning and reads on. */
    private void fill() {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        searchedTo = Math.max(0, searchedTo - position);
        limit -= position;
        position = 0;
        int read = read();
        if (read < 0) {
            // Cut off: half a file must not pass for a whole one.
            throw malformed();
        }
        limit += read;
    }

    private int read() {
        try {
            return in.read(buffer, limit, buffer.length - limit);
        } catch (IOException brokenOff) {
            return -1;
        }
    }

    private boolean atDelimiter() {
        return contentEnd() == position && delimiterAt == position;
    }

    /** Up to where the buffer surely holds content: to the next delimiter, or to the last bytes, which may be the beginning of one. */
    private int contentEnd() {
        if (delimiterAt < position) {
            delimiterAt = -1;
            for (int i = Math.max(position, searchedTo); i <= limit - delimiter.length && delimiterAt < 0; i++) {
                if (buffer[i] == '\r' && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                    delimiterAt = i;
                }
            }
            searchedTo = delimiterAt >= 0 ? delimiterAt : Math.max(position, limit - delimiter.length + 1);
        }
        return delimiterAt >= 0 ? delimiterAt : searchedTo;
    }

    private final class Content extends InputStream {
        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            while (contentEnd() == position) {
                if (atDelimiter()) {
                    return -1;
                }
                fill();
            }
            int count = Math.min(length, contentEnd() - position);
            System.arraycopy(buffer, position, target, offset, count);
            position += count;
            return count;
        }
    }
}
