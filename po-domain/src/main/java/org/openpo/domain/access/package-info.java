/** Who may do what: roles, local accounts, and tokens for programs. */
package org.openpo.domain.access;
