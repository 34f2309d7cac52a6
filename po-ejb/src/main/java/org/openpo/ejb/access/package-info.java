/** Accounts: signing in with a password or by the company's provider, and their administration; tokens of programs. */
package org.openpo.ejb.access;
