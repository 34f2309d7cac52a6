package org.openpo.domain.order;

/**
 * A contact as written on a purchase order: found in the directory by e-mail address, or added to it.
 *
 * @param language {@code en} or {@code vi}; null is read as {@code en}
 */
public record ContactDraft(String name, String email, String phone, String language) { }
