package org.openpo.ejb.notice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.party.Contact;

/** The page of the signed link that unsubscribes a contact from a kind of notice, in the contact's language. It says no more than the mail did. */
@Stateless
@PermitAll
public class UnsubscribePages {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private NoticeLinks links;
    @EJB
    private NoticeRuleService rules;

    /** Asks; changes nothing. Empty if the token is not ours or its contact is gone. */
    public Optional<String> question(String token) {
        return links.subscription(token).flatMap(link -> page(link, token));
    }

    /** Does it, or takes it back. */
    public Optional<String> change(String token, boolean stop) {
        Optional<NoticeLinks.Subscription> link = links.subscription(token);
        if (link.isEmpty() || rules.unsubscribe(link.get(), stop) == null) {
            return Optional.empty();
        }
        return page(link.get(), token);
    }

    private Optional<String> page(NoticeLinks.Subscription link, String token) {
        Contact contact = em.find(Contact.class, link.contactId());
        if (contact == null) {
            return Optional.empty();
        }
        NoticeWords words = new NoticeWords(contact.language());
        boolean muted = rules.isMuted(link);
        String kind = words.get("kind." + link.kind());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("language", words.language());
        model.put("title", words.get(muted ? "unsubscribe.done.title" : "unsubscribe.title"));
        model.put("text", words.get(muted ? "unsubscribe.done.text" : "unsubscribe.text", contact.email(), kind));
        model.put("button", words.get(muted ? "unsubscribe.again" : "unsubscribe.button"));
        model.put("token", token);
        model.put("again", muted);
        return Optional.of(NoticeTexts.page("unsubscribe.ftlh", model));
    }
}
