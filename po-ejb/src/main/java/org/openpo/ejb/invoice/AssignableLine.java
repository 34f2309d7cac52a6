package org.openpo.ejb.invoice;

import java.io.Serializable;
import java.math.BigDecimal;

import org.openpo.domain.order.AmountBasis;

/**
 * A line item that a person can put an invoice on.
 *
 * @param currency of the purchase order
 * @param basis    whether the purchase order counts gross or net amounts
 * @param balance  what is left on it now; null if it is not tracked
 */
public record AssignableLine(long lineItemId, long purchaseOrderPk, String purchaseOrderId, String number, String description, String currency,
        AmountBasis basis, BigDecimal balance) implements Serializable {
    private static final long serialVersionUID = 1L;
}
