package org.openpo.web.order;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.ejb.EJB;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.TextKeys;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.order.PurchaseOrderCopies;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.party.ContactFilter;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.ejb.party.ContactRow;
import org.openpo.ejb.party.ContactSort;
import org.openpo.ejb.party.ContactView;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.party.SellerView;
import org.openpo.web.i18n.Formats;
import org.primefaces.PrimeFaces;

/** The first step of adding or editing a purchase order, as {@code #{detailsStep}}: everything but the line items. */
@Named("detailsStep")
@ViewScoped
public class DetailsStep extends FormStep {
    private static final long serialVersionUID = 1L;
    private static final int SUGGESTIONS = 12;
    private static final List<String> FIELDS = List.of("purchaseOrderId", "description", "sellers", "taxRegistrationNumbers", "invoiceUnits",
            "effectiveMonth", "expirationMonth", "currency", "paymentTerms", "amountBasis", "billTo", "shipTo", "contacts", "tags");
    private static final Set<String> SEVERAL = Set.of("sellers", "taxRegistrationNumbers", "invoiceUnits", "contacts", "tags");

    @EJB
    private SellerService sellers;
    @EJB
    private ContactQueries contacts;
    @Inject
    private Formats formats;
    @Inject
    private Clock clock;

    private String id;
    private String duplicate;
    private String rollOver;
    private Long version;
    private transient List<CurrencyChoice> currencies;
    private String contactName;
    private String contactEmail;
    private String contactPhone;
    private String contactLanguage;

    /** A currency of the list: ISO code and name in the page's language. */
    public record CurrencyChoice(String code, String name) { }

    /** Finds the draft of the address, or begins one and leads to its address. */
    public String open() {
        Optional<PurchaseOrderForm> found = find().filter(form -> form.isNew() ? id == null : String.valueOf(form.getOrigin().id()).equals(id));
        if (found.isEmpty()) {
            if (getDraft() != null) {
                notes().warning("order.draftGone");
            }
            keep(begin());
            return detailsAddress();
        }
        version = getForm().isNew() ? null : getForm().getOrigin().version();
        lookForConflict();
        return null;
    }

    @Override
    PurchaseOrderForm begin() {
        if (id == null && duplicate != null) {
            return copyOf(parsed(duplicate), PurchaseOrderCopies.Kind.DUPLICATE);
        }
        if (id == null && rollOver != null) {
            return copyOf(parsed(rollOver), PurchaseOrderCopies.Kind.ROLL_OVER);
        }
        if (id == null) {
            return super.begin();
        }
        PurchaseOrderDetails saved = saved(parsed(id));
        return new PurchaseOrderForm(saved, version == null ? saved.version() : version, formats());
    }

    private static long parsed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notAnId) {
            throw new NotFoundException("PurchaseOrder", text);
        }
    }

    /** Goes on to the line items if everything here is right. */
    public String next() {
        getForm().setDetailsAttempted(true);
        lookForConflict();
        if (getConflict() != null) {
            return null;
        }
        if (!problems().isEmpty()) {
            sayAll();
            return null;
        }
        getForm().carryWindow();
        return linesAddress();
    }

    public void copyBillTo() {
        getForm().setShipTo(getForm().getBillTo());
    }

    /** The expiration month that makes the given number of months, from the effective month or, without one, the current. */
    public YearMonth expirationAfter(int months) {
        YearMonth from = Typing.month(getForm().getEffectiveMonth()).orElse(YearMonth.now(clock));
        return from.plusMonths(months - 1L);
    }

    public void expireAfter(int months) {
        YearMonth end = expirationAfter(months);
        if (Typing.blank(getForm().getEffectiveMonth())) {
            getForm().setEffectiveMonth(Typing.month(YearMonth.now(clock)));
        }
        getForm().setExpirationMonth(Typing.month(end));
        sayInline();
    }

    /** Names of active sellers that contain the text, without those already chosen. */
    public List<String> suggestSellers(String text) {
        String part = TextKeys.of(text == null ? "" : text);
        return sellers.list().stream().filter(SellerView::active)
                .filter(s -> TextKeys.of(s.name()).contains(part) || s.aliases().stream().anyMatch(a -> TextKeys.of(a).contains(part)))
                .map(SellerView::name).filter(name -> !getForm().getSellers().contains(name)).toList();
    }

    /** People of the directory whose name or address contains the text, without those already chosen. */
    public List<ContactDraft> suggestContacts(String text) {
        List<String> chosen = getForm().getContacts().stream().map(c -> TextKeys.of(c.email())).toList();
        ContactFilter active = new ContactFilter(text, null, null, ContactFilter.Condition.ACTIVE);
        return contacts.page(active, ContactSort.NAME, false, 0, SUGGESTIONS + chosen.size()).items().stream().map(ContactRow::contact)
                .filter(c -> !chosen.contains(TextKeys.of(c.email()))).map(DetailsStep::draftOf).limit(SUGGESTIONS).toList();
    }

    private static ContactDraft draftOf(ContactView contact) {
        return new ContactDraft(contact.name(), contact.email(), contact.phone(), contact.language());
    }

    /** Contacts go through the page by e-mail address. */
    public Converter<ContactDraft> getContactConverter() {
        return new Converter<>() {
            @Override
            public ContactDraft getAsObject(FacesContext faces, UIComponent component, String email) {
                return Typing.blank(email) ? null : contactOf(email);
            }

            @Override
            public String getAsString(FacesContext faces, UIComponent component, ContactDraft contact) {
                return contact == null ? "" : contact.email();
            }
        };
    }

    private ContactDraft contactOf(String email) {
        String key = TextKeys.of(email);
        return getForm().getContacts().stream().filter(c -> TextKeys.of(c.email()).equals(key)).findFirst()
                .or(() -> contacts.withEmails(List.of(email)).stream().map(DetailsStep::draftOf).findFirst()).orElse(null);
    }

    /** Empties the dialog for a contact that the directory does not have yet. */
    public void beginContact() {
        contactName = null;
        contactEmail = null;
        contactPhone = null;
        contactLanguage = FacesContext.getCurrentInstance().getViewRoot().getLocale().getLanguage();
    }

    /** Puts the contact of the dialog on the purchase order; the directory gets it when that is saved. */
    public void addContact() {
        ContactDraft contact = new ContactDraft(contactName, contactEmail, contactPhone, contactLanguage);
        List<Violation> problems = PurchaseOrderRules.checkContact(contact);
        if (!problems.isEmpty()) {
            notes().quiet();
            notes().refused(new BusinessRuleException(problems), field -> "contactForm:contact-" + field);
            return;
        }
        String key = TextKeys.of(contactEmail);
        List<ContactDraft> chosen = new ArrayList<>(getForm().getContacts());
        if (chosen.stream().noneMatch(c -> TextKeys.of(c.email()).equals(key))) {
            chosen.add(new ContactDraft(contactName.strip(), contactEmail.strip(), contactPhone, contactLanguage));
            getForm().setContacts(chosen);
        }
        PrimeFaces.current().executeScript("PF('contactDialog').hide()");
    }

    /** Today's currencies of all countries by code, and the form's own. */
    public List<CurrencyChoice> getCurrencies() {
        if (currencies == null) {
            Set<String> codes = new TreeSet<>();
            for (String country : Locale.getISOCountries()) {
                Currency currency = Currency.getInstance(new Locale("", country));
                if (currency != null && currency.getDefaultFractionDigits() >= 0) {
                    codes.add(currency.getCurrencyCode());
                }
            }
            if (getForm().getCurrency() != null) {
                codes.add(getForm().getCurrency());
            }
            currencies = codes.stream().map(code -> new CurrencyChoice(code, formats.currencyName(code)))
                    .sorted(Comparator.comparing(CurrencyChoice::code)).toList();
        }
        return currencies;
    }

    /** Forms this person has begun and not saved, other than this one and with something in them; the latest first. */
    public List<FormDrafts.Unfinished<PurchaseOrderForm>> getUnfinished() {
        return drafts().all(person(), PurchaseOrderForm.class).stream()
                .filter(u -> !u.key().equals(getDraft()) && u.form().isNew() && u.form().isChanged()).toList();
    }

    @Override
    boolean isDetails() {
        return true;
    }

    @Override
    boolean isAttempted() {
        return getForm().isDetailsAttempted();
    }

    @Override
    String clientIdOf(String field) {
        if (field.isEmpty() || field.startsWith("lineItems")) {
            return null;
        }
        return "form:" + field.split("[\\[.]", 2)[0];
    }

    @Override
    Integer placeOf(String field) {
        return FIELDS.indexOf(field.split("[\\[.]", 2)[0]);
    }

    @Override
    Optional<String> valueOf(String field) {
        String name = field.split("[\\[.]", 2)[0];
        if (!SEVERAL.contains(name) || name.equals(field)) {
            return Optional.empty();
        }
        if (name.equals("tags")) {
            return Optional.of(field.substring(name.length() + 1));
        }
        int index = Integer.parseInt(field.substring(name.length() + 1, field.indexOf(']')));
        return Optional.of(switch (name) {
            case "sellers" -> getForm().getSellers().get(index);
            case "taxRegistrationNumbers" -> getForm().getTaxRegistrationNumbers().get(index);
            case "invoiceUnits" -> getForm().getInvoiceUnits().get(index);
            default -> getForm().getContacts().get(index).email();
        });
    }

    public String getId() { return id; }
    public void setId(String id) { this.id = id; }
    public String getContactName() { return contactName; }
    public void setContactName(String contactName) { this.contactName = contactName; }
    public String getContactEmail() { return contactEmail; }
    public void setContactEmail(String contactEmail) { this.contactEmail = contactEmail; }
    public String getContactPhone() { return contactPhone; }
    public void setContactPhone(String contactPhone) { this.contactPhone = contactPhone; }
    public String getContactLanguage() { return contactLanguage; }
    public void setContactLanguage(String contactLanguage) { this.contactLanguage = contactLanguage; }

    /** Of the purchase order that this one is to be like; only on the way to the form. */
    public String getDuplicate() { return duplicate; }
    public void setDuplicate(String duplicate) { this.duplicate = duplicate; }
    /** Of the purchase order that this one continues. */
    public String getRollOver() { return rollOver; }
    public void setRollOver(String rollOver) { this.rollOver = rollOver; }
}
