package org.openpo.ejb.notice;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.time.Clock;
import java.util.Date;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.ledger.NewTransaction;

/** Sends one mail at once and tells what the mail server said: the shortest way to see whether the server's settings are right. */
@Stateless
@RolesAllowed("ADMIN")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailTest {
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @EJB
    private NewTransaction transaction;
    @Inject
    private Clock clock;

    /**
     * What became of it.
     *
     * @param answer the mail server's, or what went wrong on the way to it
     */
    public record Result(boolean accepted, String answer) { }

    /**
     * @param to      one e-mail address
     * @param subject in the administrator's language, as is the text
     * @throws BusinessRuleException MAIL_SERVER_MISSING, or EMAIL_INVALID for the field {@code to}
     */
    public Result send(String to, String subject, String text) {
        for (Violation wrong : PurchaseOrderRules.checkContact(new ContactDraft("-", to, null, null))) {
            throw new BusinessRuleException("to", wrong.code(), wrong.arguments().toArray());
        }
        MailServer server = MailServer.configured().orElseThrow(() -> new BusinessRuleException("", ErrorCode.MAIL_SERVER_MISSING));
        Result result;
        try (MailSender sender = new MailSender(server, null)) {
            MimeMessage mail = new MimeMessage(server.session());
            mail.setFrom(new InternetAddress(server.from(), true));
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to.strip(), true));
            mail.setSubject(NoticeMail.clean(subject), "UTF-8");
            mail.setText(text, "UTF-8");
            mail.setSentDate(Date.from(clock.instant()));
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.saveChanges();
            SendOutcome outcome = sender.send(mail);
            result = new Result(outcome.kind() == SendOutcome.Kind.ACCEPTED, outcome.answer());
        } catch (MessagingException e) {
            result = new Result(false, e.getMessage());
        }
        String actor = context.getCallerPrincipal().getName();
        boolean accepted = result.accepted();
        transaction.run(() -> {
            audit.record(actor, AuditAction.TEST_MAIL_SENT, new AuditTrail.Subject("Notification", 0, to.strip()), null, JSON.createObjectBuilder().add("accepted", accepted).build(), null);
            return null;
        });
        return result;
    }
}
