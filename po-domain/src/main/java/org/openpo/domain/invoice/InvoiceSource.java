package org.openpo.domain.invoice;

/** The way an invoice came in. */
public enum InvoiceSource { FILE, API, HAND }
