package org.openpo.ejb.inbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.startup.Settings;

/**
 * The watched folder {@code OPENPO_INBOX_DIR}: files that are put there are imported and then moved to {@code done} or {@code failed}. A
 * file is taken when its size and time have not changed between two looks; names that begin with a dot or end with {@code .part} or
 * {@code .tmp} are left alone, so that a sender may also rename what is whole.
 *
 * <p>Several nodes may watch one folder: who can rename a file into {@code processing} has it.
 */
@Singleton
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImportInbox {
    private static final Logger LOG = Logger.getLogger(ImportInbox.class.getName());
    private static final String ACTOR = "inbox";
    private static final String PROCESSING = "processing";
    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final int NAME_BYTES = 150;
    /** Claimed at this second, and not yet a job. */
    private static final Pattern CLAIM = Pattern.compile("claim-(\\d{1,12})-[0-9a-f-]{36}~(.+)");
    private static final Pattern JOB = Pattern.compile("(\\d{1,18})~(.+)");
    /** A node that has claimed a file makes a job of it in less; it must have stopped. */
    private static final Duration CLAIM_MAX = Duration.ofMinutes(10);

    @EJB
    private ImportUploads uploads;
    @EJB
    private ImportJobs jobs;
    @Inject
    private Clock clock;
    private final Map<String, Seen> seen = new HashMap<>();
    /** Files that could not be taken at this look, and those of which the log says so already. */
    private final Set<String> stuckNow = new HashSet<>();
    private final Set<String> stuck = new HashSet<>();
    private boolean complained;

    /** How a file looked the last time. */
    private record Seen(long size, FileTime modified) { }

    /** What is said of a file when it leaves the folder. */
    public interface Reports {
        /** Why a file did not become a job. */
        String refused(Violation violation);

        /** What became of a job; empty if there is nothing to say. */
        Optional<String> ended(ImportJobView job);
    }

    /** Looks once; does nothing if no folder is set. */
    public void look(Reports reports) {
        Optional<Path> folder = Optional.empty();
        try {
            folder = Settings.inboxDirectory();
            if (folder.isEmpty()) {
                return;
            }
            for (String name : List.of(PROCESSING, DONE, FAILED)) {
                Files.createDirectories(folder.get().resolve(name));
            }
            stuckNow.clear();
            takeOverClaims(folder.get(), reports);
            takeIn(folder.get(), reports);
            settle(folder.get(), reports);
            stuck.retainAll(stuckNow);
            complained = false;
        } catch (IOException | RuntimeException e) {
            // Every look would say the same again.
            LOG.log(complained ? Level.FINE : Level.WARNING, "The folder OPENPO_INBOX_DIR " + folder.map(Path::toString).orElse("") + " cannot be worked off; it is tried again", e);
            complained = true;
        }
    }

    private void takeIn(Path folder, Reports reports) throws IOException {
        Map<String, Seen> now = new HashMap<>();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            String lower = name.toLowerCase(Locale.ROOT);
            if (name.startsWith(".") || lower.endsWith(".part") || lower.endsWith(".tmp")) {
                continue;
            }
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                Seen current = new Seen(attributes.size(), attributes.lastModifiedTime());
                now.put(name, current);
                if (current.equals(seen.get(name))) {
                    Optional<Path> claimed = claim(folder, file, name);
                    now.remove(name);
                    claimed.ifPresent(ours -> submit(folder, ours, name, reports));
                }
            } catch (NoSuchFileException gone) {
                LOG.log(Level.FINE, "Somebody else has taken {0}", name);
            } catch (IOException notThisOne) {
                isStuck(name, notThisOne);
            }
        }
        seen.clear();
        seen.putAll(now);
    }

    /** One file must not keep the others waiting; the log says it once for as long as it lasts. */
    private void isStuck(String name, IOException why) {
        stuckNow.add(name);
        LOG.log(stuck.add(name) ? Level.WARNING : Level.FINE, "The file " + name + " of OPENPO_INBOX_DIR cannot be taken; it is tried again", why);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
        }
    }

    private Optional<Path> claim(Path folder, Path file, String name) throws IOException {
        Path claimed = folder.resolve(PROCESSING).resolve("claim-" + clock.instant().getEpochSecond() + "-" + UUID.randomUUID() + "~" + cut(name));
        try {
            return Optional.of(Files.move(file, claimed, StandardCopyOption.ATOMIC_MOVE));
        } catch (NoSuchFileException anotherNodeWasFirst) {
            return Optional.empty();
        }
    }

    /** File systems take 255 bytes: what is put before a name and after it has to fit as well. The end, which says what it is, stays. */
    static String cut(String name) {
        int from = 0;
        while (name.substring(from).getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
            from = name.offsetByCodePoints(from, 1);
        }
        return name.substring(from);
    }

    /** A file of a node that stopped between claim and job. If the job was made, the file comes a second time, which changes nothing. */
    private void takeOverClaims(Path folder, Reports reports) throws IOException {
        Instant old = clock.instant().minus(CLAIM_MAX);
        for (Path file : files(folder.resolve(PROCESSING))) {
            Matcher claim = CLAIM.matcher(file.getFileName().toString());
            if (claim.matches() && Instant.ofEpochSecond(Long.parseLong(claim.group(1))).isBefore(old)) {
                try {
                    claim(folder, file, claim.group(2)).ifPresent(claimed -> submit(folder, claimed, claim.group(2), reports));
                } catch (IOException notThisOne) {
                    isStuck(claim.group(2), notThisOne);
                }
            }
        }
    }

    private void submit(Path folder, Path claimed, String name, Reports reports) {
        try {
            long job;
            try (InputStream content = Files.newInputStream(claimed)) {
                job = uploads.submit(name, content, false, ACTOR);
            }
            Files.move(claimed, folder.resolve(PROCESSING).resolve(job + "~" + cut(name)), StandardCopyOption.ATOMIC_MOVE);
        } catch (BusinessRuleException refused) {
            if (refused.violations().get(0).code() == ErrorCode.BUSY) {
                LOG.log(Level.INFO, "The file {0} of OPENPO_INBOX_DIR is tried again in some minutes: too much is going on", name);
                return;
            }
            leave(folder.resolve(FAILED), claimed, cut(name), "", Optional.of(reports.refused(refused.violations().get(0))));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The file " + name + " of OPENPO_INBOX_DIR could not be handed in; it is tried again in some minutes", e);
        }
    }

    private void settle(Path folder, Reports reports) throws IOException {
        for (Path file : files(folder.resolve(PROCESSING))) {
            Matcher name = JOB.matcher(file.getFileName().toString());
            if (name.matches()) {
                jobs.view(Long.parseLong(name.group(1))).filter(job -> !job.isUnderWay()).ifPresent(job -> leave(
                        folder.resolve(job.state() == ImportState.SUCCEEDED ? DONE : FAILED), file, name.group(2), name.group(1), reports.ended(job)));
            }
        }
    }

    /** Moves a file out, beside those of the same name that came before, with what there is to say of it. */
    private static void leave(Path directory, Path file, String name, String job, Optional<String> report) {
        try {
            Path target = directory.resolve(name);
            if (Files.exists(target)) {
                int dot = name.lastIndexOf('.');
                String mark = "-" + (job.isEmpty() ? UUID.randomUUID().toString() : job);
                target = directory.resolve(dot > 0 ? name.substring(0, dot) + mark + name.substring(dot) : name + mark);
            }
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            if (report.isPresent()) {
                Files.writeString(directory.resolve(target.getFileName() + ".txt"), report.get(), StandardCharsets.UTF_8);
            }
        } catch (NoSuchFileException anotherNodeWasFirst) {
            LOG.log(Level.FINE, "Somebody else has moved {0}", name);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The file " + name + " of OPENPO_INBOX_DIR could not be moved; it is tried again", e);
        }
    }
}
