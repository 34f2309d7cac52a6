package org.openpo.ejb.inbound;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;

import org.openpo.domain.inbound.AwsPull;
import org.openpo.domain.inbound.AwsPullWindow;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.aws.AwsInvoicing;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.startup.Settings;

/**
 * Pulls from the AWS Invoicing API, one node at a time. The pages are collected in a file as they came; when all are there, it becomes an
 * import like any other. What breaks off leaves nothing, and the next pull asks for the same days again (docs/adr/0016).
 */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AwsPullRunner {
    /** Who pulls when the timer says so. */
    public static final String ACTOR = "aws-invoicing";
    private static final Logger LOG = Logger.getLogger(AwsPullRunner.class.getName());
    private static final DateTimeFormatter NAME_TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @EJB
    private AwsPulls pulls;
    @EJB
    private ImportFileStore store;
    @EJB
    private ImportRunner imports;
    private final OneForAll callers = new OneForAll();

    @Schedule(hour = "*", minute = "*", second = "45", persistent = false)
    void everyMinute() {
        pullIfDue(AwsInvoicing.PAUSE);
    }

    /** Says that somebody has asked for one. Returns at once. */
    @Asynchronous
    public void wakeUp() {
        pullIfDue(AwsInvoicing.PAUSE);
    }

    /** @param pause between tries */
    void pullIfDue(Duration pause) {
        callers.call(() -> {
            try {
                TransactionRetry.run(() -> pulls.claim(ImportFiles.node())).ifPresent(ticket -> run(ticket, pause));
            } catch (RuntimeException | Error e) {
                // A timer that fails too often is taken away by the server, and the next call has to find the way open.
                LOG.log(Level.WARNING, "Invoices could not be pulled from AWS; it is tried again", e);
            }
        });
    }

    private void run(AwsPullTicket ticket, Duration pause) {
        Pull pull = new Pull(ticket);
        try {
            pull.run(pause);
        } catch (TakenOver over) {
            LOG.log(Level.INFO, "Another attempt to pull invoices from AWS has begun, or the settings have changed: this one is thrown away");
        } catch (BusinessRuleException refused) {
            fail(pull, refused.violations().get(0));
        } catch (RuntimeException | Error unexpected) {
            LOG.log(Level.SEVERE, "Pulling invoices from AWS failed", unexpected);
            fail(pull, Violation.of("", ErrorCode.AWS_PULL_FAILED));
        }
    }

    private void fail(Pull pull, Violation why) {
        LOG.log(Level.INFO, "Invoices were not pulled from AWS: {0} {1}", new Object[] {why.code(), why.arguments()});
        TransactionRetry.run(() -> {
            pulls.failed(pull.ticket, pull.summaries, why);
            return null;
        });
    }

    /** The attempt may not go on. */
    private static final class TakenOver extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** One attempt. */
    private final class Pull {
        private final AwsPullTicket ticket;
        private final MessageDigest digest = ImportFiles.sha256();
        private int summaries;
        private long bytes;

        Pull(AwsPullTicket ticket) {
            this.ticket = ticket;
        }

        void run(Duration pause) {
            Path pages = null;
            try (AwsInvoicing aws = new AwsInvoicing(ticket.settings(), Settings.awsInvoicingEndpoint(), pause)) {
                aws.requireCredentials();
                pages = ImportFiles.copy(out -> write(aws, out));
                String content = HexFormat.of().formatHex(digest.digest());
                if (summaries == 0 || content.equals(ticket.summariesSha256())) {
                    TransactionRetry.run(() -> {
                        pulls.nothingNew(ticket, summaries, content);
                        return null;
                    });
                } else {
                    takeIn(pages, content);
                }
                LOG.log(Level.INFO, "Pulled {0} summaries of invoices from AWS, issued from {1}", new Object[] {summaries, ticket.window().from()});
            } finally {
                ImportFiles.delete(pages);
            }
        }

        /** An array of answers: first one of our own that says what was asked, then those of AWS. */
        private void write(AwsInvoicing aws, OutputStream out) throws IOException {
            AwsPull settings = ticket.settings();
            JsonObjectBuilder asked = JSON.createObjectBuilder().add("At", ticket.startedAt().toString()).add("Region", settings.region()).add("AccountId", settings.accountId())
                    .add("From", ticket.window().from().toString()).add("To", ticket.window().until().minusDays(1).toString());
            if (settings.receiverRole() != null) {
                asked.add("ReceiverRole", settings.receiverRole().name());
            }
            String head = JSON.createObjectBuilder().add("Request", asked).add("InvoiceSummaries", JSON.createArrayBuilder()).build().toString();
            out.write(("[" + head).getBytes(StandardCharsets.UTF_8));
            for (AwsPullWindow piece : ticket.window().pieces()) {
                aws.list(piece, (page, listed) -> add(page, listed, out));
            }
            out.write("\n]\n".getBytes(StandardCharsets.UTF_8));
        }

        private void add(byte[] page, JsonArray listed, OutputStream out) throws IOException {
            if (!TransactionRetry.run(() -> pulls.alive(ticket))) {
                throw new TakenOver();
            }
            summaries += listed.size();
            bytes += page.length;
            if (bytes > ImportFiles.maxBytes()) {
                throw new BusinessRuleException("", ErrorCode.AWS_TOO_MUCH, Settings.uploadMaxMegabytes());
            }
            // Tokens of pages differ each time; what is listed says whether there is anything new.
            listed.forEach(summary -> digest.update(summary.toString().getBytes(StandardCharsets.UTF_8)));
            out.write(",\n".getBytes(StandardCharsets.UTF_8));
            out.write(page);
        }

        private void takeIn(Path pages, String content) {
            ImportFiles.Received file;
            try (InputStream in = Files.newInputStream(pages)) {
                // What stands around the pages is not counted.
                file = ImportFiles.receive(in, Long.MAX_VALUE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            try {
                long kept = store.keep(file);
                String name = "aws-invoicing-" + ticket.settings().accountId() + "-" + NAME_TIME.format(ticket.startedAt()) + ".json";
                if (!TransactionRetry.run(() -> pulls.takenIn(ticket, summaries, content, name, file.path(), kept))) {
                    throw new TakenOver();
                }
            } catch (RuntimeException e) {
                ImportFiles.delete(file.path());
                throw e;
            }
            imports.wakeUp();
        }
    }
}
