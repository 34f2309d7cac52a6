package org.openpo.web.order;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ejb.EJB;
import jakarta.faces.event.AjaxBehaviorEvent;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.match.WhatIfService;
import org.openpo.ejb.party.SellerService;
import org.openpo.web.i18n.Formats;

/** The second step of adding or editing a purchase order, as {@code #{linesStep}}: its line items. */
@Named("linesStep")
@ViewScoped
public class LinesStep extends FormStep {
    private static final long serialVersionUID = 1L;
    private static final List<String> FIELDS = List.of("number", "description", "type", "startMonth", "endMonth", "quantity", "unitPrice", "tax.value",
            "balanceTracking", "overspendPolicy", "chargeAccounts");
    private static final Pattern ROW = Pattern.compile("form:lines:(\\d+):");
    private static final Pattern LINE_FIELD = Pattern.compile("lineItems\\[(\\d+)]\\.([A-Za-z.]+)(\\[(\\d+)])?");

    @EJB
    private SellerService sellers;
    @Inject
    private Formats formats;
    @EJB
    private WhatIfService whatIf;
    private transient Set<LineItemType> issued;
    private transient WhatIfPreview preview;
    private transient PurchaseOrderDraft previewed;

    /** Finds the draft of the address; without one, or with details that are not complete, leads back to the first step. */
    public String open() {
        if (find().isEmpty()) {
            notes().warning("order.draftGone");
            return "/purchase-orders/add?faces-redirect=true";
        }
        if (getForm().window().isEmpty() || Typing.blank(getForm().getCurrency())) {
            getForm().setDetailsAttempted(true);
            return detailsAddress();
        }
        lookForConflict();
        if (!getForm().linesOutside().isEmpty()) {
            getForm().setLinesAttempted(true);
        }
        return null;
    }

    public void add() {
        getForm().addLine();
        changedRows();
    }

    public void duplicate(LineItemForm line) {
        getForm().duplicate(line);
        changedRows();
    }

    public void remove(LineItemForm line) {
        getForm().remove(line);
        changedRows();
    }

    public void restore() {
        getForm().restoreRemoved();
        changedRows();
    }

    /** Cuts one line to the purchase order's months. */
    public void clip(LineItemForm line) {
        getForm().window().ifPresent(line::clip);
        changedRows();
    }

    public void fit() {
        getForm().fitLines();
        changedRows();
    }

    /** Rows have moved: which fields a person has been in is known by row and no longer true. */
    private void changedRows() {
        getForm().touched().clear();
        sayInline();
    }

    public String back() {
        return detailsAddress();
    }

    /** The types the chosen sellers issue, and those the lines already have. */
    public List<LineItemType> typesFor(LineItemForm line) {
        if (issued == null) {
            issued = issuedTypes();
        }
        return Arrays.stream(LineItemType.values()).filter(type -> issued.contains(type) || type == line.getType()).toList();
    }

    private Set<LineItemType> issuedTypes() {
        if (getForm().isAnySeller()) {
            return EnumSet.allOf(LineItemType.class);
        }
        Set<LineItemType> types = EnumSet.of(LineItemType.ALL);
        sellers.list().stream().filter(s -> getForm().getSellers().contains(s.name())).forEach(s -> types.addAll(s.lineItemTypes()));
        return types;
    }

    /** Also writes the line's numbers in the page's way: grouped, with the currency's decimals. */
    @Override
    public void left(AjaxBehaviorEvent event) {
        Matcher row = ROW.matcher(event.getComponent().getClientId());
        if (row.find()) {
            getForm().getLines().get(Integer.parseInt(row.group(1))).tidy(formats(), getForm().getCurrency());
        }
        super.left(event);
    }

    public String getSellersText() {
        return String.join(", ", getForm().getSellers());
    }

    public String getWindowText() {
        return getForm().window().map(w -> formats.months(w.from(), w.to())).orElse("");
    }

    /** What a line is called in labels and sentences: its number, else its place. */
    public String nameOf(LineItemForm line) {
        return Typing.blank(line.getNumber()) ? String.valueOf(getForm().getLines().indexOf(line) + 1) : line.getNumber().strip();
    }

    /** The line's total in digits, or "" while it cannot be computed. */
    public String total(LineItemForm line) {
        return getForm().total(line).map(this::written).orElse("");
    }

    public String getTotal() {
        return written(getForm().total());
    }

    private String written(BigDecimal amount) {
        return formats.amount(amount, getForm().getCurrency());
    }

    /** How many fields of the lines are wrong, as shown beside the buttons after an attempt to save. */
    public int getErrorCount() {
        return said().size();
    }

    public boolean isOutside(LineItemForm line) {
        return getForm().window().filter(line::isOutside).isPresent();
    }

    /** What the order as it is typed would match; while something in it is wrong, what it was the last time nothing was; null before that. */
    public WhatIfPreview getPreview() {
        PurchaseOrderForm.Reading reading = getForm().read();
        if (reading.problems().isEmpty() && !reading.draft().lineItems().isEmpty() && !reading.draft().equals(previewed)) {
            try {
                preview = new WhatIfPreview(whatIf.of(reading.draft(), getForm().isNew() ? null : getForm().getOrigin().id()));
                previewed = reading.draft();
            } catch (BusinessRuleException incomplete) {
                // Its fields say what is missing.
                return preview;
            }
        }
        return preview;
    }

    /** Whether {@link #getPreview} is of an earlier state of the form. */
    public boolean isPreviewOld() {
        return !getForm().read().draft().equals(previewed);
    }

    @Override
    boolean isDetails() {
        return false;
    }

    @Override
    boolean isAttempted() {
        return getForm().isLinesAttempted();
    }

    @Override
    String clientIdOf(String field) {
        Matcher matcher = LINE_FIELD.matcher(field);
        if (!matcher.matches()) {
            return null;
        }
        return "form:lines:" + matcher.group(1) + ":" + (matcher.group(2).equals("tax.value") ? "taxValue" : matcher.group(2));
    }

    @Override
    Integer placeOf(String field) {
        Matcher matcher = LINE_FIELD.matcher(field);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) * FIELDS.size() + FIELDS.indexOf(matcher.group(2)) : -1;
    }

    @Override
    Optional<String> valueOf(String field) {
        Matcher matcher = LINE_FIELD.matcher(field);
        return matcher.matches() && matcher.group(4) != null
                ? Optional.of(getForm().getLines().get(Integer.parseInt(matcher.group(1))).getChargeAccounts().get(Integer.parseInt(matcher.group(4))))
                : Optional.empty();
    }

    /** Whether a line has a wrong field that is shown, for the look of its row. */
    public boolean isWrong(int row) {
        return said().stream().map(Violation::field).anyMatch(f -> f.startsWith("lineItems[" + row + "]."));
    }
}
