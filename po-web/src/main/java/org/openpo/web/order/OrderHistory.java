package org.openpo.web.order;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.PurchaseOrderDiff;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.order.PurchaseOrderVersions;
import org.openpo.ejb.order.VersionView;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;
import org.primefaces.PrimeFaces;

/** The history of a purchase order in words, and bringing an older version back, as {@code #{orderHistory}}. */
@Named("orderHistory")
@ViewScoped
public class OrderHistory implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int FIRST = 20;
    private static final int MORE = 50;

    @EJB
    private PurchaseOrderVersions versions;
    @EJB
    private PurchaseOrderService service;
    @Inject
    private PurchaseOrderPage page;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;
    @Inject
    private Notes notes;

    private int shown = FIRST;
    private int number;
    private String reason;
    private transient List<VersionView> list;

    /** The latest first. */
    public List<VersionView> getVersions() {
        return read().size() > shown ? read().subList(0, shown) : read();
    }

    public boolean isMore() {
        return read().size() > shown;
    }

    private List<VersionView> read() {
        if (list == null) {
            list = versions.list(page.getDetails().id(), null, shown + 1);
        }
        return list;
    }

    public void showMore() {
        shown += MORE;
        list = null;
    }

    /** Only an older version can come back. */
    public boolean isRestorable(VersionView version) {
        return version.number() < read().get(0).number();
    }

    /** What a change is about: a field, or a field of a line. */
    public String label(PurchaseOrderDiff.Change change) {
        String field = texts.get("history.field." + change.field());
        return change.lineItem() == null || change.field().equals("lineItem") ? field : texts.get("history.ofLine", change.lineItem(), field);
    }

    /** A value of a change in the person's language; "" if there is none. */
    public String value(VersionView version, PurchaseOrderDiff.Change change, boolean after) {
        Object value = after ? change.after() : change.before();
        String currency = version.state().draft().currency();
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
                    formats.money(line.total(java.util.Currency.getInstance(currency)), currency));
        }
        if (value instanceof BigDecimal amount) {
            return change.field().equals("unitPrice") ? formats.money(amount, currency) : formats.number(amount);
        }
        return value.toString();
    }

    public void begin(int version) {
        number = version;
        reason = null;
    }

    public String restore() {
        try {
            service.restore(page.getDetails().id(), page.getVersion(), number, reason);
            notes.done("history.restored", number);
            return page.again();
        } catch (BusinessRuleException refused) {
            if (refused.violations().stream().allMatch(v -> v.field().equals("reason"))) {
                notes.quiet();
                notes.refused(refused, field -> "restoreForm:restoreReason");
            } else {
                PrimeFaces.current().executeScript("PF('restoreDialog').hide()");
                notes.refused(refused, field -> null);
            }
            return null;
        }
    }

    public int getNumber() { return number; }
    public String getReason() { return reason; }
    public void setReason(String reason) { this.reason = reason; }
}
