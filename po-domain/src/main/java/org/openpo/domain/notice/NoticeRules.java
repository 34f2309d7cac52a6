package org.openpo.domain.notice;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.openpo.domain.jpa.FlagConverter;

/** The installation's rules of notification: one row. */
@Entity
@Table(name = "notice_rules")
public class NoticeRules {
    public static final int ID = 1;

    @Id
    private Integer id;
    private String thresholds;
    @Column(name = "aws_expiry")
    @Convert(converter = FlagConverter.class)
    private boolean awsExpiry;
    @Column(name = "expiry_days")
    private String expiryDays;
    @Column(name = "runs_dry")
    @Convert(converter = FlagConverter.class)
    private boolean runsDry;
    @Column(name = "exception_days")
    private Integer exceptionDays;
    @Column(name = "portfolio_weekday")
    private Integer portfolioWeekday;
    @Column(name = "escalation_days")
    private Integer escalationDays;
    @Column(name = "quiet_weekdays")
    private String quietWeekdays;
    @Column(name = "quiet_dates")
    private String quietDates;
    private String zone;
    @Column(name = "send_hour")
    private int sendHour;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;
    @Version
    private long version;

    protected NoticeRules() { }

    public NoticePolicy policy() {
        return new NoticePolicy(Lists.read(thresholds, BigDecimal::new), awsExpiry, Lists.read(expiryDays, Integer::valueOf), runsDry, exceptionDays,
                portfolioWeekday == null ? null : DayOfWeek.of(portfolioWeekday), escalationDays,
                new QuietDays(Set.copyOf(Lists.read(quietWeekdays, d -> DayOfWeek.of(Integer.parseInt(d)))), Set.copyOf(Lists.read(quietDates, LocalDate::parse))),
                ZoneId.of(zone), sendHour);
    }

    /** @param policy that {@link NoticeRuleChecks} has found right */
    public void change(NoticePolicy policy, String actor, Instant now) {
        thresholds = Lists.write(policy.thresholds(), NoticeRules::plain);
        awsExpiry = policy.awsExpiryRule();
        expiryDays = Lists.write(policy.expiryDays(), String::valueOf);
        runsDry = policy.runsDry();
        exceptionDays = policy.exceptionDays();
        portfolioWeekday = policy.portfolioWeekday() == null ? null : policy.portfolioWeekday().getValue();
        escalationDays = policy.escalationDays();
        quietWeekdays = Lists.write(policy.quiet().weekdays().stream().sorted().toList(), d -> String.valueOf(d.getValue()));
        quietDates = Lists.write(policy.quiet().dates().stream().sorted().toList(), LocalDate::toString);
        zone = policy.zone().getId();
        sendHour = policy.sendHour();
        changedAt = now;
        changedBy = actor;
    }

    static String plain(BigDecimal percent) {
        return percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString();
    }

    public Instant changedAt() { return changedAt; }
    public String changedBy() { return changedBy; }
    public long version() { return version; }
}
