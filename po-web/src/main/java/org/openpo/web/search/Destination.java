package org.openpo.web.search;

/**
 * A page that the search leads to by its name.
 *
 * @param key  of its name in the messages
 * @param role that may open it
 */
public record Destination(String outcome, String key, String role) { }
