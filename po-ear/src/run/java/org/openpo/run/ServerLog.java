package org.openpo.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Follows the server's log from the moment of the start. */
final class ServerLog {

    /** OpenPO begins the message of an exception with this when people have to do something before it can start. */
    private static final String SENTENCE = "OPENPO-START:";
    /** OpenPO begins a line with this when it goes without something that a setting should have given it. */
    private static final String REMARK = "OPENPO-SETTING:";

    private final Path file;
    private long position;
    private String rest = "";

    ServerLog(Path file) throws IOException {
        this.file = file;
        this.position = Files.exists(file) ? Files.size(file) : 0;
    }

    /** The whole lines written since the last call. */
    List<String> newLines() throws IOException {
        String text = rest + newText();
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        rest = lines.remove(lines.size() - 1);
        return lines;
    }

    /** The sentence for people in this line, or null. */
    static String sentenceIn(String line) {
        return behind(SENTENCE, line);
    }

    /** What people should know although OpenPO starts, or null. */
    static String remarkIn(String line) {
        return behind(REMARK, line);
    }

    private static String behind(String mark, String line) {
        int start = line.indexOf(mark);
        return start < 0 ? null : line.substring(start + mark.length()).replaceAll("[\"'}\\])]+\\s*$", "").strip();
    }

    private String newText() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            if (log.length() < position) {
                // The server has begun a new file.
                position = 0;
            }
            log.seek(position);
            byte[] bytes = new byte[(int) Math.min(log.length() - position, 4_000_000)];
            log.readFully(bytes);
            position += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
