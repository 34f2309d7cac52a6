package org.openpo.web.dashboard;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.order.PurchaseOrderBulk;
import org.openpo.ejb.order.PurchaseOrderBulk.Outcome;
import org.openpo.ejb.order.PurchaseOrderExport;
import org.openpo.ejb.order.PurchaseOrderFilter;
import org.openpo.ejb.order.PurchaseOrderRow;
import org.openpo.ejb.order.PurchaseOrderSort;
import org.openpo.ejb.party.ContactFilter;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.ejb.party.ContactSort;
import org.openpo.web.faces.FileDownload;
import org.openpo.web.faces.Notes;
import org.primefaces.PrimeFaces;

/** What is done with the purchase orders that were checked in the list, as {@code #{orderBulk}}. */
@Named("orderBulk")
@ViewScoped
public class OrderBulkBean implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int SUGGESTIONS = 10;

    /** What the dialog asks for. */
    public enum Action { SUSPEND, ACTIVATE, TAG, CONTACT }

    @EJB
    private PurchaseOrderBulk bulk;
    @EJB
    private PurchaseOrderExport export;
    @EJB
    private ContactQueries contacts;
    @Inject
    private DashboardBean dashboard;
    @Inject
    private Notes notes;

    private String ids;
    private Action action;
    private transient List<PurchaseOrderRow> orders;
    private transient Outcome outcome;
    private String tagKey;
    private String tagValue;
    private String email;
    private String reason;

    /** Opens the dialog for what is checked now. */
    public void begin(Action wanted) {
        action = wanted;
        orders = null;
        outcome = null;
        tagKey = null;
        tagValue = null;
        email = null;
        reason = null;
    }

    /** Does it; the dialog stays where something could not be done, and says what. */
    public void apply() {
        try {
            outcome = switch (action) {
                case SUSPEND -> bulk.suspend(chosen(), true, reason);
                case ACTIVATE -> bulk.suspend(chosen(), false, reason);
                case TAG -> bulk.tag(chosen(), tagKey, tagValue, reason);
                case CONTACT -> bulk.addContact(chosen(), email, reason);
            };
        } catch (BusinessRuleException refused) {
            notes.refused(refused);
            return;
        }
        orders = null;
        dashboard.refresh();
        // Only now: as long as something is to be corrected in the dialog, the rows stay checked.
        PrimeFaces.current().ajax().update("list:orders", "list:views", "overview");
        PrimeFaces.current().ajax().addCallbackParam("left", outcome.refusals().stream().map(refusal -> String.valueOf(refusal.id())).collect(Collectors.joining(",")));
        if (outcome.refusals().isEmpty()) {
            notes.toast("bulk.done", outcome.changed(), outcome.unchanged());
            PrimeFaces.current().ajax().addCallbackParam("complete", true);
        }
    }

    /** Hands out those that are checked, whatever else of the form cannot be read. */
    public void export(ExportFormat format) throws IOException {
        ids = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().get("list:chosen");
        PurchaseOrderFilter checked = PurchaseOrderFilter.of(new LinkedHashSet<>(chosen()));
        FileDownload.send("purchase-orders", format, out -> export.write(checked, PurchaseOrderSort.PURCHASE_ORDER_ID, false, format, out));
    }

    public List<PurchaseOrderRow> getOrders() {
        if (orders == null) {
            orders = bulk.chosen(chosen());
        }
        return orders;
    }

    /** Addresses of active contacts whose name or address has this text. */
    public List<String> suggest(String text) {
        return contacts.page(new ContactFilter(text, null, null, ContactFilter.Condition.ACTIVE), ContactSort.NAME, false, 0, SUGGESTIONS).items().stream()
                .map(row -> row.contact().email()).toList();
    }

    /** The ids as the page sends them; what is no id is left out. */
    private List<Long> chosen() {
        return Arrays.stream((ids == null ? "" : ids).split(",")).filter(id -> id.matches("[0-9]{1,18}")).map(Long::valueOf)
                .distinct().limit(PurchaseOrderBulk.MOST).toList();
    }

    public Outcome getOutcome() {
        return outcome;
    }

    public Action getAction() {
        return action;
    }

    public String getIds() {
        return ids;
    }

    public void setIds(String ids) {
        this.ids = ids;
    }

    public String getTagKey() {
        return tagKey;
    }

    public void setTagKey(String tagKey) {
        this.tagKey = tagKey;
    }

    public String getTagValue() {
        return tagValue;
    }

    public void setTagValue(String tagValue) {
        this.tagValue = tagValue;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
