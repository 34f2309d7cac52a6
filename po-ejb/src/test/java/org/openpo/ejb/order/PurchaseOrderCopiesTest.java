package org.openpo.ejb.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.PurchaseOrderCopy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.audit.AuditFilter;
import org.openpo.ejb.audit.AuditQueries;
import org.openpo.ejb.audit.AuditRow;
import org.openpo.ejb.notice.ContactChoice;
import org.openpo.ejb.notice.NoticeRuleService;

/** Duplicates and roll-overs: what they take over, what is noted, and what the original keeps. */
class PurchaseOrderCopiesTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);
    private static final ContactDraft ANN = new ContactDraft("Ann", "ann@example.com", null, "en");

    private final SeContainer container = new SeContainer(Instant.parse("2026-09-22T08:00:00Z"));

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void theNextYearIsProposedAndNothingIsSaved() {
        long id = original();
        PurchaseOrderCopy copy = propose(id, PurchaseOrderCopies.Kind.ROLL_OVER);

        assertThat(copy.draft().purchaseOrderId()).isEqualTo("PO-2027");
        assertThat(copy.draft().effectiveMonth()).isEqualTo(YearMonth.of(2027, 1));
        assertThat(copy.leftOut()).containsExactly("2");
        assertThat(copy.draft().lineItems()).extracting(LineItemDraft::number).containsExactly("1");
        assertThat(links(id)).isEqualTo(new RollOverLinks(null, List.of()));
    }

    @Test
    void anIdThatIsTakenIsNotProposed() {
        long id = original();
        long taken = create(order("po-2027"));
        container.with(PurchaseOrderService.class, s -> {
            s.delete(taken, null, null);
            return null;
        });

        assertThat(propose(id, PurchaseOrderCopies.Kind.ROLL_OVER).draft().purchaseOrderId()).isEqualTo("PO-2027-2");
    }

    @Test
    void aRollOverIsNotedWithBothAndTheOriginalWasNotUpdated() {
        long id = original();
        PurchaseOrderDetails before = details(id);
        long next = save(propose(id, PurchaseOrderCopies.Kind.ROLL_OVER).draft(), id, PurchaseOrderCopies.Kind.ROLL_OVER);

        assertThat(details(id)).isEqualTo(before);
        assertThat(links(id).to()).singleElement().satisfies(to -> assertThat(to).extracting(RollOverLinks.Link::id, RollOverLinks.Link::purchaseOrderId).containsExactly(next, "PO-2027"));
        assertThat(links(next).from()).extracting(RollOverLinks.Link::id, RollOverLinks.Link::purchaseOrderId, RollOverLinks.Link::deleted).containsExactly(id, "PO-2026", false);
        assertThat(events(AuditAction.PURCHASE_ORDER_ROLLED_OVER)).extracting(AuditRow::objectName).containsExactlyInAnyOrder("PO-2026", "PO-2027");
        PurchaseOrderDetails rolled = details(next);
        assertThat(rolled.tags()).isEqualTo(before.tags());
        assertThat(rolled.contacts()).isEqualTo(before.contacts());
        assertThat(rolled.taxRegistrationNumbers()).isEqualTo(before.taxRegistrationNumbers());
        assertThat(rolled.invoiceUnits()).isEqualTo(before.invoiceUnits());
        assertThat(rolled.lineItems()).extracting(LineItemView::startMonth).containsExactly(YearMonth.of(2027, 1));
    }

    @Test
    void rulesOfNotificationAndWhatContactsHearAreTakenOver() {
        long id = original();
        long ann = details(id).contacts().get(0).id();
        container.with(NoticeRuleService.class, s -> s.changeFor(id, List.of(new BigDecimal("50")), null, List.of(new NoticeRuleService.Choice(ann, Set.of(NoticeKind.EXPIRY), true))));
        long next = save(propose(id, PurchaseOrderCopies.Kind.ROLL_OVER).draft(), id, PurchaseOrderCopies.Kind.ROLL_OVER);
        long copy = save(propose(id, PurchaseOrderCopies.Kind.DUPLICATE).draft().withPurchaseOrderId("PO-X"), id, PurchaseOrderCopies.Kind.DUPLICATE);
        long alone = save(propose(id, PurchaseOrderCopies.Kind.DUPLICATE).draft().withContacts(List.of()).withPurchaseOrderId("PO-Y"), id, PurchaseOrderCopies.Kind.DUPLICATE);

        for (long each : List.of(next, copy, alone)) {
            assertThat(container.with(NoticeRuleService.class, s -> s.rulesOf(each)).thresholds()).containsExactly(new BigDecimal("50"));
        }
        for (long each : List.of(next, copy)) {
            assertThat(choices(each)).extracting(ContactChoice::events, ContactChoice::escalation).containsExactly(tuple(Set.of(NoticeKind.EXPIRY), true));
        }
        assertThat(choices(alone)).isEmpty();
    }

    @Test
    void aDuplicateIsNoSuccessor() {
        long id = original();
        long copy = save(propose(id, PurchaseOrderCopies.Kind.DUPLICATE).draft().withPurchaseOrderId("PO-X"), id, PurchaseOrderCopies.Kind.DUPLICATE);

        assertThat(links(id).to()).isEmpty();
        assertThat(links(copy).from()).isNull();
        assertThat(events(AuditAction.PURCHASE_ORDER_ROLLED_OVER)).isEmpty();
        assertThat(details(copy).lineItems()).extracting(LineItemView::number, LineItemView::startMonth).containsExactly(tuple("1", JAN));
    }

    @Test
    void linksOutliveADeletedPurchaseOrder() {
        long id = original();
        PurchaseOrderDraft draft = propose(id, PurchaseOrderCopies.Kind.ROLL_OVER).draft();
        container.with(PurchaseOrderService.class, s -> {
            s.delete(id, null, null);
            return null;
        });
        long next = save(draft, id, PurchaseOrderCopies.Kind.ROLL_OVER);

        assertThat(links(next).from()).extracting(RollOverLinks.Link::purchaseOrderId, RollOverLinks.Link::deleted).containsExactly("PO-2026", true);
        assertThatThrownBy(() -> links(id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> propose(id, PurchaseOrderCopies.Kind.DUPLICATE)).isInstanceOf(NotFoundException.class);
    }

    private long original() {
        long id = create(order("PO-2026"));
        long second = details(id).lineItems().get(1).id();
        container.with(PurchaseOrderService.class, s -> {
            s.closeLineItem(id, null, second, true, "used up");
            return null;
        });
        return id;
    }

    private static PurchaseOrderDraft order(String id) {
        return new PurchaseOrderDraft(id, "Cloud", true, null, List.of("DE123456789"), List.of("unit-1"), "Bill", "Ship", "30 days", "EUR", JAN, DEC, null, List.of(ANN),
                Map.of("team", "cloud"), List.of(line("1"), line("2")));
    }

    private static LineItemDraft line(String number) {
        return new LineItemDraft(null, number, null, LineItemType.ALL, JAN, DEC, true, new BigDecimal("100.00"), null, null, null, null);
    }

    private long create(PurchaseOrderDraft draft) {
        return container.with(PurchaseOrderService.class, s -> s.create(draft));
    }

    private PurchaseOrderCopy propose(long id, PurchaseOrderCopies.Kind kind) {
        return container.with(PurchaseOrderCopies.class, s -> s.propose(id, kind));
    }

    private long save(PurchaseOrderDraft draft, long id, PurchaseOrderCopies.Kind kind) {
        return container.with(PurchaseOrderCopies.class, s -> s.create(draft, id, kind));
    }

    private RollOverLinks links(long id) {
        return container.with(PurchaseOrderCopies.class, s -> s.links(id));
    }

    private PurchaseOrderDetails details(long id) {
        return container.with(PurchaseOrderQueries.class, q -> q.details(id));
    }

    private List<ContactChoice> choices(long id) {
        return container.with(NoticeRuleService.class, s -> s.choices(id));
    }

    private List<AuditRow> events(AuditAction action) {
        return container.with(AuditQueries.class, q -> q.page(new AuditFilter(null, action, null, null, null, null, null, null), 0, 10));
    }
}
