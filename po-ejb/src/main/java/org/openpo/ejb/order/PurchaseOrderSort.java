package org.openpo.ejb.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.function.Function;

import org.openpo.domain.order.PurchaseOrderIds;

/** What lists of purchase orders can be sorted by; ties are broken by the internal id. */
public enum PurchaseOrderSort {
    PURCHASE_ORDER_ID("purchaseOrderId", "p.idKey", r -> PurchaseOrderIds.normalizedKey(r.purchaseOrderId()), t -> t),
    EFFECTIVE_MONTH("effectiveMonth", "p.effectiveMonth", r -> r.effectiveMonth().toString(), YearMonth::parse),
    EXPIRATION_MONTH("expirationMonth", "p.expirationMonth", r -> r.expirationMonth().toString(), YearMonth::parse),
    COMMITTED("committed", "p.committed", r -> r.committed().toPlainString(), BigDecimal::new),
    BILLED("billed", "p.billed", r -> r.billed().toPlainString(), BigDecimal::new),
    BALANCE("balance", "(p.committed - p.billed)", r -> r.balance().toPlainString(), BigDecimal::new),
    CURRENCY("currency", "p.currency", PurchaseOrderRow::currency, t -> t),
    UPDATED_AT("updatedAt", "p.updatedAt", r -> r.updatedAt().toString(), Instant::parse);

    private final String field;
    private final String expression;
    private final Function<PurchaseOrderRow, String> text;
    private final Function<String, Object> value;

    PurchaseOrderSort(String field, String expression, Function<PurchaseOrderRow, String> text, Function<String, Object> value) {
        this.field = field;
        this.expression = expression;
        this.text = text;
        this.value = value;
    }

    /** Name in the API's {@code sort} parameter. */
    public String field() {
        return field;
    }

    String expression() {
        return expression;
    }

    String textOf(PurchaseOrderRow row) {
        return text.apply(row);
    }

    Object parse(String cursorText) {
        return value.apply(cursorText);
    }
}
