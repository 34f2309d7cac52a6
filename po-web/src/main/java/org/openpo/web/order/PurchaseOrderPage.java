package org.openpo.web.order;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.ejb.invoice.PurchaseOrderRematch;
import org.openpo.ejb.match.RematchScope;
import org.openpo.ejb.match.WhatIf;
import org.openpo.ejb.match.WhatIfService;
import org.openpo.ejb.order.LineItemView;
import org.openpo.ejb.notice.PurchaseOrderOpenings;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.web.faces.Notes;
import org.primefaces.PrimeFaces;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/** One purchase order with its tabs and the actions on it, as {@code #{purchaseOrder}}. */
@Named("purchaseOrder")
@ViewScoped
public class PurchaseOrderPage implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Set<String> TABS = Set.of("lines", "invoices", "contacts", "documents", "history");

    @EJB
    private PurchaseOrderQueries queries;
    @EJB
    private PurchaseOrderService service;
    @EJB
    private InvoiceQueries invoiceQueries;
    @EJB
    private WhatIfService whatIfService;
    @EJB
    private PurchaseOrderRematch rematch;
    @EJB
    private PurchaseOrderOpenings openings;
    @Inject
    private Notes notes;

    private String id;
    private String tab;
    private long version;
    private transient PurchaseOrderDetails details;
    private transient PurchaseOrderInvoices invoices;
    private transient WhatIf whatIf;
    private transient WhatIf exceptionsAlone;

    private PurchaseOrderStatus newStatus;
    private String reason;
    private Long lineItemId;
    private LineAction lineAction;
    private RematchScope matchScope;
    /** What came of it so far, while invoices are matched again. */
    private PurchaseOrderRematch.Result matching;

    /** What can be done to one line beyond editing it. */
    public enum LineAction { CLOSE, REOPEN, DELETE }

    /** Reads the purchase order of the address; an unknown one is answered with the 404 page. */
    public void open() {
        version = getDetails().version();
        openings.opened(getDetails().id());
    }

    public PurchaseOrderDetails getDetails() {
        if (details == null) {
            details = queries.details(pk());
        }
        return details;
    }

    private long pk() {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException notAnId) {
            throw new NotFoundException("PurchaseOrder", id);
        }
    }

    public PurchaseOrderInvoices getInvoices() {
        if (invoices == null) {
            invoices = new PurchaseOrderInvoices(invoiceQueries, pk());
        }
        return invoices;
    }

    /** What matching everything again would bring to this order as it stands; only for those who may do it. */
    public WhatIf getWhatIf() {
        if (whatIf == null) {
            whatIf = whatIfService.of(pk(), RematchScope.ALL);
        }
        return whatIf;
    }

    /** What matching the exceptions alone would bring: other than above where a line holds what it cannot cover, because nothing else moves. */
    public WhatIf getExceptionsAlone() {
        if (exceptionsAlone == null) {
            exceptionsAlone = getWhatIf().moved().isEmpty() ? getWhatIf() : whatIfService.of(pk(), RematchScope.EXCEPTIONS);
        }
        return exceptionsAlone;
    }

    /** Matches the exceptions that now find a line here; with ALL also takes over what rules put on other lines. Part by part, and each part is a request. */
    public String match(RematchScope scope) {
        matchScope = scope;
        matching = null;
        return matchOn();
    }

    /** The next part. */
    public String matchOn() {
        PurchaseOrderRematch.Result soFar = matching == null ? PurchaseOrderRematch.Result.NOTHING_YET : matching;
        matching = soFar.and(rematch.run(pk(), matchScope, soFar.nextCursor(), Duration.ZERO));
        if (matching.nextCursor() != null) {
            PrimeFaces.current().ajax().addCallbackParam("goOn", true);
            return null;
        }
        notes.done("orderDetails.match.done", matching.matched(), matching.moved());
        return again();
    }

    /** How many invoices were looked at, while they are matched again; else null. */
    public Long getMatchingTried() {
        return matching == null ? null : matching.tried();
    }

    /** The invoices' order before anyone chooses another: the latest first. */
    public SortMeta getInvoiceOrder() {
        return SortMeta.builder().field(InvoiceSort.ISSUE_DATE.name()).order(SortOrder.DESCENDING).build();
    }

    /** Share of the committed amount that is left, below zero when more was billed; null without a committed amount. */
    public BigDecimal getShareLeft() {
        return getDetails().committed().signum() == 0 ? null
                : getDetails().balance().divide(getDetails().committed(), 6, RoundingMode.HALF_EVEN);
    }

    /** Sum of the tax in the lines' totals. */
    public BigDecimal getTaxTotal() {
        return getDetails().lineItems().stream().map(this::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Tracked lines that were billed more than their total. */
    public int getOverLines() {
        return (int) getDetails().lineItems().stream().filter(LineItemView::outOfBalance).count();
    }

    /** By how much, in all. */
    public BigDecimal getOverAmount() {
        return getDetails().lineItems().stream().filter(LineItemView::outOfBalance).map(l -> l.balance().negate()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public int getTrackedLines() {
        return (int) getDetails().lineItems().stream().filter(LineItemView::balanceTracking).count();
    }

    public String getSellersText() {
        return String.join(", ", getDetails().sellers());
    }

    public String getTaxRegistrationNumbersText() {
        return String.join(", ", getDetails().taxRegistrationNumbers());
    }

    public String getInvoiceUnitsText() {
        return String.join(", ", getDetails().invoiceUnits());
    }

    public String accountsText(LineItemView line) {
        return String.join(", ", line.chargeAccounts());
    }

    public List<String> getTags() {
        return getDetails().tags().entrySet().stream().map(tag -> PurchaseOrderForm.tagText(tag.getKey(), tag.getValue())).sorted().toList();
    }

    /** The tax in a line's total. */
    public BigDecimal tax(LineItemView line) {
        return line.unitPrice() == null ? BigDecimal.ZERO : line.total().subtract(line.unitPrice().multiply(line.quantity()));
    }

    /** Statuses of the dialog: the current one and those it may be changed to. */
    public List<PurchaseOrderStatus> getStatuses() {
        return Stream.concat(Stream.of(getDetails().status()), getDetails().reachableStatuses().stream())
                .sorted().toList();
    }

    public void beginStatus() {
        newStatus = getDetails().reachableStatuses().isEmpty() ? getDetails().status() : getDetails().reachableStatuses().get(0);
        reason = null;
    }

    public String changeStatus() {
        return act("status", () -> {
            if (newStatus != getDetails().status()) {
                service.changeStatus(pk(), version, newStatus, reason);
                notes.done("orderDetails.statusChanged", getDetails().purchaseOrderId(), newStatus);
            }
            return again();
        });
    }

    /** Suspends in place of deleting. */
    public String suspendInstead() {
        return act("delete", () -> {
            PurchaseOrderStatus suspended = getDetails().reachableStatuses().stream().filter(PurchaseOrderStatus::isSuspended).findFirst().orElseThrow();
            service.changeStatus(pk(), version, suspended, reason);
            notes.done("orderDetails.statusChanged", getDetails().purchaseOrderId(), suspended);
            return again();
        });
    }

    /** Whether the milder way is open: not suspended yet. */
    public boolean isSuspendable() {
        return getDetails().reachableStatuses().stream().anyMatch(PurchaseOrderStatus::isSuspended);
    }

    public void beginDelete() {
        reason = null;
    }

    public String delete() {
        return act("delete", () -> {
            String name = getDetails().purchaseOrderId();
            service.delete(pk(), version, reason);
            notes.done("orderDetails.deleted", name);
            return "/dashboard?faces-redirect=true";
        });
    }

    /** Opens the dialog of an action on a line. */
    public void beginLine(LineAction action, long line) {
        lineAction = action;
        lineItemId = line;
        reason = null;
    }

    /** The line of the dialog, or null. */
    public LineItemView getLine() {
        return lineItemId == null ? null : getDetails().lineItems().stream().filter(l -> l.id() == lineItemId).findFirst().orElse(null);
    }

    /** Does what the dialog offers; closing is offered in place of deleting for a line that has invoices. */
    public String actOnLine(LineAction action) {
        return act("line", () -> {
            String number = getLine().number();
            switch (action) {
                case CLOSE -> service.closeLineItem(pk(), version, lineItemId, true, reason);
                case REOPEN -> service.closeLineItem(pk(), version, lineItemId, false, reason);
                case DELETE -> service.deleteLineItem(pk(), version, lineItemId);
            }
            notes.done("orderDetails.line." + action, number);
            return again();
        });
    }

    /** A problem with the reason is said in the dialog; for any other the dialog closes, because the page says it. */
    private String act(String dialog, Supplier<String> action) {
        try {
            return action.get();
        } catch (BusinessRuleException refused) {
            if (refused.violations().stream().allMatch(v -> v.field().equals("reason"))) {
                notes.quiet();
                notes.refused(refused, field -> (dialog.equals("line") ? "lineAction" : dialog) + "Form:" + dialog + "Reason");
            } else {
                PrimeFaces.current().executeScript("PF('" + dialog + "Dialog').hide()");
                notes.refused(refused, field -> null);
            }
            return null;
        }
    }

    /** Draws the page anew from the database, on the same tab. */
    public String again() {
        return "/purchase-orders/details?faces-redirect=true&id=" + pk() + (getTab().equals("lines") ? "" : "&tab=" + getTab());
    }

    public String getTab() {
        return tab != null && TABS.contains(tab) ? tab : "lines";
    }

    public void setTab(String tab) {
        this.tab = tab;
    }

    /** The version that was read when the page was opened. */
    long getVersion() { return version; }
    public String getId() { return id; }
    public void setId(String id) { this.id = id; }
    public PurchaseOrderStatus getNewStatus() { return newStatus; }
    public void setNewStatus(PurchaseOrderStatus newStatus) { this.newStatus = newStatus; }
    public String getReason() { return reason; }
    public void setReason(String reason) { this.reason = reason; }
    public LineAction getLineAction() { return lineAction; }
}
