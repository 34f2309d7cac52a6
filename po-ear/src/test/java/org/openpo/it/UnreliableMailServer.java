package org.openpo.it;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** GreenMail behind a wire on which things go wrong as a test wants them to. */
final class UnreliableMailServer implements AutoCloseable {

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** So many connections are closed as soon as they are open. */
    final AtomicInteger down = new AtomicInteger();
    /** So many mails are lost: the connection ends before the server has said yes. */
    final AtomicInteger lost = new AtomicInteger();
    /** So many mails arrive, and the connection ends before the client hears it. */
    final AtomicInteger unheard = new AtomicInteger();
    /** Milliseconds before each answer. */
    volatile int delay;
    /** An address that contains this is refused. */
    volatile String refused = "nobody-is-refused";
    final AtomicInteger connections = new AtomicInteger();

    UnreliableMailServer() throws IOException {
        mail.start();
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How often each mail has arrived, by its Message-ID, of those to an address that contains the text. */
    Map<String, Integer> received(String to) {
        Map<String, Integer> times = new TreeMap<>();
        for (MimeMessage message : messages(to)) {
            try {
                times.merge(message.getMessageID(), 1, Integer::sum);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        return times;
    }

    List<MimeMessage> messages(String to) {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            try {
                if (String.join(",", message.getHeader("To")).contains(to)) {
                    found.add(message);
                }
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        return found;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                if (takes(down)) {
                    client.close();
                } else {
                    threads.submit(() -> serve(client));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static boolean takes(AtomicInteger left) {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    /** Hands each command on and each answer back, line by line. */
    private void serve(Socket client) {
        try (client; Socket server = new Socket("127.0.0.1", mail.getSmtp().getPort())) {
            BufferedReader commands = reader(client);
            BufferedReader answers = reader(server);
            answer(client, read(answers));
            String command;
            while ((command = commands.readLine()) != null) {
                if (command.toUpperCase(java.util.Locale.ROOT).startsWith("RCPT") && command.contains(refused)) {
                    answer(client, List.of("550 5.1.1 No such user here"));
                    continue;
                }
                write(server, command);
                List<String> answered = read(answers);
                answer(client, answered);
                if (command.equalsIgnoreCase("DATA") && answered.get(0).startsWith("354") && !data(commands, answers, client, server)) {
                    return;
                }
            }
        } catch (IOException gone) {
            // as wires go
        }
    }

    private boolean data(BufferedReader commands, BufferedReader answers, Socket client, Socket server) throws IOException {
        String line;
        while ((line = commands.readLine()) != null && !line.equals(".")) {
            write(server, line);
        }
        if (line == null || takes(lost)) {
            return false;
        }
        write(server, ".");
        List<String> answered = read(answers);
        if (takes(unheard)) {
            return false;
        }
        answer(client, answered);
        return true;
    }

    private static List<String> read(BufferedReader answers) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = answers.readLine();
            if (line == null) {
                throw new IOException("the server has hung up");
            }
            lines.add(line);
        } while (line.length() > 3 && line.charAt(3) == '-');
        return lines;
    }

    private void answer(Socket client, List<String> lines) throws IOException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delay));
        write(client, String.join("\r\n", lines));
    }

    private static void write(Socket to, String text) throws IOException {
        OutputStream out = to.getOutputStream();
        out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static BufferedReader reader(Socket from) throws IOException {
        return new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
        mail.stop();
    }
}
