package org.openpo.ejb.access.oidc;

/**
 * What the sign-in page offers besides local accounts.
 *
 * @param label     the provider's name; null for "single sign-on"
 * @param formAside whether the form for local accounts is behind a link
 * @param straight  whether people are sent to the provider at once
 */
public record OidcOffer(String label, boolean formAside, boolean straight) { }
