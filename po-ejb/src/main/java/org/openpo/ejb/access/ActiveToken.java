package org.openpo.ejb.access;

/**
 * A token that lets in.
 *
 * @param isUseToBeNoted whether its last use was noted too long ago
 */
public record ActiveToken(long id, int requestsPerMinute, boolean isUseToBeNoted, AccountIdentity identity) { }
