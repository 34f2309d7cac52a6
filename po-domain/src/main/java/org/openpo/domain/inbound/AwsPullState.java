package org.openpo.domain.inbound;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.openpo.domain.rule.ErrorCode;

/**
 * How far pulls from the AWS Invoicing API are: one row. Who pulls holds it by the number of the attempt, for a while that each page
 * prolongs; whatever one writes that has lost it is refused.
 */
@Entity
@Table(name = "aws_pull_state")
public class AwsPullState {
    public static final int ID = 1;
    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final int DOUBLINGS_MOST = 12;
    /** How far refused imports put the next pull off. */
    private static final Duration PUT_OFF_MOST = Duration.ofDays(1);
    private static final int DETAIL_MAX = 1000;

    @Id
    private Integer id;
    private int attempt;
    @Column(name = "claimed_by")
    private String claimedBy;
    @Column(name = "claimed_until")
    private Instant claimedUntil;
    @Column(name = "requested_by")
    private String requestedBy;
    @Column(name = "next_at")
    private Instant nextAt;
    @Column(name = "complete_from")
    private LocalDate completeFrom;
    @Column(name = "complete_until")
    private LocalDate completeUntil;
    @Column(name = "summaries_sha256")
    private String summariesSha256;
    private int failures;
    @Column(name = "last_started_at")
    private Instant lastStartedAt;
    @Column(name = "last_finished_at")
    private Instant lastFinishedAt;
    @Column(name = "last_by")
    private String lastBy;
    @Column(name = "last_from")
    private LocalDate lastFrom;
    @Column(name = "last_until")
    private LocalDate lastUntil;
    @Column(name = "last_summaries")
    private int lastSummaries;
    @Column(name = "last_import_id")
    private Long lastImportId;
    @Column(name = "last_failure")
    private String lastFailure;
    @Column(name = "last_detail")
    private String lastDetail;
    @Column(name = "import_id")
    private Long importId;
    @Column(name = "import_from")
    private LocalDate importFrom;

    protected AwsPullState() { }

    /** Whether somebody is to pull now: it is due or asked for, or an attempt ended without a word; and nobody is at it. */
    public boolean isDue(Instant now) {
        return !isUnderWay(now) && (requestedBy != null || claimedBy != null || nextAt != null && !nextAt.isAfter(now));
    }

    /** Whether somebody is at it. */
    public boolean isUnderWay(Instant now) {
        return claimedUntil != null && claimedUntil.isAfter(now);
    }

    /** Whether an attempt still has the right to write. */
    public boolean isHeldBy(int number) {
        return attempt == number && claimedBy != null;
    }

    /** Takes it for a node. What is asked for or planned from now on is another pull, and stays when this one has ended. */
    public void claim(String node, Instant until) {
        requestedBy = null;
        nextAt = null;
        attempt++;
        claimedBy = node;
        claimedUntil = until;
    }

    /** A sign of life of who pulls. */
    public void prolong(Instant until) {
        claimedUntil = until;
    }

    /** Somebody wants a pull now, whatever the timer says. */
    public void request(String actor) {
        requestedBy = actor;
    }

    /** Nothing is to be pulled: what is asked for, planned, or was left by who stopped without a word is dropped. */
    public void drop() {
        attempt++;
        release();
        requestedBy = null;
        nextAt = null;
    }

    /** When it is pulled next, unless somebody asks for it; null: never. */
    public void plan(Instant at) {
        nextAt = at;
    }

    /** Other invoices are asked for from now on: what is complete says nothing about those, and who is at it stops. */
    public void forget() {
        attempt++;
        release();
        completeFrom = null;
        completeUntil = null;
        summariesSha256 = null;
        importId = null;
        importFrom = null;
        failures = 0;
    }

    private void release() {
        claimedBy = null;
        claimedUntil = null;
    }

    /**
     * What somebody who pulled says in the end.
     *
     * @param by        who asked for it
     * @param summaries how many AWS has listed
     */
    public record Result(Instant startedAt, String by, AwsPullWindow window, int summaries) { }

    /**
     * Everything in the window has come.
     *
     * @param refused  whether the import of the pull before has failed: the next one is then put off, twice as long each time
     * @param interval until the next one; null: there is none
     */
    public void complete(Result result, LocalDate today, String sha256, boolean refused, Instant now, Duration interval) {
        // A window that begins in what is complete, or at its end, makes that longer; another one is all that is complete.
        boolean goesOn = completeFrom != null && !result.window().from().isBefore(completeFrom) && !result.window().from().isAfter(completeUntil);
        completeFrom = goesOn ? completeFrom : result.window().from();
        completeUntil = today;
        summariesSha256 = sha256;
        failures = refused ? failures + 1 : 0;
        ended(result, now, interval == null ? null : now.plus(putOff(interval)));
    }

    private Duration putOff(Duration interval) {
        Duration longer = interval.multipliedBy(1L << Math.min(failures, DOUBLINGS_MOST));
        return longer.compareTo(PUT_OFF_MOST) <= 0 ? longer : interval.compareTo(PUT_OFF_MOST) > 0 ? interval : PUT_OFF_MOST;
    }

    /** An import was made of it. */
    public void importedBy(long job, LocalDate from) {
        lastImportId = job;
        importId = job;
        importFrom = from;
    }

    /**
     * It broke off, and nothing of it is kept.
     *
     * @param detail what the sentence of the failure says besides; or null
     * @param passes whether it may pass by itself soon, so that it is tried again earlier than planned, and also if nothing is planned
     * @param active whether the timer pulls by itself
     */
    public void failed(Result result, ErrorCode failure, String detail, boolean passes, Instant now, Duration interval, boolean active) {
        Duration soon = FIRST_RETRY.multipliedBy(1L << Math.min(failures, DOUBLINGS_MOST));
        Instant next = !active && !passes ? null : now.plus(passes && soon.compareTo(interval) < 0 ? soon : interval);
        failures++;
        ended(result, now, next);
        lastFailure = failure.name();
        lastDetail = detail == null || detail.length() <= DETAIL_MAX ? detail : detail.substring(0, DETAIL_MAX - 1) + "…";
    }

    private void ended(Result result, Instant now, Instant next) {
        release();
        // What was planned while it was under way holds if it is earlier.
        nextAt = nextAt == null || next != null && next.isBefore(nextAt) ? next : nextAt;
        lastStartedAt = result.startedAt();
        lastFinishedAt = now;
        lastBy = result.by();
        lastFrom = result.window().from();
        lastUntil = result.window().until();
        lastSummaries = result.summaries();
        lastImportId = null;
        lastFailure = null;
        lastDetail = null;
    }

    public int attempt() { return attempt; }
    public String requestedBy() { return requestedBy; }
    public Instant nextAt() { return nextAt; }
    public LocalDate completeFrom() { return completeFrom; }
    public LocalDate completeUntil() { return completeUntil; }
    /** Of the summaries that the last complete pull brought. */
    public String summariesSha256() { return summariesSha256; }
    public Long importId() { return importId; }
    public LocalDate importFrom() { return importFrom; }
    public Instant lastStartedAt() { return lastStartedAt; }
    public Instant lastFinishedAt() { return lastFinishedAt; }
    public String lastBy() { return lastBy; }
    public LocalDate lastFrom() { return lastFrom; }
    public LocalDate lastUntil() { return lastUntil; }
    public int lastSummaries() { return lastSummaries; }
    public Long lastImportId() { return lastImportId; }
    /** Why the last one broke off, or null. */
    public ErrorCode lastFailure() { return lastFailure == null ? null : ErrorCode.valueOf(lastFailure); }
    /** What the sentence of {@link #lastFailure} takes. */
    public List<Object> lastFailureArguments() { return lastDetail == null ? List.of() : List.of(lastDetail); }
}
