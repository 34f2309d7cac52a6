package org.openpo.ejb.inbound.read;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.openpo.domain.money.Decimals;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.party.Seller;

/**
 * Purchase orders as rows of a file: what {@link PurchaseOrderFile} reads again without a difference. The purchase order's own columns are repeated on each
 * row, so that rows can be sorted and filtered.
 */
public final class PurchaseOrderRows {
    private PurchaseOrderRows() { }

    /** A row for each line item; one without line items is one row. Columns with nothing in them may be missing. */
    public static List<Map<PurchaseOrderColumn, Object>> of(PurchaseOrderDraft draft) {
        Map<PurchaseOrderColumn, Object> cells = order(draft);
        if (draft.lineItems().isEmpty()) {
            return List.of(cells);
        }
        List<Map<PurchaseOrderColumn, Object>> rows = new ArrayList<>();
        for (LineItemDraft line : draft.lineItems()) {
            Map<PurchaseOrderColumn, Object> row = new EnumMap<>(cells);
            line(row, line, draft.currency());
            rows.add(row);
        }
        return rows;
    }

    private static Map<PurchaseOrderColumn, Object> order(PurchaseOrderDraft d) {
        Map<PurchaseOrderColumn, Object> cells = new EnumMap<>(PurchaseOrderColumn.class);
        cells.put(PurchaseOrderColumn.PURCHASE_ORDER_ID, d.purchaseOrderId());
        cells.put(PurchaseOrderColumn.DESCRIPTION, d.description());
        cells.put(PurchaseOrderColumn.SELLERS, d.anySeller() ? Seller.ANY : ListCell.write(d.sellers()));
        cells.put(PurchaseOrderColumn.CURRENCY, d.currency());
        cells.put(PurchaseOrderColumn.EFFECTIVE_MONTH, d.effectiveMonth().toString());
        cells.put(PurchaseOrderColumn.EXPIRATION_MONTH, d.expirationMonth().toString());
        cells.put(PurchaseOrderColumn.AMOUNT_BASIS, d.amountBasis().name());
        cells.put(PurchaseOrderColumn.TAX_REGISTRATION_NUMBERS, ListCell.write(d.taxRegistrationNumbers()));
        cells.put(PurchaseOrderColumn.INVOICE_UNITS, ListCell.write(d.invoiceUnits()));
        cells.put(PurchaseOrderColumn.BILL_TO, d.billTo());
        cells.put(PurchaseOrderColumn.SHIP_TO, d.shipTo());
        cells.put(PurchaseOrderColumn.PAYMENT_TERMS, d.paymentTerms());
        cells.put(PurchaseOrderColumn.CONTACTS, ListCell.write(d.contacts().stream().map(PurchaseOrderRows::contact).toList()));
        cells.put(PurchaseOrderColumn.TAGS, ListCell.writePairs(d.tags().entrySet().stream()
                .map(t -> new ListCell.Pair(t.getKey(), t.getValue() == null ? "" : t.getValue())).toList()));
        return cells;
    }

    private static String contact(ContactDraft c) {
        return c.name() == null ? c.email() : c.name() + " <" + c.email() + ">";
    }

    private static void line(Map<PurchaseOrderColumn, Object> row, LineItemDraft l, String currency) {
        row.put(PurchaseOrderColumn.LINE_NUMBER, l.number());
        row.put(PurchaseOrderColumn.LINE_DESCRIPTION, l.description());
        row.put(PurchaseOrderColumn.LINE_TYPE, l.type().name());
        row.put(PurchaseOrderColumn.LINE_START_MONTH, l.startMonth().toString());
        row.put(PurchaseOrderColumn.LINE_END_MONTH, l.endMonth().toString());
        row.put(PurchaseOrderColumn.BALANCE_TRACKING, l.balanceTracking());
        row.put(PurchaseOrderColumn.UNIT_PRICE, l.unitPrice() == null ? null : Decimals.ofCurrency(l.unitPrice(), currency));
        row.put(PurchaseOrderColumn.QUANTITY, Decimals.plain(l.quantity()));
        if (l.tax().kind() == LineTax.Kind.PERCENT) {
            row.put(PurchaseOrderColumn.TAX_PERCENT, Decimals.plain(l.tax().value()));
        } else if (l.tax().kind() == LineTax.Kind.AMOUNT) {
            row.put(PurchaseOrderColumn.TAX_AMOUNT, Decimals.ofCurrency(l.tax().value(), currency));
        }
        row.put(PurchaseOrderColumn.OVERSPEND_POLICY, l.overspendPolicy().name());
        row.put(PurchaseOrderColumn.CHARGE_ACCOUNTS, ListCell.write(l.chargeAccounts()));
    }
}
