package org.openpo.web.search;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.openpo.ejb.search.GlobalSearch;
import org.openpo.ejb.search.SearchResults;
import org.openpo.web.faces.AddressQuery;
import org.openpo.web.i18n.Texts;

/** What the search of the top bar shows for what was typed, as {@code #{search}}. */
@Named("search")
@RequestScoped
public class SearchBean {
    private static final int PAGES = 4;
    private static final Set<String> EVERYBODY = Set.of("VIEWER");
    private static final Set<String> ADMINISTRATORS = Set.of("ADMIN");
    static final List<Destination> DESTINATIONS = List.of(
            new Destination("/dashboard", "nav.purchaseOrders", EVERYBODY), new Destination("/invoices", "nav.invoices", EVERYBODY),
            new Destination("/exceptions", "nav.exceptions", EVERYBODY), new Destination("/imports", "nav.imports", Set.of("MANAGER", "AUDITOR")),
            new Destination("/purchase-orders/add", "dashboard.add", Set.of("MANAGER")), new Destination("/notifications", "nav.notifications", EVERYBODY),
            new Destination("/reports", "nav.reports", EVERYBODY), new Destination("/contacts", "nav.contacts", EVERYBODY), new Destination("/audit", "nav.audit", Set.of("ADMIN", "AUDITOR")),
            new Destination("/admin/users", "nav.users", ADMINISTRATORS), new Destination("/admin/tokens", "nav.tokens", ADMINISTRATORS),
            new Destination("/admin/exchange-rates", "nav.exchangeRates", ADMINISTRATORS), new Destination("/admin/ledger", "nav.ledger", ADMINISTRATORS),
            new Destination("/admin/notification-rules", "nav.notificationRules", ADMINISTRATORS), new Destination("/admin/aws-invoicing", "nav.awsPull", ADMINISTRATORS),
            new Destination("/admin/settings", "nav.settings", ADMINISTRATORS), new Destination("/admin/deleted-purchase-orders", "deletedOrders.title", ADMINISTRATORS));

    @EJB
    private GlobalSearch search;
    @Inject
    private Texts texts;
    @Inject
    private HttpServletRequest request;

    private String typed;
    private SearchResults results = SearchResults.none();

    /** The text has changed. */
    public void look() {
        results = search.find(typed);
    }

    public SearchResults getResults() {
        return results;
    }

    /** Pages whose name has what was typed in it, accents or not. */
    public List<Destination> getPages() {
        String wanted = plain(typed == null ? "" : typed);
        return wanted.length() < GlobalSearch.SHORTEST ? List.of()
                : DESTINATIONS.stream().filter(page -> page.roles().stream().anyMatch(request::isUserInRole) && plain(texts.get(page.key())).contains(wanted)).limit(PAGES).toList();
    }

    /** Enough was typed to look for it. */
    public boolean isLooking() {
        return typed != null && typed.codePointCount(0, typed.length()) >= GlobalSearch.SHORTEST;
    }

    public boolean isNothing() {
        return results.isEmpty() && getPages().isEmpty();
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = AddressQuery.text(typed);
    }

    /** Small letters without their marks: who looks for a page by "don mua" finds "Đơn mua hàng". */
    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD).replaceAll("\\p{M}", "").replace('đ', 'd').strip();
    }
}
