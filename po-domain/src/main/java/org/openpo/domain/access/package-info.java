/** Who may do what: roles and local accounts. */
package org.openpo.domain.access;
