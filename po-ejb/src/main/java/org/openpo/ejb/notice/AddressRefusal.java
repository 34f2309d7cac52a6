package org.openpo.ejb.notice;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a mail server refused an address for good, and not the mail or its sender. An enhanced status code says which (RFC 3463: 5.1.x is the address,
 * but 5.1.7 and 5.1.8 the sender's; 5.2.1 a mailbox that takes no mail any more); without one, 550, 551 and 553 are about the mailbox (RFC 5321), unless
 * the words are about relaying or the sender.
 */
final class AddressRefusal {
    private static final Pattern ENHANCED = Pattern.compile("\\b5\\.(\\d{1,3})\\.(\\d{1,3})\\b");
    private static final Pattern MAILBOX = Pattern.compile("(?m)(^|\\s)55[013]([ -]|$)");
    private static final Pattern SERVER = Pattern.compile("(?i)relay|sender|authenti");
    private static final Set<String> OF_SENDER = Set.of("7", "8");

    private AddressRefusal() { }

    static boolean is(String answer) {
        if (answer == null) {
            return false;
        }
        Matcher enhanced = ENHANCED.matcher(answer);
        if (enhanced.find()) {
            return enhanced.group(1).equals("1") && !OF_SENDER.contains(enhanced.group(2)) || enhanced.group().equals("5.2.1");
        }
        return MAILBOX.matcher(answer).find() && !SERVER.matcher(answer).find();
    }
}
