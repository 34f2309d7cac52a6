package org.openpo.web.queue;

import java.util.Set;

import org.openpo.domain.wayout.WayOut;
import org.openpo.domain.wayout.WayOutKind;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.match.InvoiceDoubts;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** Says the ways out of one exception: {@code wayOut.KIND} and what follows that key. */
final class WayOutTexts {
    /** Decisions that are written down with a reason. */
    private static final Set<WayOutKind> REASONED = Set.of(WayOutKind.ACCEPT_OVERSPEND, WayOutKind.ASSIGN_LINE, WayOutKind.MARK_DUPLICATE, WayOutKind.EXCLUDE,
            WayOutKind.REOPEN_LINE, WayOutKind.NOT_DUPLICATE, WayOutKind.ACCEPT_AMOUNTS, WayOutKind.ACTIVATE);

    private static final Set<WayOutKind> NEEDS_VALUE = Set.of(WayOutKind.ADD_RATE, WayOutKind.ADD_ALIAS);

    private final Texts texts;
    private final Formats formats;

    WayOutTexts(Texts texts, Formats formats) {
        this.texts = texts;
        this.formats = formats;
    }

    /**
     * A way out as the page shows it.
     *
     * @param value  what the browser sends for it: kind, order and line
     * @param title  what will be done
     * @param note   why, or what it means
     * @param button the same in a word or two
     * @param reason what is written down unless the person writes something else; null if nothing is
     * @param input  CREATE_PURCHASE_ORDER, ADD_RATE or ADD_ALIAS if it needs one more value; null if a click is enough
     */
    public record Option(WayOut way, String value, String title, String note, String button, String reason, String input) { }

    Option of(WayOut way, InvoiceDetails invoice, InvoiceDoubts.Twin twin) {
        Object[] values = {
            text(way.purchaseOrderId()),
            text(way.lineItemNumber()),
            way.amount() == null ? "" : formats.money(way.amount(), way.currency().getCurrencyCode()),
            way.months() == null ? "" : formats.months(way.months().from(), way.months().to()),
            way.lineItemType() == null ? "" : texts.name(way.lineItemType()),
            invoice.row().currency(),
            way.currency() == null ? "" : way.currency().getCurrencyCode(),
            invoice.row().seller(),
            text(invoice.taxRegistrationNumber()),
            text(invoice.invoiceUnit()),
            twin == null ? "" : twin.invoiceId(),
            invoice.row().billingPeriod()};
        boolean needsId = way.kind() == WayOutKind.CREATE_PURCHASE_ORDER && way.purchaseOrderId() == null;
        String key = "wayOut." + way.kind() + (needsId ? ".named" : "");
        return new Option(way, valueOf(way), texts.get(key, values), texts.get("wayOut." + way.kind() + ".note", values),
                texts.get("wayOut." + way.kind() + ".button", values),
                REASONED.contains(way.kind()) ? texts.get("wayOut." + way.kind() + ".reason", values) : null,
                needsId || NEEDS_VALUE.contains(way.kind()) ? way.kind().name() : null);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    static String valueOf(WayOut way) {
        return way.kind() + "|" + (way.purchaseOrderKey() == null ? "" : way.purchaseOrderKey()) + "|" + (way.lineItemId() == null ? "" : way.lineItemId());
    }
}
