package org.openpo.ejb.notice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a mail server refused an address for good, and not the mail or its sender. An enhanced status code says which (RFC 3463: 5.1.x is the address,
 * 5.2.1 a mailbox that takes no mail any more); without one, 550, 551 and 553 are about the mailbox (RFC 5321).
 */
final class AddressRefusal {
    private static final Pattern ENHANCED = Pattern.compile("\\b5\\.(\\d{1,3})\\.(\\d{1,3})\\b");
    private static final Pattern MAILBOX = Pattern.compile("(?m)(^|\\s)55[013]([ -]|$)");

    private AddressRefusal() { }

    static boolean is(String answer) {
        if (answer == null) {
            return false;
        }
        Matcher enhanced = ENHANCED.matcher(answer);
        if (enhanced.find()) {
            return enhanced.group(1).equals("1") || enhanced.group().equals("5.2.1");
        }
        return MAILBOX.matcher(answer).find();
    }
}
