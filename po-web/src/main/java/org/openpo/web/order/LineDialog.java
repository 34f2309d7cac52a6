package org.openpo.web.order;

import java.io.Serializable;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.domain.rule.TextKeys;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.order.LineItemView;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.party.SellerService;
import org.openpo.web.access.UserBean;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.LocaleBean;

/** The dialog in which one line item of a purchase order is added or edited, as {@code #{lineDialog}}. */
@Named("lineDialog")
@ViewScoped
public class LineDialog implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private PurchaseOrderQueries queries;
    @EJB
    private PurchaseOrderService service;
    @EJB
    private SellerService sellers;
    @Inject
    private FormDrafts drafts;
    @Inject
    private UserBean user;
    @Inject
    private LocaleBean locale;
    @Inject
    private Notes notes;
    @Inject
    private PurchaseOrderPage page;

    private String key;
    private transient LineDraft draft;
    private transient FormStep.Conflict conflict;

    /** Begins with the line as it is saved, or goes on with what was typed and not saved. */
    public void edit(Long lineItemId) {
        PurchaseOrderDetails details = page.getDetails();
        key = LineDraft.key(details.id(), lineItemId);
        Optional<LineDraft> kept = drafts.find(user.getName(), key, LineDraft.class).filter(LineDraft::isChanged);
        if (kept.isEmpty()) {
            drafts.put(user.getName(), key, begin(details, lineItemId));
        }
        draft = null;
        conflict = kept.filter(d -> d.getVersion() != details.version()).map(d -> new FormStep.Conflict(details.updatedBy(), details.updatedAt())).orElse(null);
    }

    private LineDraft begin(PurchaseOrderDetails details, Long lineItemId) {
        MonthRange window = new MonthRange(details.effectiveMonth(), details.expirationMonth());
        LineItemForm line = lineItemId == null ? LineItemForm.added(nextNumber(details), window)
                : details.lineItems().stream().filter(l -> l.id() == lineItemId).findFirst()
                        .map(l -> LineItemForm.of(l, details.currency(), formats())).orElseThrow(() -> new NotFoundException("LineItem", lineItemId));
        return new LineDraft(details.id(), details.version(), details.currency(), window, line, formats());
    }

    private static String nextNumber(PurchaseOrderDetails details) {
        return PurchaseOrderForm.nextNumber(details.lineItems().stream().map(LineItemView::number).toList());
    }

    /** The line in the dialog, or null while the dialog has not been opened. */
    public LineDraft getDraft() {
        if (draft == null && key != null) {
            draft = drafts.find(user.getName(), key, LineDraft.class).orElseGet(() -> {
                LineDraft anew = begin(page.getDetails(), key.endsWith("new") ? null : Long.valueOf(key.substring(key.lastIndexOf('-') + 1)));
                drafts.put(user.getName(), key, anew);
                return anew;
            });
            draft.speak(formats());
        }
        return draft;
    }

    /** Not the request's own object: the draft keeps it. */
    private Formats formats() {
        return new Formats(locale.getValue(), ZoneOffset.UTC);
    }

    /** Groups digits and fills up decimals of what was typed. */
    public void tidy() {
        getDraft().getLine().tidy(formats(), getDraft().getCurrency());
    }

    /** The total in digits, or "". */
    public String getTotal() {
        LineDraft current = getDraft();
        return current == null ? "" : current.getLine().total(Currency.getInstance(current.getCurrency()), formats())
                .map(t -> formats().amount(t, current.getCurrency())).orElse("");
    }

    /** The types the purchase order's sellers issue, and the line's own. */
    public List<LineItemType> getTypes() {
        PurchaseOrderDetails details = page.getDetails();
        Set<LineItemType> issued = sellers.list().stream().filter(s -> details.sellers().contains(s.name()))
                .flatMap(s -> s.lineItemTypes().stream()).collect(Collectors.toSet());
        return Arrays.stream(LineItemType.values())
                .filter(t -> details.anySeller() || t == LineItemType.ALL || issued.contains(t) || draft != null && t == draft.getLine().getType()).toList();
    }

    /** Saves the line and draws the page anew; on any problem the dialog stays. */
    public String save() {
        LineDraft current = getDraft();
        Checks typing = new Checks();
        LineItemDraft line = current.getLine().toDraft(current.formats(), "", typing);
        List<Violation> problems = problems(current, line, typing.violations());
        if (!problems.isEmpty()) {
            refuse(problems);
            return null;
        }
        try {
            if (current.isNew()) {
                service.addLineItem(current.getPurchaseOrder(), current.getVersion(), line);
            } else {
                service.changeLineItem(current.getPurchaseOrder(), current.getVersion(), current.getLine().getId(), line);
            }
        } catch (StaleVersionException stale) {
            PurchaseOrderDetails now = queries.details(current.getPurchaseOrder());
            conflict = new FormStep.Conflict(now.updatedBy(), now.updatedAt());
            return null;
        } catch (BusinessRuleException refused) {
            refuse(refused.violations());
            return null;
        }
        drafts.remove(user.getName(), key);
        notes.done(current.isNew() ? "orderDetails.line.ADDED" : "orderDetails.line.CHANGED", line.number().strip());
        return page.again();
    }

    /** Everything that is wrong with the line, so that a person sees it at once. */
    private List<Violation> problems(LineDraft current, LineItemDraft line, List<Violation> unreadable) {
        List<Violation> problems = new ArrayList<>(unreadable);
        Set<String> fields = unreadable.stream().map(Violation::field).collect(Collectors.toSet());
        PurchaseOrderRules.checkLine(line, Optional.of(current.getWindow())).stream().filter(v -> !fields.contains(v.field())).forEach(problems::add);
        String number = line.number() == null ? "" : line.number().strip();
        if (page.getDetails().lineItems().stream().anyMatch(l -> !Objects.equals(l.id(), line.id()) && TextKeys.of(l.number()).equals(TextKeys.of(number)))) {
            problems.add(Violation.of("number", ErrorCode.LINE_NUMBER_TAKEN, number));
        }
        return problems;
    }

    private void refuse(List<Violation> violations) {
        notes.quiet();
        notes.refused(new BusinessRuleException(violations), LineDialog::clientIdOf);
    }

    private static String clientIdOf(String field) {
        if (field.isEmpty() || field.startsWith("lineItems")) {
            return "lineForm:number";
        }
        return "lineForm:" + (field.equals("tax.value") ? "taxValue" : field.split("[\\[.]", 2)[0]);
    }

    /** Gives up what was typed. */
    public void discard() {
        drafts.remove(user.getName(), key);
        key = null;
        draft = null;
        conflict = null;
    }

    /** Gives up what was typed and draws the page as the other person left it. */
    public String reload() {
        discard();
        return page.again();
    }

    /** Lines of this purchase order that were typed in the dialog and neither saved nor given up. */
    public List<LineDraft> getUnsaved() {
        long purchaseOrder = page.getDetails().id();
        List<LineDraft> unsaved = new ArrayList<>();
        drafts.all(user.getName(), LineDraft.class).forEach(u -> {
            if (u.form().getPurchaseOrder() == purchaseOrder && u.form().isChanged()) {
                unsaved.add(u.form());
            }
        });
        return unsaved;
    }

    /** Gives up a line typed earlier. */
    public String discard(LineDraft unsaved) {
        drafts.remove(user.getName(), LineDraft.key(unsaved.getPurchaseOrder(), unsaved.getLine().getId()));
        return page.again();
    }

    public FormStep.Conflict getConflict() {
        return conflict;
    }
}
