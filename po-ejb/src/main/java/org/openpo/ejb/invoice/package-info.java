/** Invoices: taking in, lists and details. */
package org.openpo.ejb.invoice;
