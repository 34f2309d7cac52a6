package org.openpo.domain.wayout;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.MonthRange;

/** A candidate line to be tried with something changed. */
final class LineCopy {
    /** No line in the database has it. */
    private static final long NEW_LINE = -1;

    private final CandidateLine line;
    private long lineItemId;
    private String number;
    private boolean suspended;
    private boolean closed;
    private final Set<Long> sellerIds;
    private final Set<String> taxRegistrationNumbers;
    private final Set<String> invoiceUnits;
    private MonthRange orderWindow;
    private MonthRange lineWindow;
    private LineItemType type;
    private Set<String> chargeAccounts;
    private BigDecimal balance;
    private boolean tracked;

    LineCopy(CandidateLine line) {
        this.line = line;
        lineItemId = line.lineItemId();
        number = line.lineItemNumber();
        suspended = line.suspended();
        closed = line.closed();
        sellerIds = new HashSet<>(line.sellerIds());
        taxRegistrationNumbers = new HashSet<>(line.taxRegistrationNumbers());
        invoiceUnits = new HashSet<>(line.invoiceUnits());
        orderWindow = line.purchaseOrderWindow();
        lineWindow = line.lineWindow();
        type = line.type();
        chargeAccounts = line.chargeFilterAccounts();
        balance = line.balance();
        tracked = line.balanceTracked();
    }

    LineCopy active() {
        suspended = false;
        return this;
    }

    LineCopy open() {
        closed = false;
        return this;
    }

    LineCopy seller(long id) {
        sellerIds.add(id);
        return this;
    }

    LineCopy taxRegistrationNumber(String added) {
        taxRegistrationNumbers.add(added);
        return this;
    }

    LineCopy invoiceUnit(String added) {
        invoiceUnits.add(added);
        return this;
    }

    LineCopy windows(MonthRange ofOrder, MonthRange ofLine) {
        orderWindow = ofOrder;
        lineWindow = ofLine;
        return this;
    }

    LineCopy raised(BigDecimal by) {
        balance = balance.add(by);
        return this;
    }

    LineCopy untracked() {
        tracked = false;
        return this;
    }

    /** A new line beside this one: over all of the order's months, for all accounts. */
    LineCopy fresh(String newNumber, LineItemType newType, BigDecimal amount) {
        lineItemId = NEW_LINE;
        number = newNumber;
        closed = false;
        lineWindow = orderWindow;
        type = newType;
        chargeAccounts = Set.of();
        balance = amount;
        tracked = true;
        return this;
    }

    CandidateLine line() {
        return new CandidateLine(lineItemId, line.purchaseOrderKey(), line.purchaseOrderId(), number, suspended, closed, line.anySeller(), sellerIds,
                line.currency(), line.amountBasis(), taxRegistrationNumbers, invoiceUnits, orderWindow, lineWindow, type, chargeAccounts,
                tracked, balance, line.overspendPolicy(), line.purchaseOrderUpdatedAt());
    }
}
