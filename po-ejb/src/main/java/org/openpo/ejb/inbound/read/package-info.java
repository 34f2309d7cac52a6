/** Plain readers: what a supplier's file is, told by its content, and the drafts of invoices in it. No container, no database. */
package org.openpo.ejb.inbound.read;
