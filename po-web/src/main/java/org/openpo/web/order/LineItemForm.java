package org.openpo.web.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.LineValue;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.order.LineItemView;
import org.openpo.web.i18n.Formats;

/** A line item as it stands in a form: texts as typed, right or wrong. */
public class LineItemForm {
    private static final int TAX_DECIMALS = 8;

    private final Long id;
    private final boolean closed;
    private final boolean allocated;
    private String number;
    private String description;
    private LineItemType type = LineItemType.ALL;
    private String startMonth;
    private String endMonth;
    private boolean balanceTracking = true;
    private String unitPrice;
    private String quantity = "1";
    private LineTax.Kind taxKind = LineTax.Kind.NONE;
    private String taxValue;
    private OverspendPolicy overspendPolicy = OverspendPolicy.ALLOW;
    private List<String> chargeAccounts = new ArrayList<>();

    private LineItemForm(Long id, boolean closed, boolean allocated) {
        this.id = id;
        this.closed = closed;
        this.allocated = allocated;
    }

    /**
     * A new line over the whole window.
     *
     * @param window of the purchase order, or null while it is not known
     */
    static LineItemForm added(String number, MonthRange window) {
        LineItemForm line = new LineItemForm(null, false, false);
        line.number = number;
        line.cover(window);
        return line;
    }

    static LineItemForm of(LineItemView saved, String currency, Formats formats) {
        LineItemForm line = new LineItemForm(saved.id(), saved.closed(), saved.hasAllocations());
        line.fill(saved.toDraft(), currency, formats);
        return line;
    }

    /** A line of a purchase order that is not saved yet. */
    static LineItemForm of(LineItemDraft draft, String currency, Formats formats) {
        LineItemForm line = new LineItemForm(null, false, false);
        line.fill(draft, currency, formats);
        return line;
    }

    private void fill(LineItemDraft saved, String currency, Formats formats) {
        number = saved.number();
        description = saved.description();
        type = saved.type();
        startMonth = Typing.month(saved.startMonth());
        endMonth = Typing.month(saved.endMonth());
        balanceTracking = saved.balanceTracking();
        unitPrice = saved.unitPrice() == null ? null : formats.decimal(saved.unitPrice(), formats.digitsOf(currency), Typing.PRICE_DECIMALS);
        quantity = formats.decimal(saved.quantity(), 0, Typing.PRICE_DECIMALS);
        taxKind = saved.tax().kind();
        taxValue = saved.tax().kind() == LineTax.Kind.NONE ? null : formats.decimal(saved.tax().value(), 0, TAX_DECIMALS);
        overspendPolicy = saved.overspendPolicy();
        chargeAccounts = new ArrayList<>(saved.chargeAccounts());
    }

    /** A new line with the same content. */
    LineItemForm copy(String newNumber) {
        LineItemForm line = new LineItemForm(null, false, false);
        line.number = newNumber;
        line.description = description;
        line.type = type;
        line.startMonth = startMonth;
        line.endMonth = endMonth;
        line.balanceTracking = balanceTracking;
        line.unitPrice = unitPrice;
        line.quantity = quantity;
        line.taxKind = taxKind;
        line.taxValue = taxValue;
        line.overspendPolicy = overspendPolicy;
        line.chargeAccounts = new ArrayList<>(chargeAccounts);
        return line;
    }

    /** Start and end at the purchase order's, if it has a window. */
    final void cover(MonthRange window) {
        if (window != null) {
            startMonth = Typing.month(window.from());
            endMonth = Typing.month(window.to());
        }
    }

    /** Readable months lie inside the window; months that cannot be read are not this question's. */
    boolean isOutside(MonthRange window) {
        return Typing.month(startMonth).filter(m -> !window.contains(m)).isPresent()
                || Typing.month(endMonth).filter(m -> !window.contains(m)).isPresent();
    }

    /** Cuts the line's months down to the window; a line that lies wholly outside covers it. */
    void clip(MonthRange window) {
        var start = Typing.month(startMonth);
        var end = Typing.month(endMonth);
        if (start.isEmpty() || end.isEmpty() || start.get().isAfter(window.to()) || end.get().isBefore(window.from())) {
            cover(window);
            return;
        }
        startMonth = Typing.month(start.get().isBefore(window.from()) ? window.from() : start.get());
        endMonth = Typing.month(end.get().isAfter(window.to()) ? window.to() : end.get());
    }

    /** Whether the line began or ended with the old window but not with the new one. */
    boolean isLeftBehind(MonthRange old, MonthRange now) {
        boolean start = Typing.month(startMonth).filter(old.from()::equals).isPresent() && !old.from().equals(now.from());
        boolean end = Typing.month(endMonth).filter(old.to()::equals).isPresent() && !old.to().equals(now.to());
        return start || end;
    }

    /** Moves a start or end that was the old window's to the new window's. */
    void follow(MonthRange old, MonthRange now) {
        if (Typing.month(startMonth).filter(old.from()::equals).isPresent()) {
            startMonth = Typing.month(now.from());
        }
        if (Typing.month(endMonth).filter(old.to()::equals).isPresent()) {
            endMonth = Typing.month(now.to());
        }
    }

    /**
     * What was typed, read.
     *
     * @param prefix   of the field names in violations, for example {@code lineItems[2].}
     * @param problems takes what cannot be read
     */
    LineItemDraft toDraft(Formats formats, String prefix, Checks problems) {
        BigDecimal tax = taxKind == LineTax.Kind.NONE ? null : Typing.number(taxValue, prefix + "tax.value", formats, problems);
        if (taxKind != LineTax.Kind.NONE && Typing.blank(taxValue)) {
            problems.add(prefix + "tax.value", ErrorCode.REQUIRED);
        }
        return new LineItemDraft(id, number, description, type, Typing.month(startMonth, prefix + "startMonth", problems),
                Typing.month(endMonth, prefix + "endMonth", problems), balanceTracking,
                Typing.number(unitPrice, prefix + "unitPrice", formats, problems), Typing.number(quantity, prefix + "quantity", formats, problems),
                tax == null ? null : new LineTax(taxKind, tax), overspendPolicy, chargeAccounts);
    }

    /** unit price × quantity + tax, zero without a price, or empty while something cannot be read. */
    Optional<BigDecimal> total(Currency currency, Formats formats) {
        if (Typing.blank(unitPrice)) {
            return Optional.of(BigDecimal.ZERO);
        }
        Optional<BigDecimal> price = Typing.number(unitPrice, formats);
        Optional<BigDecimal> units = Typing.blank(quantity) ? Optional.of(BigDecimal.ONE) : Typing.number(quantity, formats);
        Optional<BigDecimal> tax = taxKind == LineTax.Kind.NONE ? Optional.of(BigDecimal.ZERO) : Typing.number(taxValue, formats);
        return price.isEmpty() || units.isEmpty() || tax.isEmpty() ? Optional.empty()
                : Optional.of(new LineValue(price.get(), units.get(), new LineTax(taxKind, tax.get())).total(currency));
    }

    /** Writes prices and quantities in the form of a language; decimals of the currency are filled up. */
    void rewrite(Formats from, Formats to, String currency) {
        unitPrice = Typing.rewritten(unitPrice, from, to, to.digitsOf(currency));
        quantity = Typing.rewritten(quantity, from, to, 0);
        taxValue = Typing.rewritten(taxValue, from, to, taxKind == LineTax.Kind.AMOUNT ? to.digitsOf(currency) : 0);
    }

    /** Groups digits and fills up decimals of what can be read. */
    void tidy(Formats formats, String currency) {
        rewrite(formats, formats, currency);
    }

    /** Everything that can be typed, to see whether something was. */
    List<Object> values() {
        return Arrays.asList(id, number, description, type, startMonth, endMonth, balanceTracking, unitPrice, quantity, taxKind, taxValue,
                overspendPolicy, List.copyOf(chargeAccounts));
    }

    public Long getId() { return id; }
    public boolean isClosed() { return closed; }
    /** Invoices were charged to it once: it can be closed, not removed. */
    public boolean isAllocated() { return allocated; }
    public String getNumber() { return number; }
    public void setNumber(String number) { this.number = number; }
    public String getDescription() { return description; }
    public void setDescription(String description) { this.description = description; }
    public LineItemType getType() { return type; }
    public void setType(LineItemType type) { this.type = type; }
    public String getStartMonth() { return startMonth; }
    public void setStartMonth(String startMonth) { this.startMonth = startMonth; }
    public String getEndMonth() { return endMonth; }
    public void setEndMonth(String endMonth) { this.endMonth = endMonth; }
    public boolean isBalanceTracking() { return balanceTracking; }
    public void setBalanceTracking(boolean balanceTracking) { this.balanceTracking = balanceTracking; }
    public String getUnitPrice() { return unitPrice; }
    public void setUnitPrice(String unitPrice) { this.unitPrice = unitPrice; }
    public String getQuantity() { return quantity; }
    public void setQuantity(String quantity) { this.quantity = quantity; }
    public LineTax.Kind getTaxKind() { return taxKind; }
    public void setTaxKind(LineTax.Kind taxKind) { this.taxKind = taxKind; }
    public String getTaxValue() { return taxValue; }
    public void setTaxValue(String taxValue) { this.taxValue = taxValue; }
    public OverspendPolicy getOverspendPolicy() { return overspendPolicy; }
    public void setOverspendPolicy(OverspendPolicy overspendPolicy) { this.overspendPolicy = overspendPolicy; }
    public List<String> getChargeAccounts() { return chargeAccounts; }
    public void setChargeAccounts(List<String> chargeAccounts) {
        this.chargeAccounts = chargeAccounts == null ? new ArrayList<>() : new ArrayList<>(chargeAccounts);
    }
}
