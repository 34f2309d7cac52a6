package org.openpo.ejb.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.TickingClock;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.invoice.Standing;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.party.ContactService;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.search.SearchResults.FoundContact;
import org.openpo.ejb.search.SearchResults.FoundInvoice;
import org.openpo.ejb.search.SearchResults.FoundPurchaseOrder;
import org.openpo.ejb.search.SearchResults.FoundSeller;

/** What one search over everything finds, and what it leaves out. */
class GlobalSearchTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);

    private final SeContainer container = new SeContainer(new TickingClock());

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void everything_is_found_by_a_part_of_what_it_is_called() {
        order("PO-Đà Nẵng-7", "Cloud for the delta");
        container.with(SellerService.class, s -> s.create("Delta Hosting GmbH", List.of("Deltaville"), List.of(), Set.of()));
        container.with(ContactService.class, s -> s.create(new ContactDraft("Ms Delta", "billing@delta.example", null, "en"), false));
        take("INV-DELTA-9", "Nobody");
        SearchResults found = find("  deLTa ");
        assertThat(found.purchaseOrders()).singleElement().satisfies(p -> {
            assertThat(p.purchaseOrderId()).isEqualTo("PO-Đà Nẵng-7");
            assertThat(p.status()).isIn((Object[]) PurchaseOrderStatus.values());
        });
        assertThat(found.invoices()).singleElement().satisfies(i -> {
            assertThat(i.invoiceId()).isEqualTo("INV-DELTA-9");
            assertThat(i.gross()).isEqualByComparingTo("12.5");
            assertThat(i.currency()).isEqualTo("EUR");
            assertThat(i.state()).isEqualTo(InvoiceState.EXCEPTION);
        });
        assertThat(found.sellers()).extracting(FoundSeller::name).containsExactly("Delta Hosting GmbH");
        assertThat(find("DELTAVILLE").sellers()).singleElement().satisfies(s -> assertThat(s.knownAs()).isEqualTo("Deltaville"));
        assertThat(find("hosting gmbh").sellers()).singleElement().satisfies(s -> assertThat(s.knownAs()).isNull());
        assertThat(found.contacts()).extracting(FoundContact::email).containsExactly("billing@delta.example");
        assertThat(find("đà nẵng").purchaseOrders()).hasSize(1);
    }

    @Test
    void what_begins_with_it_comes_before_what_has_it_inside_and_no_more_than_five_of_a_kind() {
        for (int i = 0; i < 8; i++) {
            order("X-77-" + i, null);
            take("Y-77-" + i, "Nobody");
        }
        order("77-A", null);
        order("Z", "the 77 of old");
        take("77", "Somebody else");
        take("77-B", "Nobody");
        assertThat(find("77").purchaseOrders()).hasSize(GlobalSearch.MOST).extracting(FoundPurchaseOrder::purchaseOrderId).doesNotHaveDuplicates().startsWith("77-A");
        assertThat(find("77").invoices()).hasSize(GlobalSearch.MOST).extracting(FoundInvoice::invoiceId).doesNotHaveDuplicates().startsWith("77", "77-B", "Y-77-7");
    }

    @Test
    void a_seller_with_many_aliases_hides_no_other_and_its_own_name_comes_before_an_alias() {
        container.with(SellerService.class, s -> s.create("Zed Hosting", java.util.stream.IntStream.range(0, 12).mapToObj(i -> "A Zed " + i).toList(), List.of(), Set.of()));
        container.with(SellerService.class, s -> s.create("Zeder GmbH", List.of(), List.of(), Set.of()));
        container.with(SellerService.class, s -> s.create("Other", List.of("Not Zed"), List.of(), Set.of()));
        assertThat(find("zed").sellers()).extracting(FoundSeller::name).containsExactly("Zed Hosting", "Zeder GmbH", "Other");
        assertThat(find("zed").sellers()).extracting(FoundSeller::knownAs).containsExactly(null, null, "Not Zed");
    }

    @Test
    void a_part_is_looked_for_among_the_latest_invoices_and_the_whole_id_among_all() {
        take("OLDEST-1", "Nobody");
        take("NEWEST-1", "Nobody");
        container.update("update invoice set id = id + " + GlobalSearch.LATEST_INVOICES + " where invoice_id = 'NEWEST-1'");
        assertThat(find("west-1").invoices()).extracting(FoundInvoice::invoiceId).containsExactly("NEWEST-1");
        assertThat(find("oldes").invoices()).isEmpty();
        assertThat(find("oldest-1").invoices()).hasSize(1);
    }

    @Test
    void deleted_orders_former_contacts_and_the_signs_of_patterns_find_nothing() {
        long gone = order("GONE-1", null);
        container.with(PurchaseOrderService.class, s -> {
            s.delete(gone, null, null);
            return null;
        });
        order("A100", null);
        take("A100", "Nobody");
        assertThat(find("gone").isEmpty()).isTrue();
        for (String pattern : List.of("%%", "__", "A1%", "!!", "A_00")) {
            assertThat(find(pattern).isEmpty()).as(pattern).isTrue();
        }
        assertThat(find("a").isEmpty()).as("a single letter").isTrue();
        assertThat(find(" ").isEmpty()).isTrue();
        assertThat(find(null).isEmpty()).isTrue();
        assertThat(find("x".repeat(GlobalSearch.LONGEST + 1)).isEmpty()).isTrue();
    }

    private SearchResults find(String text) {
        return container.with(GlobalSearch.class, s -> s.find(text));
    }

    private long order(String id, String description) {
        return container.with(PurchaseOrderService.class, s -> s.create(new PurchaseOrderDraft(id, description, true, List.of(), null, null, null, null, null, "EUR", JAN, JAN, null, null, null, List.of())));
    }

    private void take(String id, String seller) {
        InvoiceDraft draft = new InvoiceDraft(id, seller, InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, null, null, null, JAN, LocalDate.of(2026, 2, 3), null, "EUR", null, null,
                new BigDecimal("12.5"), null, null, null, null, List.of());
        container.with(InvoiceIntake.class, i -> i.takeWithin(draft, Standing.DUE, InvoiceSource.API, null, "tester"));
    }
}
