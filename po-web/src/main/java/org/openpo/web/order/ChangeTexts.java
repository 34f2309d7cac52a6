package org.openpo.web.order;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Currency;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.PurchaseOrderDiff;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** Differences between two states of a purchase order in words, as {@code #{changeTexts}}. */
@Named("changeTexts")
@RequestScoped
public class ChangeTexts {
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;

    /** What a change is about: a field, or a field of a line. */
    public String label(PurchaseOrderDiff.Change change) {
        String field = texts.get("history.field." + change.field());
        return change.lineItem() == null || change.field().equals("lineItem") ? field : texts.get("history.ofLine", change.lineItem(), field);
    }

    /**
     * A value of a change in the person's language; "" if there is none.
     *
     * @param currency of the purchase order, code
     */
    public String value(PurchaseOrderDiff.Change change, String currency, boolean after) {
        Object value = after ? change.after() : change.before();
        if (value == null) {
            return "";
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (value instanceof Boolean flag) {
            return texts.get(flag ? "history.yes" : "history.no");
        }
        if (value instanceof YearMonth month) {
            return formats.month(month);
        }
        if (value instanceof Enum<?> constant) {
            return texts.name(constant);
        }
        if (value instanceof LineTax tax) {
            return tax.kind() == LineTax.Kind.PERCENT ? formats.number(tax.value()) + "%" : formats.money(tax.value(), currency);
        }
        if (value instanceof LineItemDraft line) {
            return texts.get("history.line", line.number(), texts.name(line.type()), formats.months(line.startMonth(), line.endMonth()),
                    formats.money(line.total(Currency.getInstance(currency)), currency));
        }
        if (value instanceof BigDecimal amount) {
            return change.field().equals("unitPrice") ? formats.money(amount, currency) : formats.number(amount);
        }
        return value.toString();
    }
}
