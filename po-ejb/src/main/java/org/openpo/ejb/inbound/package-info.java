/** Getting invoices in from files: uploads become jobs, plain readers make drafts of rows, and each invoice is taken in on its own. */
package org.openpo.ejb.inbound;
