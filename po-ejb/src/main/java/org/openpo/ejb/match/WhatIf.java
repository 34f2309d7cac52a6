package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.order.LineItemType;

/**
 * What saving a purchase order and matching again would do (spec §4). Nothing of it has been written.
 *
 * @param currency   of the purchase order, and of all amounts that say nothing else
 * @param exceptions invoices in exception that would find a line, with the credit memos that wait for them; in matching order
 * @param moved      invoices that rules put on another line and would put on one of this order now, with their credit memos; in matching order
 * @param lines      every line of the order, in natural order of their numbers
 * @param committed  sum of the line totals
 * @param billed     what stands on the order now
 * @param billedAfter what would stand on it afterwards
 * @param near       invoices in exception of the same sellers that this order would not take, by what it lacks for them
 * @param outside    invoices that stand on the order with a billing period that its months, or those of their line, would no longer contain; they stay
 * @param truncated  there are more invoices than were looked at
 */
public record WhatIf(String currency, List<Taken> exceptions, List<Taken> moved, List<LineAfter> lines, BigDecimal committed, BigDecimal billed,
        BigDecimal billedAfter, Map<ExceptionCode, Long> near, long outside, boolean truncated) {

    /**
     * An invoice that would go to a line of the order.
     *
     * @param id                  of the invoice, for links
     * @param amount              signed, {@code currency}: the invoice's
     * @param purchaseOrderAmount the same in the order's currency, as it would be written
     * @param lineItemNumber      the line that would pay
     * @param from                where it stands now; empty if nowhere
     */
    public record Taken(long id, String invoiceId, String seller, InvoiceKind kind, YearMonth billingPeriod, LocalDate issueDate, BigDecimal amount,
            String currency, BigDecimal purchaseOrderAmount, String lineItemNumber, List<From> from) { }

    /**
     * Where an invoice stands now.
     *
     * @param id     of the purchase order, for links
     * @param amount signed, {@code currency}: that order's
     */
    public record From(long id, String purchaseOrderId, String lineItemNumber, BigDecimal amount, String currency) { }

    /**
     * A line's figures before and after.
     *
     * @param tracked whether its balance counts
     * @param taken   how many invoices and credit memos would come to it
     */
    public record LineAfter(String number, String description, LineItemType type, boolean tracked, BigDecimal total, BigDecimal billed, BigDecimal billedAfter,
            int taken) {

        /** total − billedAfter; below zero it would be overspent. */
        public BigDecimal balanceAfter() {
            return total.subtract(billedAfter);
        }
    }

    public BigDecimal balance() {
        return committed.subtract(billed);
    }

    public BigDecimal balanceAfter() {
        return committed.subtract(billedAfter);
    }
}
