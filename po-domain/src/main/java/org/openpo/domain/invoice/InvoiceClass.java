package org.openpo.domain.invoice;

/** What an invoice is for; decides which line item types may pay for it (spec §4, reference §2). */
public enum InvoiceClass {
    MONTHLY_USAGE,
    SUBSCRIPTION,
    MARKETPLACE,
    PROFESSIONAL_SERVICES_AND_TRAINING,
    OTHER
}
