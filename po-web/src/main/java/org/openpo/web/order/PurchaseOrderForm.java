package org.openpo.web.order;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.rule.TextKeys;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.order.LineItemView;
import org.openpo.ejb.order.PurchaseOrderCopies;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.web.i18n.Formats;

/**
 * What a person has typed into the two steps of a purchase order, right or wrong, until it is saved or given up. Lives in
 * {@link FormDrafts}, not in a page.
 */
public class PurchaseOrderForm implements FormDrafts.Draft {
    /**
     * The purchase order that is edited, as it was read.
     *
     * @param currencyFixed invoices are charged to it: its currency cannot change any more
     */
    public record Origin(long id, long version, String purchaseOrderId, MonthRange window, boolean currencyFixed) { }

    /**
     * What a new purchase order is written after.
     *
     * @param months      by how many its months were moved
     * @param leftOut     numbers of its closed lines
     * @param continuedBy IDs of those that continue it already
     */
    public record Source(long id, String purchaseOrderId, PurchaseOrderCopies.Kind kind, long months, List<String> leftOut, List<String> continuedBy) {
        public Source {
            leftOut = List.copyOf(leftOut);
            continuedBy = List.copyOf(continuedBy);
        }
    }

    /** A form as a draft of the domain, with what could not be read from it. */
    public record Reading(PurchaseOrderDraft draft, List<Violation> problems) { }

    private final Origin origin;
    private final Source source;
    private final List<Object> beginning;
    private final Set<String> touched = new HashSet<>();
    private Formats formats;
    private boolean detailsAttempted;
    private boolean linesAttempted;
    private List<Violation> refusals = List.of();
    private MonthRange followedWindow;
    private LineItemForm removedLine;
    private int removedAt;

    private String purchaseOrderId;
    private String description;
    private boolean anySeller;
    private List<String> sellers = new ArrayList<>();
    private List<String> taxRegistrationNumbers = new ArrayList<>();
    private List<String> invoiceUnits = new ArrayList<>();
    private String billTo;
    private String shipTo;
    private String paymentTerms;
    private String currency;
    private String effectiveMonth;
    private String expirationMonth;
    private AmountBasis amountBasis = AmountBasis.GROSS;
    private List<ContactDraft> contacts = new ArrayList<>();
    private List<String> tags = new ArrayList<>();
    private final List<LineItemForm> lines = new ArrayList<>();

    /** An empty form with one line to begin with, and the contacts that every new purchase order begins with. */
    public PurchaseOrderForm(Formats formats, List<ContactDraft> defaultContacts) {
        this.origin = null;
        this.source = null;
        this.formats = formats;
        contacts.addAll(defaultContacts);
        lines.add(LineItemForm.added("1", null));
        this.beginning = values();
    }

    /**
     * A form of an existing purchase order.
     *
     * @param version that the person has seen: saving is refused if it is no longer the current one
     */
    public PurchaseOrderForm(PurchaseOrderDetails saved, long version, Formats formats) {
        this.formats = formats;
        this.source = null;
        this.origin = new Origin(saved.id(), version, saved.purchaseOrderId(),
                new MonthRange(saved.effectiveMonth(), saved.expirationMonth()), saved.lineItems().stream().anyMatch(LineItemView::hasAllocations));
        fill(saved.toDraft());
        saved.lineItems().forEach(line -> lines.add(LineItemForm.of(line, currency, formats)));
        followedWindow = origin.window();
        this.beginning = values();
    }

    /** A form of a new purchase order that is written after another one. */
    public PurchaseOrderForm(PurchaseOrderDraft copy, Source source, Formats formats) {
        this.formats = formats;
        this.origin = null;
        this.source = source;
        fill(copy);
        copy.lineItems().forEach(line -> lines.add(LineItemForm.of(line, currency, formats)));
        followedWindow = new MonthRange(copy.effectiveMonth(), copy.expirationMonth());
        this.beginning = values();
    }

    private void fill(PurchaseOrderDraft draft) {
        purchaseOrderId = draft.purchaseOrderId();
        description = draft.description();
        anySeller = draft.anySeller();
        sellers = new ArrayList<>(draft.sellers());
        taxRegistrationNumbers = new ArrayList<>(draft.taxRegistrationNumbers());
        invoiceUnits = new ArrayList<>(draft.invoiceUnits());
        billTo = draft.billTo();
        shipTo = draft.shipTo();
        paymentTerms = draft.paymentTerms();
        currency = draft.currency();
        effectiveMonth = Typing.month(draft.effectiveMonth());
        expirationMonth = Typing.month(draft.expirationMonth());
        amountBasis = draft.amountBasis();
        contacts.addAll(draft.contacts());
        draft.tags().forEach((key, value) -> tags.add(tagText(key, value)));
    }

    /** Reads what was typed; what cannot be read is null in the draft and named in the problems. */
    public Reading read() {
        Checks problems = new Checks();
        Map<String, String> tagMap = readTags(problems);
        PurchaseOrderDraft draft = new PurchaseOrderDraft(purchaseOrderId, description, anySeller, anySeller ? List.of() : sellers, taxRegistrationNumbers,
                invoiceUnits, billTo, shipTo, paymentTerms, currency, Typing.month(effectiveMonth, "effectiveMonth", problems),
                Typing.month(expirationMonth, "expirationMonth", problems), amountBasis, contacts, tagMap, List.of());
        List<LineItemDraft> lineDrafts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            lineDrafts.add(lines.get(i).toDraft(formats, "lineItems[" + i + "].", problems));
        }
        return new Reading(draft.withLineItems(lineDrafts), problems.violations());
    }

    private Map<String, String> readTags(Checks problems) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String tag : tags) {
            int equals = tag.indexOf('=');
            String key = (equals < 0 ? tag : tag.substring(0, equals)).strip();
            if (key.isEmpty()) {
                problems.add("tags", ErrorCode.BLANK);
            } else if (map.putIfAbsent(key, equals < 0 ? "" : tag.substring(equals + 1).strip()) != null) {
                problems.add("tags", ErrorCode.DUPLICATE_VALUE, key);
            }
        }
        return map;
    }

    static String tagText(String key, String value) {
        return value == null || value.isEmpty() ? key : key + "=" + value;
    }

    /** Whether anything differs from how the form began. */
    @Override
    public boolean isChanged() {
        return !beginning.equals(values());
    }

    private List<Object> values() {
        return Arrays.asList(purchaseOrderId, description, anySeller, List.copyOf(sellers), List.copyOf(taxRegistrationNumbers),
                List.copyOf(invoiceUnits), billTo, shipTo, paymentTerms, currency, effectiveMonth, expirationMonth, amountBasis,
                List.copyOf(contacts), List.copyOf(tags), lines.stream().map(LineItemForm::values).toList());
    }

    /** Numbers are typed in the page's language: when it changes, they are written anew instead of being read wrongly. */
    public void speak(Formats now) {
        if (now.decimalSeparator() != formats.decimalSeparator()) {
            lines.forEach(line -> line.rewrite(formats, now, currency));
        }
        formats = now;
    }

    /** Effective to expiration month, if both are there in the right order. */
    public Optional<MonthRange> window() {
        Optional<YearMonth> from = Typing.month(effectiveMonth);
        Optional<YearMonth> to = Typing.month(expirationMonth);
        return from.isEmpty() || to.isEmpty() || from.get().isAfter(to.get()) ? Optional.empty() : Optional.of(new MonthRange(from.get(), to.get()));
    }

    /**
     * Called on the way to the lines. In a new purchase order, lines that covered the window go on covering it, and empty months are
     * filled; in an existing one nothing moves without being asked.
     */
    public void carryWindow() {
        window().filter(now -> origin == null).ifPresent(now -> {
            for (LineItemForm line : lines) {
                if (Typing.blank(line.getStartMonth()) && Typing.blank(line.getEndMonth())) {
                    line.cover(now);
                } else if (followedWindow != null) {
                    line.follow(followedWindow, now);
                }
            }
            followedWindow = now;
        });
    }

    /** Lines that began or ended with the window as it was before the edit, and no longer do. */
    public List<LineItemForm> linesLeftBehind() {
        MonthRange now = window().orElse(followedWindow);
        return followedWindow == null || now.equals(followedWindow) ? List.of() : lines.stream().filter(l -> l.isLeftBehind(followedWindow, now)).toList();
    }

    public List<LineItemForm> linesOutside() {
        return window().map(now -> lines.stream().filter(l -> l.isOutside(now)).toList()).orElse(List.of());
    }

    /** Moves the lines that are left behind and cuts those that lie outside. */
    public void fitLines() {
        window().ifPresent(now -> {
            for (LineItemForm line : lines) {
                if (followedWindow != null) {
                    line.follow(followedWindow, now);
                }
                if (line.isOutside(now)) {
                    line.clip(now);
                }
            }
            followedWindow = now;
        });
    }

    public LineItemForm addLine() {
        LineItemForm line = LineItemForm.added(nextNumber(), window().orElse(null));
        lines.add(line);
        return line;
    }

    public LineItemForm duplicate(LineItemForm line) {
        LineItemForm copy = line.copy(nextNumber());
        lines.add(lines.indexOf(line) + 1, copy);
        return copy;
    }

    public void remove(LineItemForm line) {
        removedAt = lines.indexOf(line);
        removedLine = line;
        lines.remove(line);
    }

    public void restoreRemoved() {
        if (removedLine != null) {
            lines.add(Math.min(removedAt, lines.size()), removedLine);
            removedLine = null;
        }
    }

    private String nextNumber() {
        return nextNumber(lines.stream().map(line -> line.getNumber() == null ? "" : line.getNumber()).toList());
    }

    /** One more than the greatest whole number a line number begins with. */
    static String nextNumber(List<String> numbers) {
        long greatest = 0;
        Set<String> taken = new HashSet<>();
        for (String number : numbers) {
            String digits = number.strip().replaceFirst("[^0-9].*", "");
            taken.add(TextKeys.of(number));
            greatest = digits.isEmpty() || digits.length() > 9 ? greatest : Math.max(greatest, Long.parseLong(digits));
        }
        long next = greatest + 1;
        while (taken.contains(String.valueOf(next))) {
            next++;
        }
        return String.valueOf(next);
    }

    /** Sum of the line totals that can be computed. */
    public BigDecimal total() {
        return currency().map(c -> lines.stream().map(l -> l.total(c, formats).orElse(BigDecimal.ZERO)).reduce(BigDecimal.ZERO, BigDecimal::add))
                .orElse(BigDecimal.ZERO);
    }

    public Optional<BigDecimal> total(LineItemForm line) {
        return currency().flatMap(c -> line.total(c, formats));
    }

    private Optional<Currency> currency() {
        try {
            return currency == null ? Optional.empty() : Optional.of(Currency.getInstance(currency));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Null for a new purchase order. */
    public Origin getOrigin() { return origin; }
    /** Null unless it is written after another one. */
    public Source getSource() { return source; }
    public boolean isNew() { return origin == null; }

    /** Fields a person has been in: their violations are shown before the whole step is judged. */
    Set<String> touched() { return touched; }
    boolean isDetailsAttempted() { return detailsAttempted; }
    void setDetailsAttempted(boolean attempted) { detailsAttempted = attempted; }
    boolean isLinesAttempted() { return linesAttempted; }
    void setLinesAttempted(boolean attempted) { linesAttempted = attempted; }

    /** What saving refused beyond what a check can know, until the next attempt. */
    List<Violation> refusals() { return refusals; }
    void setRefusals(List<Violation> refusals) { this.refusals = List.copyOf(refusals); }

    public List<LineItemForm> getLines() { return lines; }
    /** The line removed last, while it can be brought back; else null. */
    public LineItemForm getRemovedLine() { return removedLine; }
    public String getPurchaseOrderId() { return purchaseOrderId; }
    public void setPurchaseOrderId(String purchaseOrderId) {
        if (origin == null) {
            this.purchaseOrderId = purchaseOrderId;
        }
    }
    public String getDescription() { return description; }
    public void setDescription(String description) { this.description = description; }
    public boolean isAnySeller() { return anySeller; }
    public void setAnySeller(boolean anySeller) { this.anySeller = anySeller; }
    public List<String> getSellers() { return sellers; }
    public void setSellers(List<String> sellers) { this.sellers = listOf(sellers); }
    public List<String> getTaxRegistrationNumbers() { return taxRegistrationNumbers; }
    public void setTaxRegistrationNumbers(List<String> numbers) { taxRegistrationNumbers = listOf(numbers); }
    public List<String> getInvoiceUnits() { return invoiceUnits; }
    public void setInvoiceUnits(List<String> units) { invoiceUnits = listOf(units); }
    public String getBillTo() { return billTo; }
    public void setBillTo(String billTo) { this.billTo = billTo; }
    public String getShipTo() { return shipTo; }
    public void setShipTo(String shipTo) { this.shipTo = shipTo; }
    public String getPaymentTerms() { return paymentTerms; }
    public void setPaymentTerms(String paymentTerms) { this.paymentTerms = paymentTerms; }
    public String getCurrency() { return currency; }
    public void setCurrency(String currency) {
        if (origin == null || !origin.currencyFixed()) {
            this.currency = currency;
        }
    }
    public String getEffectiveMonth() { return effectiveMonth; }
    public void setEffectiveMonth(String effectiveMonth) { this.effectiveMonth = effectiveMonth; }
    public String getExpirationMonth() { return expirationMonth; }
    public void setExpirationMonth(String expirationMonth) { this.expirationMonth = expirationMonth; }
    public AmountBasis getAmountBasis() { return amountBasis; }
    public void setAmountBasis(AmountBasis amountBasis) { this.amountBasis = amountBasis; }
    public List<ContactDraft> getContacts() { return contacts; }
    public void setContacts(List<ContactDraft> contacts) { this.contacts = listOf(contacts); }
    public List<String> getTags() { return tags; }
    public void setTags(List<String> tags) { this.tags = listOf(tags); }

    private static <T> List<T> listOf(List<T> values) {
        return values == null ? new ArrayList<>() : new ArrayList<>(values);
    }
}
