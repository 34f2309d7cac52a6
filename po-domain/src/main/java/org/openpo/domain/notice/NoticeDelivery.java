package org.openpo.domain.notice;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A notice on its way to one recipient. There is one for each notice and recipient, with one Message-ID, however often it is tried. */
@Entity
@Table(name = "notice_delivery")
public class NoticeDelivery {
    private static final int ANSWER_MAX = 1000;
    private static final int SUBJECT_MAX = 500;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "notice_delivery_seq")
    @SequenceGenerator(name = "notice_delivery_seq", sequenceName = "notice_delivery_seq", allocationSize = 50)
    private Long id;
    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "notice_id")
    private Notice notice;
    @Enumerated(EnumType.STRING)
    private Channel channel;
    @Column(name = "recipient_id")
    private long recipientId;
    @Column(name = "recipient_name")
    private String recipientName;
    private String address;
    @Column(name = "address_key")
    private String addressKey;
    private String language;
    @Column(name = "message_id")
    private String messageId;
    private String subject;
    @Enumerated(EnumType.STRING)
    private DeliveryState state;
    private int attempts;
    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;
    @Column(name = "claimed_by")
    private String claimedBy;
    @Column(name = "claimed_until")
    private Instant claimedUntil;
    @Column(name = "sent_at")
    private Instant sentAt;
    private String answer;
    @Column(name = "created_at")
    private Instant createdAt;

    protected NoticeDelivery() { }

    public NoticeDelivery(Notice notice, Recipient recipient, String messageId, String subject, Instant now) {
        this.notice = notice;
        this.channel = recipient.channel();
        this.recipientId = recipient.id();
        this.recipientName = recipient.name();
        this.address = recipient.address();
        this.addressKey = org.openpo.domain.rule.TextKeys.of(recipient.address());
        this.language = recipient.language();
        this.messageId = messageId;
        this.subject = shortened(subject, SUBJECT_MAX);
        this.state = DeliveryState.WAITING;
        this.nextAttemptAt = notice.sendFrom();
        this.createdAt = now;
    }

    /** Whom a notice goes to: a contact of the directory, or a webhook. */
    public record Recipient(Channel channel, long id, String name, String address, String language) {
        /** What anybody may read of the address: of a webhook's only the host, because chats put their secrets into the rest. */
        public String shownAddress() {
            if (channel != Channel.WEBHOOK) {
                return address;
            }
            try {
                String host = URI.create(address).getHost();
                return host == null ? "" : host;
            } catch (IllegalArgumentException malformed) {
                return "";
            }
        }
    }

    /** A node takes it, for so long; another may take it over afterwards. */
    public void claim(String node, Instant until) {
        state = DeliveryState.SENDING;
        claimedBy = node;
        claimedUntil = until;
    }

    public boolean isClaimedBy(String node) {
        return state == DeliveryState.SENDING && node.equals(claimedBy);
    }

    public void sent(String said, Instant now) {
        end(DeliveryState.SENT, said);
        attempts++;
        sentAt = now;
    }

    /** Not this time: tried again after a while. */
    public void postpone(String said, Duration wait, Instant now) {
        end(DeliveryState.WAITING, said);
        attempts++;
        nextAttemptAt = now.plus(wait);
    }

    /** The server was not there, which says nothing about this mail: it does not count as a try. */
    public void notReached(String said, Duration wait, Instant now) {
        end(DeliveryState.WAITING, said);
        nextAttemptAt = now.plus(wait);
    }

    /** Given back untried, because the same server has just failed for another. */
    public void putBack(Duration wait, Instant now) {
        end(DeliveryState.WAITING, answer);
        nextAttemptAt = now.plus(wait);
    }

    public void giveUp(String said) {
        end(DeliveryState.FAILED, said);
        attempts++;
    }

    public void keep() {
        end(DeliveryState.KEPT, null);
    }

    public void cancel() {
        end(DeliveryState.CANCELLED, answer);
    }

    /** A person wants it sent again, whatever became of it. */
    public void again(Instant now) {
        end(DeliveryState.WAITING, answer);
        attempts = 0;
        nextAttemptAt = now;
    }

    private void end(DeliveryState next, String said) {
        state = next;
        answer = said == null ? null : shortened(said, ANSWER_MAX);
        claimedBy = null;
        claimedUntil = null;
    }

    private static String shortened(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max - 1) + "…";
    }

    public Long id() { return id; }
    public Notice notice() { return notice; }
    public Recipient recipient() { return new Recipient(channel, recipientId, recipientName, address, language); }
    public String messageId() { return messageId; }
    public String subject() { return subject; }
    public DeliveryState state() { return state; }
    public int attempts() { return attempts; }
    public Instant nextAttemptAt() { return nextAttemptAt; }
    public String claimedBy() { return claimedBy; }
    public Instant claimedUntil() { return claimedUntil; }
    public Instant sentAt() { return sentAt; }
    public String answer() { return answer; }
    public Instant createdAt() { return createdAt; }
}
