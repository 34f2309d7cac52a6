package org.openpo.web.faces;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.web.i18n.Texts;
import org.primefaces.PrimeFaces;
import org.primefaces.component.dialog.Dialog;

/**
 * What a page says to the person after an action, as {@code #{notes}}: banners under the page's title, sentences at fields
 * (with a summary of links on top), and toasts. Beans hand in keys of the bundle, never text.
 */
@Named("notes")
@RequestScoped
public class Notes {
    private static final String TOAST = "toast";

    private final Texts texts;
    private boolean quiet;

    protected Notes() {
        this(null);
    }

    @Inject
    public Notes(Texts texts) {
        this.texts = texts;
    }

    /** A banner; survives a redirect. */
    public record Banner(String style, String icon, String summary, String detail) { }

    /** A link to a field that needs attention. */
    public record FieldError(String clientId, String text) { }

    /** "It is done", in a green banner that also survives a redirect to the next page. */
    public void done(String key, Object... values) {
        banner(FacesMessage.SEVERITY_INFO, key, values);
    }

    public void warning(String key, Object... values) {
        banner(FacesMessage.SEVERITY_WARN, key, values);
    }

    public void error(String key, Object... values) {
        banner(FacesMessage.SEVERITY_ERROR, key, values);
    }

    /** "It is done" in the corner, for actions that leave the person where they are. */
    public void toast(String key, Object... values) {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.addMessage(TOAST, new FacesMessage(FacesMessage.SEVERITY_INFO, texts.get(key, values), null));
        faces.getExternalContext().getFlash().setKeepMessages(true);
    }

    /** A sentence at a field. */
    public void fieldError(String clientId, String key, Object... values) {
        addFieldError(clientId, texts.get(key, values));
    }

    /**
     * Says every broken rule: at the input whose id is the last part of the violation's field ({@code lineItems[2].startMonth} is
     * looked for as {@code startMonth}), else in a banner.
     */
    public void refused(BusinessRuleException refused) {
        refused(refused, field -> inputNamed(field.substring(field.lastIndexOf('.') + 1)).orElse(null));
    }

    /**
     * Says every broken rule.
     *
     * @param clientIdOf from the violation's field to the input's client id, or null if the page has no such input
     */
    public void refused(BusinessRuleException refused, Function<String, String> clientIdOf) {
        for (Violation violation : refused.violations()) {
            String clientId = violation.field().isEmpty() ? null : clientIdOf.apply(violation.field());
            String sentence = texts.of(violation);
            if (clientId == null) {
                FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, sentence, null));
            } else {
                addFieldError(clientId, sentence);
            }
        }
        tellBrowser();
    }

    public List<Banner> getBanners() {
        List<Banner> banners = new ArrayList<>();
        for (FacesMessage message : FacesContext.getCurrentInstance().getMessageList(null)) {
            String detail = message.getDetail();
            boolean same = detail == null || detail.equals(message.getSummary());
            banners.add(new Banner(styleOf(message), iconOf(message), message.getSummary(), same ? null : detail));
            message.rendered();
        }
        return banners;
    }

    /** Leaves the summary out of this answer: sentences at the fields are enough while a person is still typing. */
    public void quiet() {
        quiet = true;
    }

    /** Fields of the page itself; a dialog is small enough to do without a summary, and covers the page's. */
    public List<FieldError> getFieldErrors() {
        if (quiet) {
            return List.of();
        }
        FacesContext faces = FacesContext.getCurrentInstance();
        List<FieldError> errors = new ArrayList<>();
        Iterator<String> clientIds = faces.getClientIdsWithMessages();
        while (clientIds.hasNext()) {
            String clientId = clientIds.next();
            if (clientId != null && !TOAST.equals(clientId)) {
                boolean covered = isInDialog(clientId, faces);
                for (FacesMessage message : faces.getMessageList(clientId)) {
                    if (!covered && message.getSeverity() != FacesMessage.SEVERITY_INFO) {
                        errors.add(new FieldError(clientId, message.getSummary()));
                    }
                }
            }
        }
        return errors;
    }

    private void banner(FacesMessage.Severity severity, String key, Object... values) {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.addMessage(null, new FacesMessage(severity, texts.get(key, values), null));
        faces.getExternalContext().getFlash().setKeepMessages(true);
    }

    /**
     * The field is marked as wrong by openpo.js, which sees the sentence: to Faces it stays valid, because an input that is invalid after its value
     * has gone to the bean is drawn empty (Mojarra's getSubmittedValue with empty strings as null).
     */
    private static void addFieldError(String clientId, String sentence) {
        FacesContext faces = FacesContext.getCurrentInstance();
        StringBuilder label = new StringBuilder();
        faces.getViewRoot().invokeOnComponent(faces, clientId, (context, component) -> {
            Object name = component.getAttributes().get("label");
            label.append(name == null ? "" : name + ": ");
        });
        faces.addMessage(clientId, new FacesMessage(FacesMessage.SEVERITY_ERROR, label + sentence, sentence));
        tellBrowser();
    }

    /** Makes {@code args.validationFailed} true in oncomplete. */
    private static void tellBrowser() {
        if (FacesContext.getCurrentInstance().getPartialViewContext().isAjaxRequest()) {
            PrimeFaces.current().ajax().addCallbackParam("validationFailed", true);
        }
    }

    private static boolean isInDialog(String clientId, FacesContext faces) {
        boolean[] found = new boolean[1];
        faces.getViewRoot().invokeOnComponent(faces, clientId, (context, component) -> {
            for (UIComponent parent = component; parent != null; parent = parent.getParent()) {
                found[0] |= parent instanceof Dialog;
            }
        });
        return found[0];
    }

    /** Looks in the form that was sent first: several forms of a page may have a field of the same name. */
    private static Optional<String> inputNamed(String id) {
        FacesContext faces = FacesContext.getCurrentInstance();
        return find(faces.getViewRoot(), component -> component instanceof UIForm form && form.isSubmitted())
                .flatMap(form -> find(form, component -> isInput(component, id)))
                .or(() -> find(faces.getViewRoot(), component -> isInput(component, id)))
                .map(component -> component.getClientId(faces));
    }

    private static boolean isInput(UIComponent component, String id) {
        return component instanceof UIInput && id.equals(component.getId());
    }

    private static Optional<UIComponent> find(UIComponent parent, Predicate<UIComponent> wanted) {
        if (wanted.test(parent)) {
            return Optional.of(parent);
        }
        Iterator<UIComponent> children = parent.getFacetsAndChildren();
        while (children.hasNext()) {
            Optional<UIComponent> found = find(children.next(), wanted);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String styleOf(FacesMessage message) {
        return message.getSeverity() == FacesMessage.SEVERITY_INFO ? "ok" : message.getSeverity() == FacesMessage.SEVERITY_WARN ? "warn" : "bad";
    }

    private static String iconOf(FacesMessage message) {
        return message.getSeverity() == FacesMessage.SEVERITY_INFO ? "pi-check-circle"
                : message.getSeverity() == FacesMessage.SEVERITY_WARN ? "pi-exclamation-triangle" : "pi-exclamation-circle";
    }
}
