package org.openpo.ejb.notice;

/**
 * A mail as it is, was, or would be sent.
 *
 * @param html complete document without scripts
 * @param text plain-text alternative
 */
public record MailPreview(String subject, String html, String text) { }
