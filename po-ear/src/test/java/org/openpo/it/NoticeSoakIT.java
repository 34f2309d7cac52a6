package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openpo.run.OpenPo;

/**
 * The server is killed again and again while it sends, on PostgreSQL with a second one beside it: every notice reaches its contact, and twice
 * only where the mail server had accepted it and the kill came before that was noted.
 *
 * <p>Small enough for every build; {@code -Dnotices.count=1000 -Dnotices.kills=20} is the long run.
 */
class NoticeSoakIT {

    private static final int NOTICES = Integer.getInteger("notices.count", 40);
    private static final int KILLS = Integer.getInteger("notices.kills", 1);
    private static final boolean TWO_NODES = System.getProperty("openpo.test.db", "h2").equals("postgresql");

    private final Map<String, String> settings = new HashMap<>(TestDatabase.settings());

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void every_notice_arrives_and_twice_only_where_the_kill_came_between() throws Exception {
        try (UnreliableMailServer mails = new UnreliableMailServer()) {
            // Slow enough that a kill finds it at work.
            mails.delay = 10;
            settings.putAll(Map.of("OPENPO_SMTP_HOST", "127.0.0.1", "OPENPO_SMTP_PORT", String.valueOf(mails.port()), "OPENPO_SMTP_FROM", "openpo@example.org", "OPENPO_SMTP_TIMEOUT", "2",
                    "OPENPO_SMTP_RETRY_FIRST", "1", "OPENPO_SMTP_RETRY_LONGEST", "2", "OPENPO_OUTBOX_CLAIM", "20"));
            OpenPo server = OpenPoServer.start(OpenPoServer.installation(), "notice-soak", settings);
            Map<String, String> same = new HashMap<>(settings);
            same.put("OPENPO_HTTP_PORT", String.valueOf(URI.create(server.address()).getPort()));
            same.put("OPENPO_DATA_DIR", server.dataDirectory().toString());
            OpenPo second = TWO_NODES ? OpenPoServer.start(OpenPoServer.installation(), "notice-soak-2", settings) : null;
            try {
                int perKill = NOTICES / (KILLS + 1);
                int made = 0;
                for (int kill = 1; kill <= KILLS; kill++) {
                    cause(api(server), made, made + perKill);
                    made += perKill;
                    int seen = made - perKill / 2;
                    Notices.await(seen + " mails are there", 300, () -> mails.received("soak-").size() >= seen);
                    OpenPoServer.kill(server);
                    server = OpenPoServer.start(OpenPoServer.installation(), "notice-soak", same);
                }
                cause(api(server), made, NOTICES);
                Notices.await("all mails are there", 600, () -> mails.received("soak-").size() == NOTICES);
                Api api = api(server);
                Notices.await("all are noted as sent", 300, () -> open(api) == 0);
                long twice = mails.received("soak-").values().stream().filter(n -> n > 1).count();
                System.out.printf("%d notices, %d kills, %d nodes: %d arrived twice, with the same Message-ID%n", NOTICES, KILLS, TWO_NODES ? 2 : 1, twice);
                assertThat(mails.received("soak-").values()).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(2));
                // A node sends one mail after the other and notes each: a kill can come between for one.
                assertThat(twice).isLessThanOrEqualTo(KILLS);
            } finally {
                server.close();
                if (second != null) {
                    second.close();
                }
            }
        }
    }

    /** Purchase orders from one number to before another, each with one contact who has something to hear. */
    private static void cause(Api api, int from, int to) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = from; i < to; i++) {
                String name = "SOAK-" + i;
                work.add(() -> {
                    Notices.order(api, name, "en", name.toLowerCase(java.util.Locale.ROOT) + "@example.org");
                    Notices.bill(api, name, name, "2026-01", "300.00");
                    return null;
                });
            }
            for (Future<Void> done : clients.invokeAll(work)) {
                done.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static int open(Api api) {
        int open = 0;
        for (String state : List.of("WAITING", "SENDING", "FAILED", "KEPT", "CANCELLED")) {
            open += api.get("notifications?limit=1&state=" + state).expect(200).object().getJsonArray("items").size();
        }
        return open;
    }

    private static Api api(OpenPo server) {
        return Api.at(URI.create(server.address())).as(OpenPoServer.ADMIN, OpenPoServer.ADMIN_PASSWORD);
    }
}
