package org.openpo.web.queue;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.PrimeFaces;

import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.wayout.WayOut;
import org.openpo.domain.wayout.WayOutKind;
import org.openpo.ejb.access.AccountService;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.invoice.CorrectionService;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.invoice.InvoiceExport;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.invoice.InvoiceService;
import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.ejb.invoice.Waiting;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.party.SellerView;
import org.openpo.ejb.query.Page;
import org.openpo.ejb.queue.ExceptionService;
import org.openpo.ejb.queue.WayOutService;
import org.openpo.ejb.queue.WaysOutFinder;
import org.openpo.ejb.queue.WaysOutView;
import org.openpo.web.access.UserBean;
import org.openpo.web.faces.AddressBar;
import org.openpo.web.faces.FileDownload;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** The queue of exceptions with its inspector, as {@code #{exceptions}}. */
@Named("exceptions")
@ViewScoped
public class ExceptionsBean implements Serializable {
    private static final long serialVersionUID = 1L;
    /** What waits longest comes first. */
    private static final InvoiceSort ORDER = InvoiceSort.EXCEPTION_SINCE;

    @EJB
    private InvoiceQueries queries;
    @EJB
    private InvoiceExport invoiceExport;
    @EJB
    private InvoiceService invoices;
    @EJB
    private WaysOutFinder finder;
    @EJB
    private WayOutService wayOut;
    @EJB
    private ExceptionService exceptions;
    @EJB
    private CorrectionService corrections;
    @EJB
    private AccountService accounts;
    @EJB
    private SellerService sellers;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;
    @Inject
    private UserBean user;
    @Inject
    private WaitingBean waiting;
    @Inject
    private Clock clock;

    private final ExceptionListState state = new ExceptionListState();
    private String chosen;
    private String purchaseOrderId;
    private BigDecimal rate;
    private String seller;
    private String reason;
    private String bulkReason;
    private String bulkAssignee;
    private ArrayList<Long> toExclude = new ArrayList<>();
    /** What came of it so far, while all are matched again. */
    private InvoiceService.RematchResult matching;

    private transient Page<InvoiceRow> page;
    private transient List<Row> rows;
    private transient InvoiceDetails details;
    private transient List<WayOutTexts.Option> options;
    private transient Map<ExceptionView, Long> counts;
    private transient List<String> people;
    private transient List<String> directory;

    /**
     * An exception in the list.
     *
     * @param best the way out that is suggested
     * @param days it waits
     */
    public record Row(InvoiceRow invoice, WayOutTexts.Option best, long days) { }

    public ExceptionListState getState() {
        return state;
    }

    public List<Row> getRows() {
        if (rows == null) {
            rows = getPage().items().stream().flatMap(invoice -> row(invoice).stream()).toList();
        }
        return rows;
    }

    private Optional<Row> row(InvoiceRow invoice) {
        try {
            WaysOutView found = finder.of(invoice.id());
            return Optional.of(new Row(invoice, new WayOutTexts(texts, formats).of(found.best(), queries.details(invoice.id()), found.twin()), days(invoice)));
        } catch (BusinessRuleException resolvedMeanwhile) {
            return Optional.empty();
        }
    }

    private long days(InvoiceRow invoice) {
        return invoice.exceptionSince() == null ? 0 : Math.max(0, Duration.between(invoice.exceptionSince(), clock.instant()).toDays());
    }

    public Page<InvoiceRow> getPage() {
        if (page == null) {
            page = read();
            if (page.items().isEmpty() && state.getFirst() > 0) {
                state.setFirst(0);
                page = read();
            }
        }
        return page;
    }

    private Page<InvoiceRow> read() {
        return queries.page(state.filter(state.getView(), user.getName()), ORDER, false, state.getFirst(), ExceptionListState.ROWS);
    }

    /** All that wait, whatever the filters. */
    public Waiting getWaiting() {
        return queries.waiting(InvoiceFilter.ofQueue(null, null, null));
    }

    public ExceptionView[] getViews() {
        return ExceptionView.values();
    }

    public long getCount(ExceptionView view) {
        if (counts == null) {
            counts = new EnumMap<>(ExceptionView.class);
            for (ExceptionView each : ExceptionView.values()) {
                counts.put(each, queries.waiting(state.filter(each, user.getName())).count());
            }
        }
        return counts.get(view);
    }

    public ExceptionCode[] getCodes() {
        return ExceptionCode.values();
    }

    /** Those that are offered, and the one that is filtered by. */
    public List<Integer> getAges() {
        return Stream.concat(ExceptionListState.AGES.stream(), Stream.ofNullable(state.getAge())).distinct().sorted().toList();
    }

    public List<String> getSellers() {
        return queries.choices().sellers();
    }

    /** Names in the directory: whose other name an unknown one may be. */
    public List<String> getDirectory() {
        if (directory == null) {
            directory = sellers.list().stream().map(SellerView::name).toList();
        }
        return directory;
    }

    public List<String> getPeople() {
        if (people == null) {
            people = accounts.resolvers();
        }
        return people;
    }

    public void filter() {
        state.setFirst(0);
        state.setCurrent(null);
        forget();
        remember();
    }

    public void clear() {
        state.clear();
        filter();
    }

    public void clearUpTo() {
        state.setUpToText(null);
        filter();
    }

    public void clearCurrency() {
        state.setCurrency(null);
        filter();
    }

    public void clearPeriod() {
        state.setFromText(null);
        state.setToText(null);
        filter();
    }

    /** Hands out the queue as it is filtered, all pages of it. */
    public void export(ExportFormat format) throws IOException {
        FileDownload.send("exceptions", format, out -> invoiceExport.write(state.filter(state.getView(), user.getName()), ORDER, false, format, out));
    }

    public int getLast() {
        return state.getFirst() + getPage().items().size();
    }

    public boolean isMore() {
        return getLast() < getPage().total();
    }

    public void next() {
        state.setFirst(state.getFirst() + ExceptionListState.ROWS);
        turned();
    }

    public void previous() {
        state.setFirst(state.getFirst() - ExceptionListState.ROWS);
        turned();
    }

    private void turned() {
        state.setCurrent(null);
        forget();
        remember();
    }

    /** The id of the exception in the inspector: the one chosen, else the first of the list; null if the list is empty. */
    public Long getCurrent() {
        boolean listed = state.getCurrent() != null && getRows().stream().anyMatch(row -> row.invoice().id() == state.getCurrent());
        if (!listed) {
            state.setCurrent(getRows().isEmpty() ? null : getRows().get(0).invoice().id());
        }
        return state.getCurrent();
    }

    /** Place of the open exception in the list, from 1. */
    public int getPlace() {
        for (int i = 0; i < getRows().size(); i++) {
            if (getRows().get(i).invoice().id() == getCurrent()) {
                return state.getFirst() + i + 1;
            }
        }
        return 0;
    }

    public InvoiceDetails getDetails() {
        if (details == null && getCurrent() != null) {
            details = queries.details(getCurrent());
        }
        return details;
    }

    public List<WayOutTexts.Option> getOptions() {
        if (options == null) {
            WaysOutView found = finder.of(getCurrent());
            WayOutTexts words = new WayOutTexts(texts, formats);
            options = found.ways().stream().map(way -> words.of(way, getDetails(), found.twin())).toList();
        }
        return options;
    }

    /** The way that is marked in the inspector: at first the best one that the person may go. */
    public String getChosen() {
        return chosen != null ? chosen : getOptions().stream().filter(option -> isAllowed(option.way())).findFirst().map(WayOutTexts.Option::value).orElse(null);
    }

    /** Whether the person's role lets them go this way. */
    public boolean isAllowed(WayOut way) {
        return FacesContext.getCurrentInstance().getExternalContext().isUserInRole(way.kind().role().name());
    }

    /** Opens the exception that the browser names. */
    public void show() {
        state.setCurrentText(parameter("id"));
        details = null;
        options = null;
        chosen = null;
        purchaseOrderId = null;
        rate = null;
        seller = null;
        reason = null;
        remember();
    }

    /** Takes the way out that is marked in the inspector. */
    public void take() {
        chosen = parameter("way");
        take(getCurrent(), chosen, reason);
    }

    /** Takes the suggested way out of a row, as it was shown. */
    public void accept() {
        state.setCurrentText(parameter("id"));
        details = null;
        take(getCurrent(), parameter("value"), parameter("why"));
    }

    private void take(long invoice, String value, String why) {
        String[] parts = value == null ? new String[0] : value.split("\\|", -1);
        if (parts.length != 3) {
            return;
        }
        WayOutService.Choice choice = new WayOutService.Choice(WayOutKind.valueOf(parts[0]), number(parts[1]), number(parts[2]), purchaseOrderId, rate, seller, why);
        InvoiceDetails before = queries.details(invoice);
        Long following = following(invoice);
        InvoiceState after = wayOut.take(invoice, choice);
        if (after == InvoiceState.EXCEPTION) {
            notes.warning("exceptions.still", before.row().invoiceId(), queries.details(invoice).row().exceptionCodes().get(0));
        } else {
            state.setCurrent(following);
            said(before.row().invoiceId(), queries.details(invoice).row());
        }
        changed();
    }

    private void said(String invoiceId, InvoiceRow after) {
        if (after.allocations().isEmpty()) {
            notes.toast("exceptions.settled", invoiceId, after.state());
        } else {
            notes.toast("exceptions.matched", invoiceId, after.allocations().get(0).purchaseOrderId(), after.allocations().get(0).lineItemNumber());
        }
    }

    /** The exception after this one, else the one before: where the person goes on. */
    private Long following(long invoice) {
        List<Long> ids = getRows().stream().map(row -> row.invoice().id()).toList();
        int at = ids.indexOf(invoice);
        return at < 0 ? null : at + 1 < ids.size() ? ids.get(at + 1) : at > 0 ? ids.get(at - 1) : null;
    }

    public String getAssignee() {
        return getDetails() == null ? null : getDetails().row().assignedTo();
    }

    /** Who takes care of the open exception. */
    public void setAssignee(String assignee) {
        if (getCurrent() != null && !Objects.equals(emptyToNull(assignee), getDetails().row().assignedTo())) {
            assign(getCurrent(), emptyToNull(assignee));
        }
    }

    /** After the assignee of the open exception was set. */
    public void assigned() {
        changed();
    }

    private void assign(long invoice, String assignee) {
        exceptions.assign(invoice, assignee);
    }

    /** Matches all exceptions again, part by part, and each part is a request: nobody waits in the dark, and no connection is cut. */
    public void matchAll() {
        matching = null;
        matchOn();
    }

    /** The next part. */
    public void matchOn() {
        InvoiceService.RematchResult soFar = matching == null ? InvoiceService.RematchResult.NOTHING_YET : matching;
        matching = soFar.and(invoices.rematchExceptions(soFar.nextCursor(), Duration.ZERO));
        if (matching.nextCursor() != null) {
            PrimeFaces.current().ajax().addCallbackParam("goOn", true);
            return;
        }
        notes.toast("exceptions.matchedAgain", matching.matched(), matching.tried());
        matching = null;
        changed();
        PrimeFaces.current().ajax().update("queue", "worth");
    }

    /** How many invoices were looked at, while they are matched again; else null. */
    public Long getMatchingTried() {
        return matching == null ? null : matching.tried();
    }

    /** Matches the marked ones again. */
    public void matchSelected() {
        List<Long> selected = selected();
        long matched = selected.stream().filter(id -> invoices.rematch(id).state() != InvoiceState.EXCEPTION).count();
        notes.toast("exceptions.matchedAgain", matched, selected.size());
        changed();
    }

    /** Takes the suggested way out of each marked one, as far as a click is enough for it. */
    public void acceptSelected() {
        List<Long> selected = selected();
        int done = 0;
        for (long id : selected) {
            done += acceptBest(id) ? 1 : 0;
        }
        if (done < selected.size()) {
            notes.warning("exceptions.acceptedSome", done, selected.size());
        } else {
            notes.toast("exceptions.accepted", done);
        }
        changed();
    }

    private boolean acceptBest(long id) {
        try {
            WaysOutView found = finder.of(id);
            WayOutTexts.Option best = new WayOutTexts(texts, formats).of(found.best(), queries.details(id), found.twin());
            if (best.input() != null || best.way().kind() == WayOutKind.EXCLUDE || !isAllowed(best.way())) {
                return false;
            }
            return wayOut.take(id, new WayOutService.Choice(best.way().kind(), best.way().purchaseOrderKey(), best.way().lineItemId(), null, null, best.reason()))
                    != InvoiceState.EXCEPTION;
        } catch (BusinessRuleException notThisOne) {
            return false;
        }
    }

    public void assignSelected() {
        List<Long> selected = selected();
        selected.forEach(id -> assign(id, emptyToNull(bulkAssignee)));
        notes.toast("exceptions.assigned", selected.size(), emptyToNull(bulkAssignee) == null ? texts.get("exceptions.nobody") : bulkAssignee);
        bulkAssignee = null;
        changed();
    }

    /** Keeps the marked ones for the dialog that asks for the reason. */
    public void startExcluding() {
        toExclude = new ArrayList<>(selected());
        bulkReason = null;
    }

    public void excludeSelected() {
        for (long id : toExclude) {
            corrections.exclude(id, null, bulkReason);
        }
        notes.toast("exceptions.excluded", toExclude.size());
        changed();
    }

    private List<Long> selected() {
        String[] ids = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterValuesMap().get("selected");
        return ids == null ? List.of() : Arrays.stream(ids).filter(id -> id.matches("[0-9]{1,18}")).map(Long::valueOf).toList();
    }

    private void changed() {
        chosen = null;
        purchaseOrderId = null;
        rate = null;
        seller = null;
        reason = null;
        waiting.forget();
        forget();
        remember();
        PrimeFaces.current().executeScript("OpenPO.waiting(" + waiting.getCount() + ")");
    }

    private void forget() {
        page = null;
        rows = null;
        details = null;
        options = null;
        counts = null;
    }

    private void remember() {
        AddressBar.remember(state.toQuery());
    }

    private static String parameter(String name) {
        return FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().get(name);
    }

    private static Long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    private static String emptyToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    public String getPurchaseOrderId() { return purchaseOrderId; }
    public void setPurchaseOrderId(String purchaseOrderId) { this.purchaseOrderId = purchaseOrderId; }
    public BigDecimal getRate() { return rate; }
    public void setRate(BigDecimal rate) { this.rate = rate; }
    public String getSeller() { return seller; }
    public void setSeller(String seller) { this.seller = seller; }
    public String getReason() { return reason == null && getCurrent() != null ? getOptions().get(0).reason() : reason; }
    public void setReason(String reason) { this.reason = reason; }
    public String getBulkReason() { return bulkReason; }
    public void setBulkReason(String bulkReason) { this.bulkReason = bulkReason; }
    public String getBulkAssignee() { return bulkAssignee; }
    public void setBulkAssignee(String bulkAssignee) { this.bulkAssignee = bulkAssignee; }
    public int getExcluding() { return toExclude.size(); }
}
