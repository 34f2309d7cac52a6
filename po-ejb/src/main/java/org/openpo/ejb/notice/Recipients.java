package org.openpo.ejb.notice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.ContactNoticeSettings;
import org.openpo.domain.notice.Notice;
import org.openpo.domain.notice.NoticeDelivery;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.notice.Webhook;
import org.openpo.domain.party.Contact;

/** Who gets a notice: the contacts of its purchase order as they chose, or those of the directory who want a digest; and the webhooks. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Recipients {
    private static final String CONTACTS = "select c.id, c.name, c.email, c.language, s.muted, s.digests, ch.events, ch.escalation, pc.purchase_order_pk "
            + "from purchase_order_contact pc join contact c on c.id = pc.contact_id "
            + "left join notice_choice ch on ch.purchase_order_pk = pc.purchase_order_pk and ch.contact_id = c.id "
            + "left join contact_notice_settings s on s.contact_id = c.id where c.active = 1 and pc.purchase_order_pk in (";
    private static final String READERS = "select c.id, c.name, c.email, c.language, s.muted, s.digests, cast(null as varchar(10)) as events, 0 as escalation, 0 as order_key "
            + "from contact_notice_settings s join contact c on c.id = s.contact_id where c.active = 1 and s.digests <> '' order by c.id";

    @PersistenceContext(unitName = "po")
    private EntityManager em;

    private record Person(NoticeDelivery.Recipient recipient, Set<String> muted, Set<String> digests, Set<String> events, boolean escalation) {
        boolean wants(NoticeKind kind) {
            return !muted.contains(kind.name()) && switch (kind) {
                case EXCEPTIONS_DIGEST, PORTFOLIO_DIGEST -> digests.contains(kind.name());
                case ESCALATION -> escalation;
                default -> events == null || events.contains(kind.name());
            };
        }
    }

    /** By the notice's id. */
    public Map<Long, List<NoticeDelivery.Recipient>> of(Collection<Notice> notices) {
        Set<Long> orders = notices.stream().map(Notice::purchaseOrderKey).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<Long, List<Person>> people = orders.isEmpty() ? Map.of()
                : people(CONTACTS + BalanceNotices.ids(orders) + ") order by pc.purchase_order_pk, pc.position");
        List<Person> readers = notices.stream().anyMatch(n -> !n.kind().isOfPurchaseOrder()) ? people(READERS).getOrDefault(0L, List.of()) : List.of();
        List<Webhook> webhooks = em.createQuery("select w from Webhook w where w.active = true order by w.id", Webhook.class).getResultList();
        Map<Long, List<NoticeDelivery.Recipient>> recipients = new HashMap<>();
        for (Notice notice : notices) {
            List<Person> candidates = notice.purchaseOrderKey() == null ? readers : people.getOrDefault(notice.purchaseOrderKey(), List.of());
            List<NoticeDelivery.Recipient> to = new ArrayList<>(candidates.stream().filter(p -> p.wants(notice.kind())).map(Person::recipient).toList());
            webhooks.stream().filter(w -> w.events().contains(notice.kind())).map(Webhook::asRecipient).forEach(to::add);
            recipients.put(notice.id(), to);
        }
        return recipients;
    }

    /** Who would get a notice of this kind about a purchase order now. */
    public List<NoticeDelivery.Recipient> of(long purchaseOrderKey, NoticeKind kind) {
        List<NoticeDelivery.Recipient> to = new ArrayList<>(people(CONTACTS + purchaseOrderKey + ") order by pc.position").getOrDefault(purchaseOrderKey, List.of()).stream()
                .filter(p -> p.wants(kind)).map(Person::recipient).toList());
        em.createQuery("select w from Webhook w where w.active = true order by w.id", Webhook.class).getResultStream().filter(w -> w.events().contains(kind))
                .map(Webhook::asRecipient).forEach(to::add);
        return to;
    }

    /** Whether the recipient is still there and named, and has not unsubscribed since the delivery was made. */
    public boolean stillWants(NoticeDelivery delivery) {
        NoticeDelivery.Recipient to = delivery.recipient();
        if (to.channel() == Channel.WEBHOOK) {
            Webhook webhook = em.find(Webhook.class, to.id());
            return webhook != null && webhook.isActive() && webhook.events().contains(delivery.notice().kind());
        }
        Contact contact = em.find(Contact.class, to.id());
        ContactNoticeSettings settings = em.find(ContactNoticeSettings.class, to.id());
        return contact != null && contact.isActive() && (settings == null || !settings.muted().contains(delivery.notice().kind()))
                && isNamed(delivery.notice().purchaseOrderKey(), to.id());
    }

    /** Whether a purchase order still names the contact; digests are about none. */
    private boolean isNamed(Long purchaseOrderKey, long contactId) {
        return purchaseOrderKey == null || !em.createNativeQuery("select contact_id from purchase_order_contact where purchase_order_pk = ?1 and contact_id = ?2")
                .setParameter(1, purchaseOrderKey).setParameter(2, contactId).getResultList().isEmpty();
    }

    @SuppressWarnings("unchecked")
    private Map<Long, List<Person>> people(String sql) {
        Map<Long, List<Person>> people = new LinkedHashMap<>();
        for (Object[] r : (List<Object[]>) em.createNativeQuery(sql).getResultList()) {
            Person person = new Person(new NoticeDelivery.Recipient(Channel.MAIL, ((Number) r[0]).longValue(), (String) r[1], (String) r[2], (String) r[3]),
                    kinds(r[4]), kinds(r[5]), r[6] == null ? null : kinds(r[6]), r[7] != null && ((Number) r[7]).intValue() != 0);
            people.computeIfAbsent(((Number) r[8]).longValue(), key -> new ArrayList<>()).add(person);
        }
        return people;
    }

    private static Set<String> kinds(Object list) {
        return list == null || list.toString().isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(list.toString().split(",")));
    }
}
