package org.openpo.domain.notice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** What a purchase order has of its own among the rules of notification. */
@Entity
@Table(name = "purchase_order_notice_rules")
public class PurchaseOrderNoticeRules {
    @Id
    @Column(name = "purchase_order_pk")
    private Long purchaseOrderKey;
    private String thresholds;
    @Column(name = "expiry_days")
    private String expiryDays;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;
    @Version
    private long version;

    protected PurchaseOrderNoticeRules() { }

    public PurchaseOrderNoticeRules(long purchaseOrderKey) {
        this.purchaseOrderKey = purchaseOrderKey;
    }

    /** Null is as the installation has it. An empty list is none. */
    public void change(List<BigDecimal> ownThresholds, List<Integer> ownExpiryDays, String actor, Instant now) {
        thresholds = ownThresholds == null ? null : Lists.write(ownThresholds, NoticeRules::plain);
        expiryDays = ownExpiryDays == null ? null : Lists.write(ownExpiryDays, String::valueOf);
        changedAt = now;
        changedBy = actor;
    }

    public List<BigDecimal> thresholds() { return thresholds == null ? null : Lists.read(thresholds, BigDecimal::new); }
    public List<Integer> expiryDays() { return expiryDays == null ? null : Lists.read(expiryDays, Integer::valueOf); }
    public Long purchaseOrderKey() { return purchaseOrderKey; }
    public Instant changedAt() { return changedAt; }
    public String changedBy() { return changedBy; }
}
