package org.openpo.domain.inbound;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Days of issue that are asked for.
 *
 * @param from  the first one
 * @param until the day after the last one
 */
public record AwsPullWindow(LocalDate from, LocalDate until) {
    /** "TimeInterval is limited to one month" (model, ReceiverRole); the shortest month is safe whatever AWS counts as one. */
    private static final int DAYS_MOST = 28;

    /**
     * What the next pull asks for: from the start if nothing is complete yet, or not from so early a day; else from the last complete pull
     * on, with the overlap.
     *
     * @param settings      with nothing missing
     * @param completeFrom  first day of what is complete, or null
     * @param completeUntil day of the last complete pull, or null
     */
    public static AwsPullWindow next(AwsPull settings, LocalDate completeFrom, LocalDate completeUntil, LocalDate today) {
        LocalDate from = settings.startDate();
        if (completeUntil != null && !settings.startDate().isBefore(completeFrom)) {
            LocalDate again = completeUntil.minusDays(settings.overlapDays());
            from = again.isAfter(from) ? again : from;
        }
        LocalDate until = today.plusDays(1);
        return new AwsPullWindow(from.isBefore(until) ? from : today, until);
    }

    /** The same days in pieces that AWS answers, without gap and overlap. */
    public List<AwsPullWindow> pieces() {
        List<AwsPullWindow> pieces = new ArrayList<>();
        for (LocalDate start = from; start.isBefore(until);) {
            LocalDate end = start.plusDays(DAYS_MOST);
            pieces.add(new AwsPullWindow(start, end.isBefore(until) ? end : until));
            start = end;
        }
        return pieces;
    }
}
