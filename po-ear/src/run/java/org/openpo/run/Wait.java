package org.openpo.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;

/** Waiting for another process, with an end. */
final class Wait {

    private final Instant end;

    private Wait(Instant end) {
        this.end = end;
    }

    static Wait seconds(int seconds) {
        return new Wait(Instant.now().plus(Duration.ofSeconds(seconds)));
    }

    boolean isOver() {
        return Instant.now().isAfter(end);
    }

    void aMoment() throws CannotStart {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", e);
        }
    }

    static boolean listens(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
