package org.openpo.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One request written by hand, for addresses that no decent client would send. */
final class RawRequest {
    private static final int PATIENCE_MILLIS = 30_000;

    private RawRequest() { }

    /** What came back; {@code status} is 400 if the server only closed the connection. */
    record Answer(int status, String body) { }

    /**
     * @param path   below {@code /po/}, sent as it is
     * @param header one whole header line
     */
    static Answer send(String method, String path, String header) {
        URI base = OpenPoServer.baseUrl();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write((method + " " + base.getPath() + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n" + header
                    + "\r\nContent-Type: application/json\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (all.isEmpty()) {
                return new Answer(400, "");
            }
            int end = all.indexOf("\r\n\r\n");
            return new Answer(Integer.parseInt(all.substring(9, 12)), end < 0 ? "" : all.substring(end + 4));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
    }
}
