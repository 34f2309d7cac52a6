package org.openpo.domain.inbound;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/**
 * How invoices are pulled from the AWS Invoicing API.
 *
 * @param active          whether it is done by itself, every {@code intervalMinutes}
 * @param region          of AWS, for example {@code us-east-1}
 * @param accountId       12 digits; null as long as nobody has said
 * @param receiverRole    null: AWS does not filter by it
 * @param startDate       first day of issue that is asked for; null as long as nobody has said
 * @param intervalMinutes from the end of a pull to the next one
 * @param overlapDays     days before the last complete pull that are asked for again: AWS lists some invoices after their day of issue, and
 *                        the tax authority's status changes later
 */
public record AwsPull(boolean active, String region, String accountId, AwsReceiverRole receiverRole, LocalDate startDate, int intervalMinutes, int overlapDays) {
    public static final AwsPull DEFAULT = new AwsPull(false, "us-east-1", null, null, null, 360, 7);
    public static final int INTERVAL_LEAST = 15;
    public static final int INTERVAL_MOST = 7 * 24 * 60;
    public static final int OVERLAP_LEAST = 1;
    public static final int OVERLAP_MOST = 90;
    /** The first year of the API's model. */
    static final LocalDate EARLIEST = LocalDate.of(2005, 1, 1);
    /** "Data is available starting 2025-06-01. Queries for periods before … return a validation error" (model, ReceiverRole). */
    static final LocalDate EARLIEST_BY_ROLE = LocalDate.of(2025, 6, 1);
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final int SHOWN = 40;

    public AwsPull {
        region = stripped(region);
        accountId = stripped(accountId);
    }

    private static String stripped(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Whether it asks for the same invoices as another one, so that what that one has seen need not be asked for again. */
    public boolean asksLike(AwsPull other) {
        return region.equals(other.region) && java.util.Objects.equals(accountId, other.accountId) && receiverRole == other.receiverRole;
    }

    /**
     * What is wrong with it.
     *
     * @param complete whether it is to be pulled by it, so that nothing may be missing
     */
    public List<Violation> check(boolean complete, LocalDate today) {
        Checks checks = new Checks();
        if (accountId != null && !ACCOUNT.matcher(accountId).matches()) {
            checks.add("accountId", ErrorCode.AWS_ACCOUNT_ID_WRONG);
        } else if (complete) {
            checks.required("accountId", accountId);
        }
        if (checks.required("region", region) && !REGION.matcher(region).matches()) {
            checks.add("region", ErrorCode.AWS_REGION_WRONG, region.length() <= SHOWN ? region : region.substring(0, SHOWN) + "…");
        }
        LocalDate earliest = receiverRole == null ? EARLIEST : EARLIEST_BY_ROLE;
        if (startDate != null && (startDate.isBefore(earliest) || startDate.isAfter(today))) {
            checks.add("startDate", ErrorCode.AWS_START_DATE_WRONG, earliest, today);
        } else if (complete) {
            checks.required("startDate", startDate);
        }
        between(checks, "intervalMinutes", intervalMinutes, INTERVAL_LEAST, INTERVAL_MOST);
        between(checks, "overlapDays", overlapDays, OVERLAP_LEAST, OVERLAP_MOST);
        return checks.violations();
    }

    private static void between(Checks checks, String field, int value, int least, int most) {
        if (value < least || value > most) {
            checks.add(field, ErrorCode.OUT_OF_RANGE, least, most);
        }
    }
}
