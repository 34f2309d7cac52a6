/** The pages of invoices: the list, and one invoice with the reasons for its match. */
package org.openpo.web.invoice;
