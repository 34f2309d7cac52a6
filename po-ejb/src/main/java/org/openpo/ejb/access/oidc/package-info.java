/** Sign-in by OpenID Connect: settings, what is asked of the provider, and what of its answers is believed. */
package org.openpo.ejb.access.oidc;
