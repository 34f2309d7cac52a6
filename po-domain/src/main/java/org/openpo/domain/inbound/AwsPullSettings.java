package org.openpo.domain.inbound;

import java.time.Instant;
import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.openpo.domain.jpa.FlagConverter;

/** How invoices are pulled from the AWS Invoicing API: one row. */
@Entity
@Table(name = "aws_pull")
public class AwsPullSettings {
    public static final int ID = 1;

    @Id
    private Integer id;
    @Convert(converter = FlagConverter.class)
    private boolean active;
    private String region;
    @Column(name = "account_id")
    private String accountId;
    @Enumerated(EnumType.STRING)
    @Column(name = "receiver_role")
    private AwsReceiverRole receiverRole;
    @Column(name = "start_date")
    private LocalDate startDate;
    @Column(name = "interval_minutes")
    private int intervalMinutes;
    @Column(name = "overlap_days")
    private int overlapDays;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;
    @Version
    private long version;

    protected AwsPullSettings() { }

    public AwsPull value() {
        return new AwsPull(active, region, accountId, receiverRole, startDate, intervalMinutes, overlapDays);
    }

    /** @param pull that {@link AwsPull#check} has found right */
    public void change(AwsPull pull, String actor, Instant now) {
        active = pull.active();
        region = pull.region();
        accountId = pull.accountId();
        receiverRole = pull.receiverRole();
        startDate = pull.startDate();
        intervalMinutes = pull.intervalMinutes();
        overlapDays = pull.overlapDays();
        changedAt = now;
        changedBy = actor;
    }

    public Instant changedAt() { return changedAt; }
    public String changedBy() { return changedBy; }
    public long version() { return version; }
}
