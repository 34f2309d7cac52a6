package org.openpo.ejb.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.notice.NoticePolicy;
import org.openpo.domain.notice.QuietDays;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.ejb.SeContainer;
import org.openpo.ejb.SettableClock;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.order.PurchaseOrderService;

/** From what happens to what is in the outbox, for whom, and what it says. */
class NoticesTest {
    private static final YearMonth JAN = YearMonth.of(2026, 1);
    private static final YearMonth DEC = YearMonth.of(2026, 12);
    private static final ContactDraft ANNA = new ContactDraft("Anna", "anna@example.org", null, "en");
    private static final ContactDraft BINH = new ContactDraft("Bình", "binh@example.org", null, "vi");

    private final SettableClock clock = new SettableClock("2026-01-15T09:00:00Z");
    private final SeContainer container = new SeContainer(clock);
    private int invoices;

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void a_balance_that_falls_below_a_threshold_is_told_to_every_contact_once() {
        long order = order("PO-1", DEC, List.of(ANNA, BINH), "1000");
        take("PO-1", "250.00");
        assertThat(address()).isEmpty();
        take("PO-1", "0.01");
        assertThat(address()).containsExactly("anna@example.org LOW_BALANCE PO-1 has 75% of its balance left", "binh@example.org LOW_BALANCE PO-1 còn 75% số dư");
        take("PO-1", "100.00");
        assertThat(address()).isEmpty();
        take("PO-1", "645.00");
        assertThat(address()).as("jumped over 25 and 10").containsExactly("anna@example.org LOW_BALANCE PO-1 has less than 1% of its balance left", "binh@example.org LOW_BALANCE PO-1 còn dưới 1% số dư");
        take("PO-1", "5.00");
        assertThat(address()).containsExactly("anna@example.org LOW_BALANCE PO-1 is overspent by €0.01", "binh@example.org LOW_BALANCE PO-1 đã vượt chi 0,01\u00A0€");
        assertThat(watchedBalances(order)).isEqualTo(1);
    }

    @Test
    void several_tracked_lines_are_told_by_their_number_and_untracked_ones_are_not_told() {
        container.with(PurchaseOrderService.class, s -> s.create(draft("PO-1", DEC, List.of(ANNA), List.of(
                line("1", LineItemType.MONTHLY_USAGE, "1000", true), line("2", LineItemType.SUBSCRIPTION, "500", true), line("3", LineItemType.ALL, "100", false)))));
        take("PO-1", InvoiceClass.MONTHLY_USAGE, "900.01");
        take("PO-1", InvoiceClass.SUBSCRIPTION, "500");
        take("PO-1", InvoiceClass.OTHER, "5000");
        assertThat(address()).containsExactly("anna@example.org LOW_BALANCE Line item 1 of PO-1 has 10% of its balance left",
                "anna@example.org LOW_BALANCE The balance of line item 2 of PO-1 is used up");
    }

    @Test
    void raising_the_total_arms_it_again_and_lowering_it_tells() {
        long order = order("PO-1", DEC, List.of(ANNA), "1000");
        take("PO-1", "800");
        assertThat(address()).hasSize(1);
        price(order, "4000");
        assertThat(address()).isEmpty();
        take("PO-1", "300");
        assertThat(address()).containsExactly("anna@example.org LOW_BALANCE PO-1 has 72% of its balance left");
        price(order, "1200");
        assertThat(address()).containsExactly("anna@example.org LOW_BALANCE PO-1 has 8% of its balance left");
    }

    @Test
    void a_purchase_order_has_thresholds_of_its_own_and_changed_ones_count_from_the_next_sweep() {
        long order = order("PO-1", DEC, List.of(ANNA), "1000");
        container.with(NoticeRuleService.class, s -> s.changeFor(order, List.of(new BigDecimal("50")), null));
        take("PO-1", "400");
        assertThat(address()).isEmpty();
        container.with(NoticeRuleService.class, s -> s.changeFor(order, List.of(new BigDecimal("65")), null));
        assertThat(toJudge()).containsExactly(order);
        container.with(DailyNotices.class, d -> {
            d.rejudge(order);
            return null;
        });
        assertThat(address()).containsExactly("anna@example.org LOW_BALANCE PO-1 has 60% of its balance left");
        assertThat(toJudge()).isEmpty();
        assertThatThrownBy(() -> container.with(NoticeRuleService.class, s -> s.changeFor(order, List.of(new BigDecimal("101")), List.of(-1))))
                .isInstanceOfSatisfying(BusinessRuleException.class, e -> assertThat(e.violations()).extracting("field").containsExactly("thresholds[0]", "expiryDays[0]"));
    }

    @Test
    void the_days_before_an_expiration_are_told_and_each_only_once() {
        order("PO-1", DEC, List.of(ANNA), "1000");
        clock.set("2026-10-30T08:00:00Z");
        assertThat(day()).isEmpty();
        clock.set("2026-10-31T06:59:00Z");
        assertThat(day()).as("not before the hour").isEmpty();
        clock.set("2026-10-31T07:00:00Z");
        assertThat(day()).containsExactly("anna@example.org EXPIRY PO-1 expires on 31 December 2026");
        clock.set("2026-10-31T09:00:00Z");
        assertThat(day()).isEmpty();
        clock.set("2026-11-01T09:00:00Z");
        assertThat(day()).isEmpty();
    }

    /** Both databases would else see two transactions wait for each other: who changes an order holds it and goes on to its watch. */
    @Test
    void the_sweep_waits_for_nobody_who_changes_a_purchase_order_and_holds_nothing_up() throws Exception {
        long held = order("PO-1", DEC, List.of(ANNA), "1000");
        order("PO-2", DEC, List.of(ANNA), "1000");
        clock.set("2026-10-31T08:00:00Z");
        try (Connection somebody = container.dataSource().getConnection(); Statement sql = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            sql.execute("select id from purchase_order where id = " + held + " for update");
            assertThat(day()).containsExactly("anna@example.org EXPIRY PO-2 expires on 31 December 2026");
            assertThat(sql.executeUpdate("update purchase_order_watch set next_day = null where purchase_order_pk = " + held)).isEqualTo(1);
            somebody.commit();
        }
        assertThat(day()).containsExactly("anna@example.org EXPIRY PO-1 expires on 31 December 2026");
    }

    @Test
    void moving_the_expiration_judges_its_distance_anew() {
        long order = order("PO-1", DEC, List.of(ANNA), "1000");
        clock.set("2026-09-15T08:00:00Z");
        assertThat(day()).isEmpty();
        // Under one month: one week before and on the day.
        container.with(PurchaseOrderService.class, s -> {
            s.replace(order, null, draft("PO-1", YearMonth.of(2026, 9), List.of(ANNA), List.of(line("1", LineItemType.ALL, "1000", true))));
            return null;
        });
        assertThat(day()).isEmpty();
        clock.set("2026-09-23T08:00:00Z");
        assertThat(day()).containsExactly("anna@example.org EXPIRY PO-1 expires on 30 September 2026");
        clock.set("2026-09-30T08:00:00Z");
        assertThat(day()).containsExactly("anna@example.org EXPIRY PO-1 expires on 30 September 2026");
        clock.set("2026-10-01T08:00:00Z");
        assertThat(day()).isEmpty();
    }

    @Test
    void a_forecast_that_runs_dry_is_told_on_the_day_after_the_invoice_that_makes_it() {
        order("PO-1", DEC, List.of(ANNA), "1000");
        clock.set("2026-03-05T08:00:00Z");
        assertThat(day()).isEmpty();
        take("PO-1", JAN, "120");
        take("PO-1", YearMonth.of(2026, 2), "120");
        assertThat(address()).isEmpty();
        clock.set("2026-03-06T08:00:00Z");
        assertThat(day()).containsExactly("anna@example.org RUNS_DRY PO-1 is forecast to run out in September 2026");
        take("PO-1", YearMonth.of(2026, 3), "1");
        clock.set("2026-03-07T08:00:00Z");
        assertThat(day()).isEmpty();
        BurnDown burnDown = container.with(BurnDownQueries.class, q -> q.of(1));
        assertThat(burnDown.months()).extracting(m -> m.month() + " " + m.billed().stripTrailingZeros().toPlainString() + " " + m.balance().stripTrailingZeros().toPlainString())
                .containsExactly("2026-01 120 880", "2026-02 120 760", "2026-03 1 759");
        assertThat(burnDown.forecast().expected()).isEqualTo(YearMonth.of(2026, 9));
        assertThat(burnDown.shortfall()).isEqualByComparingTo("440");
    }

    @Test
    void contacts_hear_what_they_chose_and_nothing_they_unsubscribed_from() {
        long order = order("PO-1", DEC, List.of(ANNA, BINH), "1000");
        List<ContactChoice> choices = container.with(NoticeRuleService.class, s -> s.choices(order));
        assertThat(choices).extracting(ContactChoice::events).containsOnly(NoticeKind.OF_PURCHASE_ORDER);
        long anna = choices.get(0).contactId();
        long binh = choices.get(1).contactId();
        choose(order, anna, Set.of(NoticeKind.EXPIRY), false);
        take("PO-1", "300");
        assertThat(address()).containsExactly("binh@example.org LOW_BALANCE PO-1 còn 70% số dư");
        String link = container.with(NoticeLinks.class, l -> l.unsubscribe(binh, NoticeKind.LOW_BALANCE).getQuery().substring(2));
        assertThat(subscription(link)).contains(new NoticeLinks.Subscription(binh, NoticeKind.LOW_BALANCE));
        assertThat(subscription(link.replace("LOW_BALANCE", "EXPIRY"))).as("forged").isEmpty();
        String name = container.with(NoticeRuleService.class, s -> s.unsubscribe(new NoticeLinks.Subscription(binh, NoticeKind.LOW_BALANCE), true));
        assertThat(name).isEqualTo("Bình");
        assertThat(claim("a")).as("cancelled, because it was not sent yet").isEmpty();
        assertThat(rows()).extracting(NotificationRow::state).containsExactly(DeliveryState.CANCELLED);
        take("PO-1", "500");
        assertThat(address()).isEmpty();
        assertThatThrownBy(() -> choose(order, 999, Set.of(), false)).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).extracting("code").containsExactly(ErrorCode.CONTACT_NOT_OF_PURCHASE_ORDER));
    }

    @Test
    void what_nobody_looked_at_is_handed_on() {
        long order = order("PO-1", DEC, List.of(ANNA, BINH), "1000");
        rules(policy(null, 2, QuietDays.NONE, "UTC"));
        long binh = container.with(NoticeRuleService.class, s -> s.choices(order)).get(1).contactId();
        choose(order, binh, Set.of(), true);
        clock.set("2026-06-01T09:00:00Z");
        take("PO-1", "300");
        assertThat(address()).containsExactly("anna@example.org LOW_BALANCE PO-1 has 70% of its balance left");
        clock.set("2026-06-02T09:00:00Z");
        assertThat(day()).isEmpty();
        clock.set("2026-06-03T09:00:00Z");
        assertThat(day()).containsExactly("binh@example.org ESCALATION Chưa ai xem: PO-1 còn 70% số dư");
        assertThat(day()).isEmpty();
        take("PO-1", "500");
        assertThat(address()).hasSize(1);
        clock.set("2026-06-03T12:00:00Z");
        container.with(PurchaseOrderOpenings.class, o -> {
            o.opened(order);
            return null;
        });
        clock.set("2026-06-09T09:00:00Z");
        assertThat(day()).as("somebody has looked").isEmpty();
    }

    @Test
    void digests_go_to_those_who_want_them() {
        order("PO-1", YearMonth.of(2026, 7), List.of(ANNA), "1000");
        long anna = container.with(NoticeRuleService.class, s -> s.choices(1)).get(0).contactId();
        clock.set("2026-06-01T09:00:00Z");
        take("PO-UNKNOWN", "77.70");
        assertThat(day()).as("nobody wants a digest").containsExactly("anna@example.org EXPIRY PO-1 expires on 31 July 2026");
        container.with(NoticeRuleService.class, s -> s.changeSubscriptions(anna, Set.of(), NoticeKind.DIGESTS));
        clock.set("2026-06-03T09:00:00Z");
        assertThat(day()).containsExactly("anna@example.org PORTFOLIO_DIGEST Purchase orders this week: 1 active, 1 to look at");
        clock.set("2026-06-04T09:00:00Z");
        assertThat(day()).containsExactly("anna@example.org EXCEPTIONS_DIGEST 1 invoice waits longer than 3 days for a purchase order");
        clock.set("2026-06-05T09:00:00Z");
        assertThat(day()).as("not the same again").isEmpty();
        take("PO-UNKNOWN", "5");
        clock.set("2026-06-08T09:00:00Z");
        assertThat(day()).containsExactlyInAnyOrder("anna@example.org EXCEPTIONS_DIGEST 2 invoices wait longer than 3 days for a purchase order",
                "anna@example.org PORTFOLIO_DIGEST Purchase orders this week: 1 active, 1 to look at");
    }

    @Test
    void on_quiet_days_mails_wait() {
        order("PO-1", DEC, List.of(ANNA), "1000");
        rules(policy(null, null, new QuietDays(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Set.of()), "Asia/Ho_Chi_Minh"));
        clock.set("2026-09-25T17:30:00Z");
        take("PO-1", "300");
        assertThat(address()).hasSize(1);
        assertThat(claim("a")).isEmpty();
        clock.set("2026-09-28T00:00:00Z");
        assertThat(claim("a")).hasSize(1);
    }

    @Test
    void what_a_dead_node_claimed_is_taken_over_and_its_late_word_counts_only_if_the_mail_has_arrived() {
        order("PO-1", DEC, List.of(ANNA, BINH), "1000");
        take("PO-1", "300");
        address();
        List<Outbox.Claimed> first = claim("a");
        assertThat(first).hasSize(2);
        assertThat(claim("b")).isEmpty();
        clock.advance(Outbox.claimTime().plusSeconds(1));
        boolean holds = container.with(Outbox.class, o -> o.holds(first.get(0).deliveryId(), "a", java.time.Duration.ZERO));
        assertThat(holds).isFalse();
        List<Outbox.Claimed> second = claim("b");
        assertThat(second).extracting(Outbox.Claimed::messageId).isEqualTo(first.stream().map(Outbox.Claimed::messageId).toList());
        does(Outbox.class, o -> o.postpone(first.get(0).deliveryId(), "a", "late", java.time.Duration.ofHours(1)));
        assertThat(state(first.get(0))).as("b is at it").isEqualTo(DeliveryState.SENDING);
        does(Outbox.class, o -> o.sent(first.get(0).deliveryId(), "a", "250 OK"));
        assertThat(state(first.get(0))).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void failures_are_tried_again_later_and_what_is_given_up_can_be_sent_by_hand() {
        order("PO-1", DEC, List.of(ANNA), "1000");
        take("PO-1", "300");
        address();
        Outbox.Claimed claimed = claim("a").get(0);
        assertThatThrownBy(() -> does(NotificationService.class, s -> s.resend(claimed.deliveryId()))).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).extracting("code").containsExactly(ErrorCode.NOTIFICATION_IS_BEING_SENT));
        does(Outbox.class, o -> o.postpone(claimed.deliveryId(), "a", "Connection refused", java.time.Duration.ofSeconds(30)));
        assertThat(claim("a")).isEmpty();
        clock.advance(java.time.Duration.ofSeconds(31));
        assertThat(claim("a")).singleElement().satisfies(c -> assertThat(c.attempts()).isEqualTo(1));
        does(Outbox.class, o -> o.giveUp(claimed.deliveryId(), "a", "550 No such user"));
        NotificationDetails failed = container.with(NotificationQueries.class, q -> q.find(claimed.deliveryId()));
        assertThat(failed.row().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(failed.row().answer()).isEqualTo("550 No such user");
        assertThat(failed.attempts()).extracting(a -> a.outcome().name()).containsExactly("POSTPONED", "GIVEN_UP");
        does(NotificationService.class, s -> s.resend(claimed.deliveryId()));
        assertThat(claim("a")).singleElement().satisfies(c -> assertThat(c.messageId()).isEqualTo(claimed.messageId()));
    }

    @Test
    void the_list_is_filtered_counted_and_walked_by_cursor() {
        long order = order("PO-1", DEC, List.of(ANNA, BINH), "1000");
        order("PO-2", DEC, List.of(ANNA), "1000");
        take("PO-1", "300");
        take("PO-2", "300");
        take("PO-2", "500");
        address();
        assertThat(rows()).hasSize(4);
        assertThat(container.with(NotificationQueries.class, q -> q.page(new NotificationFilter("bình", null, null, null, null, null), 0, 10)).total()).isEqualTo(1);
        assertThat(container.with(NotificationQueries.class, q -> q.page(new NotificationFilter(null, NoticeKind.EXPIRY, null, null, null, null), 0, 10)).total()).isZero();
        assertThat(container.with(NotificationQueries.class, q -> q.page(new NotificationFilter(null, null, DeliveryState.WAITING, Channel.MAIL, order, null), 0, 10)).items())
                .extracting(NotificationRow::purchaseOrderId).containsExactly("PO-1", "PO-1");
        Map<DeliveryState, Long> counts = container.with(NotificationQueries.class, q -> q.countByState(NotificationFilter.all()));
        assertThat(counts).isEqualTo(Map.of(DeliveryState.WAITING, 4L));
        String cursor = null;
        int seen = 0;
        do {
            String from = cursor;
            var part = container.with(NotificationQueries.class, q -> q.slice(NotificationFilter.all(), from, 1));
            seen += part.items().size();
            cursor = part.nextCursor();
        } while (cursor != null);
        assertThat(seen).isEqualTo(4);
        long newest = rows().get(0).id();
        MailPreview mail = container.with(NotificationQueries.class, q -> q.preview(newest));
        assertThat(mail.html()).contains("PO-").contains("</html>").doesNotContain("unsubscribe");
        List<UpcomingNotice> upcoming = container.with(NoticeRuleService.class, s -> s.upcoming(order));
        assertThat(upcoming).extracting(u -> u.kind() + " " + u.threshold() + " " + u.on() + " " + u.recipients().size())
                .containsExactly("LOW_BALANCE 25 null 2", "LOW_BALANCE 10 null 2", "LOW_BALANCE 0 null 2", "EXPIRY null 2026-10-31 2", "RUNS_DRY null null 2");
    }

    @Test
    void of_a_webhook_only_the_host_is_shown_and_found_by_nothing_of_its_address() {
        long order = order("PO-1", DEC, List.of(ANNA), "1000");
        webhook(1, "https://hooks.example.org/services/T0PSECRET", "LOW_BALANCE");
        take("PO-1", "300");
        address();
        assertThat(rows()).extracting(NotificationRow::address).containsExactlyInAnyOrder("anna@example.org", "hooks.example.org");
        assertThat(found("t0psecret")).isEmpty();
        assertThat(found("hooks.example")).isEmpty();
        assertThat(found("anna@example")).hasSize(1);
        List<UpcomingNotice> upcoming = container.with(NoticeRuleService.class, s -> s.upcoming(order));
        assertThat(upcoming.get(0).recipients()).extracting(UpcomingNotice.Recipient::address).containsExactly("anna@example.org", "hooks.example.org");
        assertThat(claim("a", Channel.WEBHOOK)).singleElement().satisfies(c -> assertThat(c.recipient().address()).isEqualTo("https://hooks.example.org/services/T0PSECRET"));
    }

    @Test
    void a_notice_that_cannot_be_addressed_keeps_no_other_from_its_recipients() {
        order("PO-1", DEC, List.of(ANNA), "1000");
        order("PO-2", DEC, List.of(BINH), "1000");
        take("PO-1", "300");
        container.update("update notice set facts = 'broken'");
        take("PO-2", "300");
        does(OutboxRunner.class, OutboxRunner::mail);
        assertThat(rows()).extracting(NotificationRow::address, NotificationRow::state).containsExactly(org.assertj.core.groups.Tuple.tuple("binh@example.org", DeliveryState.KEPT));
    }

    @Test
    void a_server_that_is_away_gives_nothing_up_and_is_asked_less_often() {
        order("PO-1", DEC, List.of(ANNA), "1000");
        take("PO-1", "300");
        address();
        java.time.Duration first = java.time.Duration.ofSeconds(30);
        java.time.Duration longest = java.time.Duration.ofHours(1);
        Instant begin = clock.instant();
        for (int i = 0; i < 200; i++) {
            Outbox.Claimed claimed = claim("a").get(0);
            does(Outbox.class, o -> o.notReached(claimed.deliveryId(), "a", "Connection refused", first, longest));
            assertThat(claim("a")).isEmpty();
            NotificationRow row = rows().get(0);
            assertThat(row.attempts()).isZero();
            assertThat(java.time.Duration.between(clock.instant(), row.nextAttemptAt())).isBetween(first, longest);
            clock.set(row.nextAttemptAt().toString());
        }
        assertThat(clock.instant()).as("a week of it").isAfter(begin.plus(java.time.Duration.ofDays(7)));
        assertThat(claim("a")).hasSize(1);
    }

    @Test
    void a_webhook_gets_what_waits_at_its_new_address_and_nothing_it_does_not_want_any_more() {
        order("PO-1", DEC, List.of(ANNA), "1000");
        webhook(1, "https://hooks.example.org/old", "LOW_BALANCE");
        webhook(2, "https://hooks.example.org/other", "LOW_BALANCE");
        take("PO-1", "300");
        address();
        container.update("update webhook set address = 'https://hooks.example.org/new', secret = 'another' where id = 1");
        container.update("update webhook set events = 'EXPIRY' where id = 2");
        assertThat(claim("a", Channel.WEBHOOK)).singleElement().satisfies(c -> {
            assertThat(c.recipient().address()).isEqualTo("https://hooks.example.org/new");
            assertThat(c.webhookSecrets()).containsExactly("another");
        });
    }

    @Test
    void the_log_forgets_in_small_steps_what_has_ended_and_never_what_waits_nor_what_was_told() {
        long order = order("PO-1", YearMonth.of(2028, 12), List.of(ANNA, BINH), "1000");
        take("PO-1", "300");
        take("PO-1", "500");
        take("PO-1", "150");
        assertThat(address()).hasSize(6);
        Outbox.Claimed sent = claim("a").get(0);
        does(Outbox.class, o -> o.sent(sent.deliveryId(), "a", "250 OK"));
        List<Long> ids = rows().stream().map(NotificationRow::id).sorted().toList();
        assertThat(ids.get(0)).isEqualTo(sent.deliveryId());
        DeliveryState[] states = {DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.KEPT, DeliveryState.CANCELLED, DeliveryState.WAITING, DeliveryState.SENDING};
        for (int i = 0; i < states.length; i++) {
            container.update("update notice_delivery set state = '" + states[i] + "' where id = " + ids.get(i));
        }
        List<String> keys = texts("select notice_key from notice order by id");
        assertThat(keys).hasSize(3);

        Instant told = clock.instant();
        clock.set(told.plus(Duration.ofDays(400)).toString());
        assertThat(forget(10)).as("400 days are kept").isZero();
        clock.set(told.plus(Duration.ofDays(400)).plusSeconds(1).toString());
        container.update("update notice_delivery set next_attempt_at = timestamp with time zone '" + clock.instant().minusSeconds(60) + "' where id = " + ids.get(3));
        assertThat(forget(2)).isEqualTo(2);
        assertThat(forget(2)).as("one of four was sent again lately").isEqualTo(1);
        assertThat(forget(2)).isZero();
        assertThat(rows()).extracting(NotificationRow::id).containsExactlyInAnyOrder(ids.get(3), ids.get(4), ids.get(5));
        assertThat(texts("select outcome from delivery_attempt")).isEmpty();
        assertThat(texts("select notice_key from notice order by id")).isEqualTo(keys);
        assertThat(texts("select facts from notice order by id")).satisfies(facts -> {
            assertThat(facts.get(0)).isEqualTo("{}");
            assertThat(facts.subList(1, 3)).allSatisfy(f -> assertThat(f).contains("PO-1"));
        });
        assertThat(claim("b")).as("what a dead node has left is sent").extracting(Outbox.Claimed::deliveryId).containsExactly(ids.get(5));
        assertThat(claim("b")).as("what waits is sent").extracting(Outbox.Claimed::deliveryId).containsExactly(ids.get(4));

        container.update("update line_item_watch set told = null, next_below = null");
        does(DailyNotices.class, d -> d.rejudge(order));
        assertThat(address()).as("nothing is told again").isEmpty();
    }

    @Test
    void what_nobody_wanted_to_hear_is_forgotten_as_well() {
        order("PO-1", YearMonth.of(2028, 12), List.of(), "1000");
        take("PO-1", "300");
        assertThat(address()).isEmpty();
        assertThat(texts("select facts from notice")).singleElement().asString().contains("PO-1");
        clock.advance(Duration.ofDays(400));
        assertThat(forgetUnheard()).as("400 days are kept").isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(forgetUnheard()).isEqualTo(1);
        assertThat(texts("select facts from notice")).containsExactly("{}");
        assertThat(forgetUnheard()).isZero();
    }

    private int forgetUnheard() {
        return container.with(DeliveryLog.class, l -> l.forgetUnheard(l.keptSince(), 10));
    }

    @Test
    void a_notice_that_may_be_handed_on_is_not_forgotten() {
        Instant now = clock.instant();
        assertThat(container.with(DeliveryLog.class, DeliveryLog::keptSince)).isEqualTo(now.minus(Duration.ofDays(400)));
        container.update("update notice_rules set escalation_days = 365");
        assertThat(container.with(DeliveryLog.class, DeliveryLog::keptSince)).isEqualTo(now.minus(Duration.ofDays(426)));
    }

    private int forget(int max) {
        return container.with(DeliveryLog.class, l -> l.forget(l.keptSince(), max));
    }

    @Test
    void two_secrets_of_a_webhook_sign_until_the_old_one_is_out() {
        order("PO-1", DEC, List.of(ANNA), "1000");
        webhook(1, "https://hooks.example.org/x", "LOW_BALANCE");
        WebhookSecret renewed = container.with(WebhookService.class, s -> s.renewSecret(1, null, 24));
        assertThat(renewed.webhook().previousSecretUntil()).isEqualTo(clock.instant().plus(Duration.ofHours(24)));
        assertThat(renewed.secret()).hasSizeGreaterThan(40).isNotEqualTo("secret-1");
        take("PO-1", "300");
        address();
        assertThat(claim("a", Channel.WEBHOOK)).singleElement().satisfies(c -> assertThat(c.webhookSecrets()).containsExactly(renewed.secret(), "secret-1"));
        clock.set(clock.instant().plus(Duration.ofHours(25)).toString());
        does(DeliveryLog.class, DeliveryLog::forgetSecrets);
        assertThat(texts("select previous_secret from webhook")).containsExactly((String) null);
        assertThat(claim("b", Channel.WEBHOOK)).singleElement().satisfies(c -> assertThat(c.webhookSecrets()).containsExactly(renewed.secret()));
        assertThat(container.with(WebhookService.class, s -> s.find(1)).previousSecretUntil()).isNull();

        WebhookSecret leaked = container.with(WebhookService.class, s -> s.renewSecret(1, null, 0));
        assertThat(leaked.webhook().previousSecretUntil()).isNull();
        clock.set(clock.instant().plus(Duration.ofHours(1)).toString());
        assertThat(claim("c", Channel.WEBHOOK)).singleElement().satisfies(c -> assertThat(c.webhookSecrets()).containsExactly(leaked.secret()));
        for (int hours : new int[] {-1, 169}) {
            assertThatThrownBy(() -> container.with(WebhookService.class, s -> s.renewSecret(1, null, hours))).isInstanceOf(BusinessRuleException.class);
        }
        assertThatThrownBy(() -> container.with(WebhookService.class, s -> s.renewSecret(1, 1L, 24))).isInstanceOf(StaleVersionException.class);
        List<String> audit = texts("select after_state from audit_event where action = 'WEBHOOK_SECRET_RENEWED'");
        assertThat(audit).hasSize(2).allSatisfy(entry -> assertThat(entry).contains("overlapHours").doesNotContain(renewed.secret(), leaked.secret(), "secret-1"));
    }

    @Test
    void a_contact_that_left_a_purchase_order_gets_nothing_more_of_it() {
        long order = order("PO-1", DEC, List.of(ANNA, BINH), "1000");
        take("PO-1", "300");
        address();
        does(PurchaseOrderService.class, s -> s.replace(order, null, draft("PO-1", DEC, List.of(BINH), List.of(line("1", LineItemType.ALL, "1000", true)))));
        assertThat(claim("a")).extracting(c -> c.recipient().address()).containsExactly("binh@example.org");
    }

    @Test
    void lines_judged_while_thresholds_changed_are_judged_again_the_next_day_and_no_others() {
        long order = order("PO-1", DEC, List.of(ANNA), "1000");
        long other = order("PO-2", DEC, List.of(ANNA), "1000");
        take("PO-1", "300");
        take("PO-2", "300");
        day();
        container.with(NoticeRuleService.class, s -> s.changeFor(order, List.of(new BigDecimal("50")), null));
        // The movement that read the old thresholds commits after them.
        container.update("update line_item_watch set next_below = 0");
        clock.set("2026-01-16T09:00:00Z");
        container.with(DailyNotices.class, d -> d.begin("test"));
        assertThat(toJudge()).containsExactly(order).doesNotContain(other);
        does(DailyNotices.class, d -> d.rejudge(order));
        container.with(NoticeRuleService.class, s -> s.changeFor(order, List.of(new BigDecimal("50")), List.of(5)));
        container.with(NoticeRuleService.class, s -> s.changeFor(order, List.of(new BigDecimal("50")), List.of(6)));
        assertThat(toJudge()).as("the same thresholds").isEmpty();
    }

    @Test
    void a_contact_stays_as_it_is_where_nothing_is_said() {
        long order = order("PO-1", DEC, List.of(ANNA, BINH), "1000");
        long anna = container.with(NoticeRuleService.class, s -> s.choices(order)).get(0).contactId();
        choose(order, anna, Set.of(NoticeKind.EXPIRY), true);
        container.with(NoticeRuleService.class, s -> s.changeFor(order, null, null, List.of(new NoticeRuleService.Choice(anna, null, null))));
        assertThat(container.with(NoticeRuleService.class, s -> s.choices(order)).get(0)).satisfies(c -> {
            assertThat(c.events()).containsExactly(NoticeKind.EXPIRY);
            assertThat(c.escalation()).isTrue();
        });
        container.with(NoticeRuleService.class, s -> s.changeSubscriptions(anna, Set.of(NoticeKind.RUNS_DRY), NoticeKind.DIGESTS));
        container.with(NoticeRuleService.class, s -> s.changeSubscriptions(anna, null, null));
        container.with(NoticeRuleService.class, s -> s.changeSubscriptions(anna, null, Set.of()));
        ContactSubscriptions now = container.with(NoticeRuleService.class, s -> s.subscriptions(anna));
        assertThat(now.muted()).containsExactly(NoticeKind.RUNS_DRY);
        assertThat(now.digests()).isEmpty();
        assertThatThrownBy(() -> container.with(NoticeRuleService.class,
                s -> s.changeFor(order, List.of(BigDecimal.TEN), null, List.of(new NoticeRuleService.Choice(anna, Set.of(), null), new NoticeRuleService.Choice(999, null, null)))))
                .isInstanceOf(BusinessRuleException.class);
        assertThat(container.with(NoticeRuleService.class, s -> s.choices(order)).get(0).events()).as("nothing half-done").containsExactly(NoticeKind.EXPIRY);
        OrderNoticeRulesView rules = container.with(NoticeRuleService.class, s -> s.rulesOf(order));
        assertThat(rules.thresholds()).isNull();
    }

    private List<NotificationRow> found(String search) {
        return container.with(NotificationQueries.class, q -> q.page(new NotificationFilter(search, null, null, null, null, null), 0, 10)).items();
    }

    /** Past the service, which knows only the hosts that the environment names. */
    private void webhook(long id, String address, String events) {
        container.update("insert into webhook (id, name, name_key, address, secret, events, language, active, changed_at, changed_by, version) values (" + id + ", 'Chat " + id
                + "', 'chat " + id + "', '" + address + "', 'secret-" + id + "', '" + events + "', 'en', 1, current_timestamp, 'tester', 1)");
    }

    /** Of the first column. */
    private List<String> texts(String sql) {
        try (Connection connection = container.dataSource().getConnection(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private long watchedBalances(long order) {
        return container.with(NotificationQueries.class, q -> q.page(new NotificationFilter(null, NoticeKind.LOW_BALANCE, null, null, order, null), 0, 100)).items().stream()
                .map(NotificationRow::purchaseOrderKey).distinct().count();
    }

    private List<String> day() {
        container.with(DailyNotices.class, d -> d.begin("test"));
        while (container.with(DailyNotices.class, d -> d.sweep(2)) > 0) {
            // page by page
        }
        container.with(DailyNotices.class, DailyNotices::escalate);
        container.with(DailyNotices.class, DailyNotices::makeDigests);
        return address();
    }

    /** What was addressed anew: address, kind and subject. */
    private List<String> address() {
        List<Long> known = rows().stream().map(NotificationRow::id).toList();
        while (container.with(Outbox.class, o -> o.address(2)) > 0) {
            // batch by batch
        }
        return rows().stream().filter(r -> !known.contains(r.id())).map(r -> r.address() + " " + r.kind() + " " + r.subject()).sorted().toList();
    }

    private List<Outbox.Claimed> claim(String node) {
        return claim(node, Channel.MAIL);
    }

    private List<Outbox.Claimed> claim(String node, Channel channel) {
        return container.with(Outbox.class, o -> o.claim(node, channel, 10));
    }

    private List<Long> toJudge() {
        return container.with(DailyNotices.class, d -> d.ordersToJudge(0, 10));
    }

    private java.util.Optional<NoticeLinks.Subscription> subscription(String token) {
        return container.with(NoticeLinks.class, l -> l.subscription(token));
    }

    private List<NotificationRow> rows() {
        return container.with(NotificationQueries.class, q -> q.page(NotificationFilter.all(), 0, 500)).items();
    }

    private DeliveryState state(Outbox.Claimed claimed) {
        return container.with(NotificationQueries.class, q -> q.find(claimed.deliveryId())).row().state();
    }

    private void choose(long order, long contact, Set<NoticeKind> events, boolean escalation) {
        does(NoticeRuleService.class, s -> s.choose(order, contact, events, escalation));
    }

    private void rules(NoticePolicy policy) {
        container.with(NoticeRuleService.class, s -> s.change(policy, null));
    }

    private static NoticePolicy policy(Integer exceptionDays, Integer escalationDays, QuietDays quiet, String zone) {
        return new NoticePolicy(NoticePolicy.DEFAULT.thresholds(), true, List.of(), true, exceptionDays, null, escalationDays, quiet, ZoneId.of(zone), 7);
    }

    private <B> void does(Class<B> type, java.util.function.Consumer<B> work) {
        container.with(type, bean -> {
            work.accept(bean);
            return null;
        });
    }

    private void price(long order, String price) {
        does(PurchaseOrderService.class, s -> s.replace(order, null, draft("PO-1", DEC, List.of(ANNA), List.of(line("1", LineItemType.ALL, price, true)))));
    }

    private long order(String id, YearMonth expiration, List<ContactDraft> contacts, String price) {
        return container.with(PurchaseOrderService.class, s -> s.create(draft(id, expiration, contacts, List.of(line("1", LineItemType.ALL, price, true)))));
    }

    private static PurchaseOrderDraft draft(String id, YearMonth expiration, List<ContactDraft> contacts, List<LineItemDraft> lines) {
        return new PurchaseOrderDraft(id, null, true, List.of(), null, null, null, null, null, "EUR", JAN, expiration, AmountBasis.GROSS, contacts, Map.of(),
                lines.stream().map(l -> l.endMonth().isAfter(expiration) ? new LineItemDraft(l.id(), l.number(), l.description(), l.type(), l.startMonth(), expiration, l.balanceTracking(),
                        l.unitPrice(), l.quantity(), l.tax(), l.overspendPolicy(), l.chargeAccounts()) : l).toList());
    }

    private static LineItemDraft line(String number, LineItemType type, String price, boolean tracked) {
        return new LineItemDraft(null, number, null, type, JAN, DEC, tracked, new BigDecimal(price), null, LineTax.none(), OverspendPolicy.ALLOW, List.of());
    }

    private void take(String order, String gross) {
        take(order, JAN, gross);
    }

    private void take(String order, InvoiceClass invoiceClass, String gross) {
        take(order, JAN, invoiceClass, gross);
    }

    private void take(String order, YearMonth period, String gross) {
        take(order, period, InvoiceClass.MONTHLY_USAGE, gross);
    }

    private void take(String order, YearMonth period, InvoiceClass invoiceClass, String gross) {
        // Each on another day and with another amount, so that none looks like another.
        InvoiceDraft draft = new InvoiceDraft("INV-" + ++invoices, "Amazon Web Services EMEA SARL", InvoiceKind.INVOICE, invoiceClass, "1", null, null, period,
                LocalDate.of(2026, 2, 3).plusDays(invoices), null, "EUR", null, null, new BigDecimal(gross), null, null, order, null, List.of());
        container.with(InvoiceIntake.class, i -> i.take(draft, InvoiceSource.API, null, "tester"));
    }
}
