package org.openpo.ejb.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.NoticeDelivery;

/** Only what no further try can change is given up at once: a recipient that the server does not know. */
class MailSenderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 No such user                                  | true
            Invalid Addresses\\n550 5.1.1 <x@y> No such user         | true
            550 5.7.1 Relaying denied                               | false
            550 Relay not permitted                                 | false
            554 5.7.1 refused\\n451 4.3.0 later                      | false
            [EOF]                                                   | false
            """)
    void a_refusal_is_one_of_the_recipient(String said, boolean refusal) throws AddressException {
        String words = said.replace("\\n", "\n");
        Address[] recipient = {new InternetAddress("x@example.org")};
        assertThat(MailSender.isRefusal(new SendFailedException(words, null, new Address[0], new Address[0], recipient), words)).isEqualTo(refusal);
        assertThat(MailSender.isRefusal(new SendFailedException(words, null, new Address[0], recipient, new Address[0]), words)).as("not of the recipient").isFalse();
        assertThat(MailSender.isRefusal(new SendFailedException(words), words)).isFalse();
        assertThat(MailSender.isRefusal(new MessagingException(words), words)).isFalse();
    }

    @Test
    void a_password_is_not_sent_in_the_clear_unless_somebody_has_said_so() {
        assertThat(MailServer.security(null, true)).isEqualTo(MailServer.Security.STARTTLS);
        assertThat(MailServer.security(null, false)).isEqualTo(MailServer.Security.NONE);
        assertThat(MailServer.security("none", true)).isEqualTo(MailServer.Security.NONE);
        assertThat(MailServer.security("TLS", true)).isEqualTo(MailServer.Security.TLS);
    }

    @Test
    void a_sender_that_is_no_address_is_a_matter_of_the_servers_settings() {
        MailServer server = new MailServer("localhost", 1, "not an address", null, null, MailServer.Security.NONE, 1);
        NoticeDelivery.Recipient anna = new NoticeDelivery.Recipient(Channel.MAIL, 1, "Anna", "anna@example.org", "en");
        try (MailSender sender = new MailSender(server, null)) {
            SendOutcome outcome = sender.send(new Outbox.Claimed(1, anna, "<1@x>", 0, null, null), Instant.EPOCH);
            assertThat(outcome.kind()).isEqualTo(SendOutcome.Kind.UNREACHABLE);
            assertThat(outcome.answer()).contains("OPENPO_SMTP_FROM");
        }
    }
}
