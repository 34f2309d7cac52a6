package org.openpo.ejb.notice;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.openpo.domain.notice.Channel;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.startup.Settings;
import org.openpo.ejb.time.Now;

/**
 * Works the outbox off, on every node: addresses notices and sends what is due. A try that fails is repeated after a growing while; one whose
 * recipient the server refuses, or that has failed too often, is given up and waits for a person. A server that is not there is waited for.
 */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OutboxRunner {
    private static final Logger LOG = Logger.getLogger(OutboxRunner.class.getName());
    private static final int ADDRESSED_AT_ONCE = 100;
    /** Few, so that a batch is over long before its claim is, even if the mail server is slow. */
    private static final int SENT_AT_ONCE = 10;
    private static final int DOUBLINGS_MOST = 20;

    private final String node = nodeName();
    private final AtomicBoolean mailing = new AtomicBoolean();
    private final AtomicBoolean posting = new AtomicBoolean();

    @EJB
    private Outbox outbox;
    @EJB
    private NoticeLinks links;
    @Inject
    private Clock clock;

    /** What this node calls itself in the log of deliveries. */
    public String node() {
        return node;
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void mail() {
        alone(mailing, () -> {
            try {
                addressAll();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "Notices could not be addressed; it is tried again in some seconds", e);
            }
            while (sendMails()) {
                // until none is due, or the server fails
            }
        });
    }

    @Schedule(hour = "*", minute = "*", second = "2/5", persistent = false)
    void post() {
        alone(posting, () -> {
            while (postToWebhooks()) {
                // until none is due
            }
        });
    }

    private void addressAll() {
        try {
            while (TransactionRetry.run(() -> outbox.address(ADDRESSED_AT_ONCE)) > 0) {
                // until all are addressed
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Notices could not be addressed together; each is addressed by itself", e);
            addressEach();
        }
    }

    /** So that one which cannot be addressed does not keep the others from their recipients. */
    private void addressEach() {
        long after = 0;
        for (List<Long> ids = unaddressed(after); !ids.isEmpty(); ids = unaddressed(after)) {
            for (long id : ids) {
                after = id;
                try {
                    TransactionRetry.run(() -> outbox.addressOne(id));
                } catch (RuntimeException e) {
                    LOG.log(Level.SEVERE, "Notice " + id + " cannot be addressed", e);
                }
            }
        }
    }

    private List<Long> unaddressed(long after) {
        return TransactionRetry.run(() -> outbox.unaddressed(after, ADDRESSED_AT_ONCE));
    }

    /** Timers may overlap; one of each is enough. */
    private static void alone(AtomicBoolean running, Runnable work) {
        if (running.compareAndSet(false, true)) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The outbox could not be worked off; it is tried again in some seconds", e);
            } finally {
                running.set(false);
            }
        }
    }

    private boolean sendMails() {
        // Before anything is claimed: settings that cannot be read hold nothing up but the sending.
        MailServer server = MailServer.configured().orElse(null);
        List<Outbox.Claimed> claimed = TransactionRetry.run(() -> outbox.claim(node, Channel.MAIL, SENT_AT_ONCE));
        if (claimed.isEmpty()) {
            return false;
        }
        if (server == null) {
            TransactionRetry.run(() -> {
                outbox.keep(claimed, node);
                return null;
            });
            return true;
        }
        int tried = 0;
        try (MailSender sender = new MailSender(server, NoticeTexts.with(links.base()))) {
            while (tried < claimed.size()) {
                Outbox.Claimed each = claimed.get(tried++);
                if (holds(each)) {
                    SendOutcome outcome = sender.send(each, Now.instant(clock));
                    note(each, outcome);
                    if (outcome.kind() == SendOutcome.Kind.UNREACHABLE) {
                        return false;
                    }
                }
            }
        } finally {
            putBack(claimed.subList(tried, claimed.size()));
        }
        return true;
    }

    private boolean holds(Outbox.Claimed claimed) {
        return TransactionRetry.run(() -> outbox.holds(claimed.deliveryId(), node, oneMail()));
    }

    private void putBack(List<Outbox.Claimed> untried) {
        if (!untried.isEmpty()) {
            TransactionRetry.run(() -> {
                outbox.putBack(untried, node, retry().first());
                return null;
            });
        }
    }

    private boolean postToWebhooks() {
        List<Outbox.Claimed> claimed = TransactionRetry.run(() -> outbox.claim(node, Channel.WEBHOOK, SENT_AT_ONCE));
        if (claimed.isEmpty()) {
            return false;
        }
        int tried = 0;
        try {
            WebhookSender sender = new WebhookSender(NoticeTexts.with(links.base()));
            while (tried < claimed.size()) {
                Outbox.Claimed each = claimed.get(tried++);
                if (holds(each)) {
                    note(each, sender.send(each, Now.instant(clock)));
                }
            }
        } finally {
            putBack(claimed.subList(tried, claimed.size()));
        }
        return true;
    }

    /** Notes the outcome at once, each in a transaction of its own: what a crash can make us repeat is one mail. */
    private void note(Outbox.Claimed claimed, SendOutcome outcome) {
        Retry retry = retry();
        int tries = claimed.attempts() + 1;
        TransactionRetry.run(() -> {
            switch (outcome.kind()) {
                case ACCEPTED -> outbox.sent(claimed.deliveryId(), node, outcome.answer());
                case REFUSED -> outbox.refused(claimed, node, outcome.answer());
                case UNREACHABLE -> outbox.notReached(claimed.deliveryId(), node, outcome.answer(), retry.first(), retry.longest());
                case FAILED -> {
                    if (tries >= retry.most()) {
                        outbox.giveUp(claimed.deliveryId(), node, outcome.answer());
                    } else {
                        outbox.postpone(claimed.deliveryId(), node, outcome.answer(), retry.after(tries));
                    }
                }
            }
            return null;
        });
        if (outcome.kind() != SendOutcome.Kind.ACCEPTED) {
            LOG.log(Level.WARNING, "Notification {0} was not sent (try {1}): {2}", new Object[] {claimed.deliveryId(), tries, outcome.answer()});
        }
    }

    /** Time that must be left of a claim for one more mail. */
    private static Duration oneMail() {
        return Outbox.claimTime().dividedBy(2);
    }

    /** @param most tries, then it is given up */
    private record Retry(Duration first, Duration longest, int most) {
        /** Doubled each time, with up to a fifth more, so that many do not come back in the same second. */
        Duration after(int tries) {
            long seconds = Math.min(longest.toSeconds(), first.toSeconds() << Math.min(tries - 1, DOUBLINGS_MOST));
            return Duration.ofMillis((long) (seconds * 1000 * (1 + ThreadLocalRandom.current().nextDouble() / 5)));
        }
    }

    private static Retry retry() {
        return new Retry(Duration.ofSeconds(Settings.number("OPENPO_SMTP_RETRY_FIRST", 30, 1, 3600)), Duration.ofSeconds(Settings.number("OPENPO_SMTP_RETRY_LONGEST", 3600, 1, 86400)),
                Settings.number("OPENPO_SMTP_RETRIES", 100, 1, 10000));
    }

    /** Another one each time a server starts: what its last life had claimed is not its own. */
    private static String nodeName() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            host = "node";
        }
        return (host.length() > 50 ? host.substring(0, 50) : host) + "/" + ProcessHandle.current().pid() + "/" + UUID.randomUUID().toString().substring(0, 8);
    }
}
