package org.openpo.domain.notice;

import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.openpo.domain.jpa.FlagConverter;

/** What a contact of a purchase order hears of it. A contact without a choice hears everything. */
@Entity
@Table(name = "notice_choice")
@IdClass(NoticeChoice.Key.class)
public class NoticeChoice {
    @Id
    @Column(name = "purchase_order_pk")
    private Long purchaseOrderKey;
    @Id
    @Column(name = "contact_id")
    private Long contactId;
    private String events;
    @Convert(converter = FlagConverter.class)
    private boolean escalation;

    protected NoticeChoice() { }

    public NoticeChoice(long purchaseOrderKey, long contactId) {
        this.purchaseOrderKey = purchaseOrderKey;
        this.contactId = contactId;
    }

    /**
     * @param kinds      of {@link NoticeKind#OF_PURCHASE_ORDER}
     * @param escalation whether the contact hears of what nobody has looked at
     */
    public void change(Set<NoticeKind> kinds, boolean escalation) {
        this.events = Lists.names(kinds);
        this.escalation = escalation;
    }

    public long contactId() { return contactId; }
    public Set<NoticeKind> events() { return Set.copyOf(Lists.read(events, NoticeKind::valueOf)); }
    public boolean isEscalation() { return escalation; }

    /** Key of a choice. */
    public static class Key implements Serializable {
        @Serial private static final long serialVersionUID = 1L;
        private Long purchaseOrderKey;
        private Long contactId;

        public Key() { }

        public Key(long purchaseOrderKey, long contactId) {
            this.purchaseOrderKey = purchaseOrderKey;
            this.contactId = contactId;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Objects.equals(purchaseOrderKey, key.purchaseOrderKey) && Objects.equals(contactId, key.contactId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(purchaseOrderKey, contactId);
        }
    }
}
