package org.openpo.web.order;

import java.util.List;

import org.openpo.domain.order.MonthRange;
import org.openpo.web.i18n.Formats;

/** A line item in the dialog of the details page, kept in {@link FormDrafts} until it is saved or given up. */
public class LineDraft implements FormDrafts.Draft {
    private final long purchaseOrder;
    private final long version;
    private final String currency;
    private final MonthRange window;
    private final LineItemForm line;
    private final List<Object> beginning;
    private Formats formats;

    LineDraft(long purchaseOrder, long version, String currency, MonthRange window, LineItemForm line, Formats formats) {
        this.purchaseOrder = purchaseOrder;
        this.version = version;
        this.currency = currency;
        this.window = window;
        this.line = line;
        this.formats = formats;
        this.beginning = line.values();
    }

    /** Key in {@link FormDrafts}: one per purchase order and line. */
    static String key(long purchaseOrder, Long line) {
        return "line-" + purchaseOrder + "-" + (line == null ? "new" : line);
    }

    /** Numbers are typed in the page's language. */
    void speak(Formats now) {
        if (now.decimalSeparator() != formats.decimalSeparator()) {
            line.rewrite(formats, now, currency);
        }
        formats = now;
    }

    @Override
    public boolean isChanged() {
        return !beginning.equals(line.values());
    }

    public long getPurchaseOrder() { return purchaseOrder; }
    public long getVersion() { return version; }
    public String getCurrency() { return currency; }
    public MonthRange getWindow() { return window; }
    public LineItemForm getLine() { return line; }
    public boolean isNew() { return line.getId() == null; }
    Formats formats() { return formats; }
}
