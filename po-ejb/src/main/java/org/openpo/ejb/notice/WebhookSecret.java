package org.openpo.ejb.notice;

/**
 * A webhook with the secret that was just made for it: told this once, and never again.
 *
 * @param secret signs what is posted
 */
public record WebhookSecret(WebhookView webhook, String secret) { }
