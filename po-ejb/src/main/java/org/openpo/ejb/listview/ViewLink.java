package org.openpo.ejb.listview;

import java.io.Serializable;

/**
 * A saved view as a link.
 *
 * @param query of the list's address, with "?" in front or empty
 */
public record ViewLink(long id, String name, String query) implements Serializable { }
