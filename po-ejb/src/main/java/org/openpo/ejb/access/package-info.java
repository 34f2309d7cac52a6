/** Signing in with local accounts, and their administration. */
package org.openpo.ejb.access;
