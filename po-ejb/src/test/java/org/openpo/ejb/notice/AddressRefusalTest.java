package org.openpo.ejb.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only a refusal of the address marks a contact: a mail that is too large or unwanted says nothing about it. */
class AddressRefusalTest {
    @ParameterizedTest
    @CsvSource({"'550 5.1.1 <a@b.example>: user unknown', true", "'550 no such mailbox', true", "'551 user not local', true", "'553 mailbox name not allowed', true",
            "'Invalid Addresses\n550-The account\n550 does not exist', true", "'550 5.2.1 mailbox disabled', true",
            "'550 relay not permitted', false", "'550 5.1.8 bad sender', false", "'550 Sender verify failed', false",
            "'550 5.7.1 relaying denied', false", "'552 5.2.2 mailbox full', false", "'552 message too large', false", "'554 5.7.1 looks like spam', false",
            "'421 4.3.2 try later', false", "'Connection refused (port 5500)', false", "'', false", ", false"})
    void addressesAreToldFromMails(String answer, boolean ofAddress) {
        assertThat(AddressRefusal.is(answer)).isEqualTo(ofAddress);
    }
}
