package org.openpo.ejb.order;

/**
 * What the dashboard points at.
 *
 * @param active         purchase orders with status ACTIVE
 * @param inactive       suspended or expired ones
 * @param expiringSoon   ACTIVE with an expiration month up to next month
 * @param lowBalance     ACTIVE, at least one tracked line with a quarter or less of its total left, or less than nothing
 * @param withoutLines   ACTIVE without a line item: can never match
 * @param exceptions     invoices no line item was found for
 */
public record Attention(long active, long inactive, long expiringSoon, long lowBalance, long withoutLines, long exceptions) { }
