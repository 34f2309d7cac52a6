package org.openpo.web.search;

import java.util.Set;

/**
 * A page that the search leads to by its name.
 *
 * @param key  of its name in the messages
 * @param roles any of which may open it, as web.xml has it
 */
public record Destination(String outcome, String key, Set<String> roles) { }
