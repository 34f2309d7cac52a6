package org.openpo.ejb.invoice;

import java.time.YearMonth;
import java.util.List;

/**
 * What the invoices that are here can be filtered by, at most 200 of each.
 *
 * @param sellers        by name
 * @param currencies     ISO 4217
 * @param billingPeriods the latest first
 */
public record InvoiceChoices(List<String> sellers, List<String> currencies, List<YearMonth> billingPeriods) { }
