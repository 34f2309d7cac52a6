package org.openpo.web.order;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.AjaxBehaviorEvent;
import jakarta.inject.Inject;

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.PurchaseOrderCopy;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.order.PurchaseOrderCopies;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.order.RollOverLinks;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.web.access.UserBean;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.LocaleBean;
import org.openpo.web.i18n.Texts;
import org.primefaces.PrimeFaces;

/**
 * What both steps of the purchase order form share: the draft under the key in the address, its problems at the fields, saving, giving up.
 * Each field hands its value to the draft as soon as it is left, so back, reload and an expired session lose nothing.
 */
abstract class FormStep implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String REDIRECT = "?faces-redirect=true";
    private static final Set<ErrorCode> NOT_YET = Set.of(ErrorCode.REQUIRED, ErrorCode.SELLER_REQUIRED, ErrorCode.AMOUNT_REQUIRED_FOR_TRACKING);

    @EJB
    private ContactQueries contactQueries;
    @EJB
    private PurchaseOrderService service;
    @EJB
    private PurchaseOrderCopies copies;
    @EJB
    private PurchaseOrderQueries queries;
    @Inject
    private FormDrafts drafts;
    @Inject
    private UserBean user;
    @Inject
    private LocaleBean locale;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;

    private String draft;
    private transient PurchaseOrderForm form;

    private transient Conflict conflict;
    private transient List<Violation> said;

    /** Somebody saved the purchase order after this form had read it. */
    public record Conflict(String by, Instant at) { }

    /** The form under the key. A page that outlived it (after many others) gets one as it began, and what the page sends fills it. */
    public PurchaseOrderForm getForm() {
        if (form == null) {
            form = find().orElseGet(() -> {
                PurchaseOrderForm anew = begin();
                drafts.put(user.getName(), draft, anew);
                return anew;
            });
            form.speak(formats());
        }
        return form;
    }

    /** A form in which nothing has been entered. */
    PurchaseOrderForm begin() {
        return new PurchaseOrderForm(formats(), contactQueries.defaults().stream()
                .map(c -> new ContactDraft(c.name(), c.email(), c.phone(), c.language())).toList());
    }

    final Optional<PurchaseOrderForm> find() {
        return drafts.find(user.getName(), draft, PurchaseOrderForm.class);
    }

    final void keep(PurchaseOrderForm newForm) {
        draft = drafts.add(user.getName(), newForm);
        form = newForm;
    }

    /** Not the request's own object: the form keeps it beyond the request, to know in which language its numbers were typed. */
    final Formats formats() {
        return new Formats(locale.getValue(), ZoneOffset.UTC);
    }

    /** Takes note that a field was left, and says what is wrong with it. */
    public void left(AjaxBehaviorEvent event) {
        String clientId = event.getComponent().getClientId();
        getForm().touched().add(clientId);
        getForm().setRefusals(getForm().refusals().stream().filter(v -> !clientId.equals(clientIdOf(v.field()))).toList());
        sayInline();
    }

    /** Says what is wrong with the fields a person has been in (all of them after an attempt to go on), without the summary before the first attempt. */
    final void sayInline() {
        if (!isAttempted()) {
            notes.quiet();
        }
        Set<String> touched = getForm().touched();
        say(problems(), v -> isAttempted() || touched.contains(clientIdOf(v.field())) && !NOT_YET.contains(v.code()));
    }

    /** Violations of this step, at their fields. */
    final void sayAll() {
        say(problems(), v -> true);
    }

    private void say(List<Violation> violations, Predicate<Violation> shown) {
        said = violations.stream().filter(shown).sorted(Comparator.comparing(v -> placeOf(v.field()))).toList();
        for (Violation violation : said) {
            String clientId = clientIdOf(violation.field());
            if (clientId == null) {
                notes.refused(new BusinessRuleException(List.of(violation)), field -> null);
            } else {
                valueOf(violation.field()).ifPresentOrElse(
                        value -> notes.fieldError(clientId, "order.valueProblem", value, texts.of(violation)),
                        () -> notes.refused(new BusinessRuleException(List.of(violation)), field -> clientId));
            }
        }
    }

    /** A page that is opened again says what an attempt to go on has found; only now its fields exist to say it at. */
    public void beforeRender() {
        if (!FacesContext.getCurrentInstance().isPostback() && isAttempted()) {
            sayAll();
        }
    }

    /** What is wrong in this step, by typing, by rule, or as the last attempt to save was told. */
    final List<Violation> problems() {
        return allProblems(isDetails()).stream().filter(v -> isDetails() != v.field().startsWith("lineItems")).toList();
    }

    private List<Violation> allProblems(boolean detailsOnly) {
        PurchaseOrderForm.Reading reading = getForm().read();
        List<Violation> found = new ArrayList<>(reading.problems());
        Set<String> unreadable = found.stream().map(Violation::field).collect(Collectors.toSet());
        Long id = getForm().isNew() ? null : getForm().getOrigin().id();
        service.check(reading.draft(), id, detailsOnly).stream().filter(v -> !unreadable.contains(v.field())).forEach(found::add);
        getForm().refusals().stream().filter(v -> found.stream().noneMatch(f -> f.field().equals(v.field()))).forEach(found::add);
        return found;
    }

    /** Saves everything and leads to the purchase order, or to the step where something is wrong. */
    public String save() {
        PurchaseOrderForm typed = getForm();
        typed.setRefusals(List.of());
        typed.setDetailsAttempted(true);
        typed.setLinesAttempted(true);
        if (!allProblems(false).isEmpty()) {
            return toTheProblem();
        }
        try {
            long id = write(typed);
            drafts.remove(user.getName(), draft);
            notes.done(typed.isNew() ? "order.added" : "order.changed", typed.getPurchaseOrderId().strip());
            return "/purchase-orders/details" + REDIRECT + "&id=" + id;
        } catch (StaleVersionException stale) {
            conflict = conflictOf(typed.getOrigin().id());
            return null;
        } catch (NotFoundException gone) {
            throw gone;
        } catch (BusinessRuleException refused) {
            typed.setRefusals(refused.violations());
            return toTheProblem();
        }
    }

    /** A form that is written after another purchase order. */
    final PurchaseOrderForm copyOf(long original, PurchaseOrderCopies.Kind kind) {
        PurchaseOrderDetails saved = queries.details(original);
        PurchaseOrderCopy copy = copies.propose(original, kind);
        boolean rollOver = kind == PurchaseOrderCopies.Kind.ROLL_OVER;
        return new PurchaseOrderForm(copy.draft(), new PurchaseOrderForm.Source(original, saved.purchaseOrderId(), kind,
                rollOver ? new MonthRange(saved.effectiveMonth(), saved.expirationMonth()).months() : 0, copy.leftOut(),
                rollOver ? copies.links(original).to().stream().map(RollOverLinks.Link::purchaseOrderId).toList() : List.of()), formats());
    }

    /** What a copy has of the purchase order it was written after, and what not. */
    public String getSourceText() {
        PurchaseOrderForm.Source source = getForm().getSource();
        String text = texts.get("order.source.note." + source.kind(), source.months());
        return source.leftOut().isEmpty() ? text : text + " " + texts.get("order.source.leftOut", source.leftOut().size(), String.join(", ", source.leftOut()));
    }

    public String getContinuedByText() {
        return String.join(", ", getForm().getSource().continuedBy());
    }

    private long write(PurchaseOrderForm typed) {
        if (typed.getSource() != null) {
            return copies.create(typed.read().draft(), typed.getSource().id(), typed.getSource().kind());
        }
        if (typed.isNew()) {
            return service.create(typed.read().draft());
        }
        service.replace(typed.getOrigin().id(), typed.getOrigin().version(), typed.read().draft());
        return typed.getOrigin().id();
    }

    private String toTheProblem() {
        if (problems().isEmpty()) {
            return isDetails() ? linesAddress() : detailsAddress();
        }
        sayAll();
        return null;
    }

    /** Compares the version with the one that was read, so that a person hears of a conflict before typing more. */
    final void lookForConflict() {
        PurchaseOrderForm.Origin origin = getForm().getOrigin();
        conflict = origin == null ? null : conflictOf(origin.id());
    }

    private Conflict conflictOf(long id) {
        PurchaseOrderDetails now = queries.details(id);
        return now.version() == getForm().getOrigin().version() ? null : new Conflict(now.updatedBy(), now.updatedAt());
    }

    /** Gives up what was typed and reads the purchase order again. */
    public String reload() {
        long id = getForm().getOrigin().id();
        drafts.remove(user.getName(), draft);
        return "/purchase-orders/edit" + REDIRECT + "&id=" + id;
    }

    /** Leaves an untouched form at once; asks what to do with one that something was entered in. */
    public String cancel() {
        if (!getForm().isChanged()) {
            return discard();
        }
        PrimeFaces.current().executeScript("PF('discardDialog').show()");
        return null;
    }

    /** Gives up the form. */
    public String discard() {
        String next = outside();
        drafts.remove(user.getName(), draft);
        return next;
    }

    /** Leaves the form as it is, to be continued. */
    public String leave() {
        return outside();
    }

    private String outside() {
        PurchaseOrderForm.Source source = getForm().getSource();
        if (source != null) {
            return "/purchase-orders/details" + REDIRECT + "&id=" + source.id();
        }
        return getForm().isNew() ? "/dashboard" + REDIRECT : "/purchase-orders/details" + REDIRECT + "&id=" + getForm().getOrigin().id();
    }

    public final String detailsAddress() {
        return (getForm().isNew() ? "/purchase-orders/add" + REDIRECT : "/purchase-orders/edit" + REDIRECT + "&id=" + getForm().getOrigin().id())
                + "&draft=" + draft;
    }

    final String linesAddress() {
        return "/purchase-orders/line-items" + REDIRECT + "&draft=" + draft;
    }

    /** The violations this page shows. */
    final List<Violation> said() {
        return said == null ? List.of() : said;
    }

    /** True in the first step, false in the second. */
    abstract boolean isDetails();

    abstract boolean isAttempted();

    /** Client id of the input of a violation's field, or null if it has none on this page. */
    abstract String clientIdOf(String field);

    /** Where a violation's field stands on the page: the summary names problems in the order of the fields. */
    abstract Integer placeOf(String field);

    /** The value among several in one field that a violation speaks of. */
    abstract Optional<String> valueOf(String field);

    final Notes notes() {
        return notes;
    }

    final FormDrafts drafts() {
        return drafts;
    }

    final String person() {
        return user.getName();
    }

    final PurchaseOrderDetails saved(long id) {
        return queries.details(id);
    }

    public Conflict getConflict() {
        return conflict;
    }

    public String getDraft() {
        return draft;
    }

    public void setDraft(String draft) {
        this.draft = draft;
    }
}
