package org.openpo.web.order;

import java.io.Serializable;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.order.PurchaseOrderCopies;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.order.PurchaseOrderVersions;
import org.openpo.ejb.order.RollOverLinks;
import org.openpo.ejb.order.VersionView;
import org.openpo.web.faces.Notes;
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
    @EJB
    private PurchaseOrderCopies copies;
    @Inject
    private PurchaseOrderPage page;
    @Inject
    private Notes notes;

    private int shown = FIRST;
    private int number;
    private String reason;
    private transient List<VersionView> list;
    private transient RollOverLinks links;

    /** The latest first. */
    public List<VersionView> getVersions() {
        return read().size() > shown ? read().subList(0, shown) : read();
    }

    /** What it continues, and what continues it: noted without a version, because nothing of it changed. */
    public RollOverLinks getLinks() {
        if (links == null) {
            links = copies.links(page.getDetails().id());
        }
        return links;
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
