package org.openpo.domain.notice;

import java.time.Instant;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a contact hears at all: what it has unsubscribed from, and the digests it gets. A contact without settings hears everything but digests. */
@Entity
@Table(name = "contact_notice_settings")
public class ContactNoticeSettings {
    @Id
    @Column(name = "contact_id")
    private Long contactId;
    private String muted;
    private String digests;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;

    protected ContactNoticeSettings() { }

    public ContactNoticeSettings(long contactId) {
        this.contactId = contactId;
        this.muted = "";
        this.digests = "";
    }

    public void change(Set<NoticeKind> mutedKinds, Set<NoticeKind> wantedDigests, String actor, Instant now) {
        muted = Lists.names(mutedKinds);
        digests = Lists.names(wantedDigests);
        changedAt = now;
        changedBy = actor;
    }

    public long contactId() { return contactId; }
    public Set<NoticeKind> muted() { return Set.copyOf(Lists.read(muted, NoticeKind::valueOf)); }
    public Set<NoticeKind> digests() { return Set.copyOf(Lists.read(digests, NoticeKind::valueOf)); }
    public Instant changedAt() { return changedAt; }
    public String changedBy() { return changedBy; }
}
