package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.match.Conversion;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderIds;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.party.Seller;
import org.openpo.domain.setting.Setting;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.Ledger;
import org.openpo.ejb.order.PurchaseOrderVersions;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.rate.ExchangeRates;
import org.openpo.ejb.setting.SettingService;
import org.openpo.ejb.time.Now;

/**
 * Makes what a Marketplace invoice names and what is missing, as AWS does (reference §3.4, cases T14 to T19): a purchase order of that
 * ID with default data, or a Marketplace transaction line on the one there is, whose months are extended to the line's. Only if the
 * setting is on. Whatever the rules refuse stays an exception with its way out.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class MarketplaceReferences {
    private static final int MONTHS_OF_NEW_ORDER = 12;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private SettingService settings;
    @EJB
    private SellerService sellers;
    @EJB
    private ExchangeRates rates;
    @EJB
    private Ledger ledger;
    @EJB
    private PurchaseOrderVersions versions;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /** To be called before the invoice is matched. */
    public void provideFor(Invoice invoice, String actor) {
        InvoiceFacts facts = invoice.facts();
        boolean names = facts.invoiceClass() == InvoiceClass.MARKETPLACE && facts.isPinned() && PurchaseOrderIds.isValid(facts.purchaseOrderReference());
        if (!names || facts.sellerId() == 0 || !settings.isOn(Setting.CREATE_PURCHASE_ORDER_FROM_MARKETPLACE_REFERENCE) || !issuesTransactions(facts.sellerId())) {
            return;
        }
        Optional<PurchaseOrder> named = em.createQuery("select p from PurchaseOrder p where p.idKey = :key", PurchaseOrder.class)
                .setParameter("key", PurchaseOrderIds.normalizedKey(facts.purchaseOrderReference())).getResultStream().findFirst();
        if (named.isEmpty()) {
            create(facts, invoice.sellerName(), actor);
        } else if (!named.get().isDeleted() && covers(named.get(), facts.sellerId())) {
            ledger.lockOrders(List.of(named.get().id()));
            em.refresh(named.get());
            addLine(named.get(), facts, actor);
        }
    }

    private boolean issuesTransactions(long sellerId) {
        Seller seller = em.find(Seller.class, sellerId);
        return seller.lineItemTypes().isEmpty() || seller.lineItemTypes().contains(LineItemType.MARKETPLACE_TRANSACTION);
    }

    private static boolean covers(PurchaseOrder po, long sellerId) {
        return po.isAnySeller() || po.sellerIds().contains(sellerId);
    }

    private void create(InvoiceFacts facts, String seller, String actor) {
        MonthRange months = new MonthRange(facts.billingPeriod(), facts.billingPeriod().plusMonths(MONTHS_OF_NEW_ORDER - 1L));
        PurchaseOrderDraft draft = new PurchaseOrderDraft(facts.purchaseOrderReference(), null, false, List.of(seller), List.of(), List.of(), null, null, null,
                facts.currency().getCurrencyCode(), months.from(), months.to(), AmountBasis.GROSS, List.of(), Map.of(),
                List.of(line("1", months, facts.gross())));
        if (PurchaseOrderRules.check(draft).isEmpty()) {
            PurchaseOrder po = new PurchaseOrder(draft, Set.of(facts.sellerId()), List.of(), actor, Now.instant(clock));
            em.persist(po);
            em.flush();
            note(po, actor, AuditAction.PURCHASE_ORDER_CREATED, null);
        }
    }

    private void addLine(PurchaseOrder po, InvoiceFacts facts, String actor) {
        Optional<Conversion> amount = Conversion.of(facts, po.currency(), po.amountBasis(), rates.table(facts.currency(), facts.issueDate()));
        YearMonth period = facts.billingPeriod();
        boolean there = po.window().contains(period) && po.lineItems().stream().anyMatch(
                line -> line.type() == LineItemType.MARKETPLACE_TRANSACTION && !line.isClosed() && line.window().contains(period));
        if (there || amount.isEmpty()) {
            return;
        }
        // An expired order becomes active by its new line (T17).
        YearMonth end = latest(latest(period, po.window().to()), Now.month(clock));
        YearMonth start = period.isBefore(po.window().from()) ? period : po.window().from();
        PurchaseOrderDraft before = po.toDraft(sellers.names(po.sellerIds())::get);
        List<LineItemDraft> lines = new ArrayList<>(before.lineItems());
        lines.add(line(nextNumber(po), new MonthRange(period, end), amount.get().purchaseOrderAmount()));
        PurchaseOrderDraft draft = before.withLineItems(lines).withMonths(start, end);
        if (PurchaseOrderRules.check(draft).isEmpty()) {
            JsonObject was = Snapshots.of(po);
            versions.keepFirst(po);
            po.amend(draft, po.sellerIds(), po.contacts(), Set.of());
            po.changed(actor, Now.instant(clock));
            em.flush();
            note(po, actor, AuditAction.LINE_ITEM_ADDED, was);
        }
    }

    private static YearMonth latest(YearMonth one, YearMonth other) {
        return one.isAfter(other) ? one : other;
    }

    private static String nextNumber(PurchaseOrder po) {
        return Long.toString(1 + po.lineItems().stream().map(line -> line.number().replaceFirst("[^0-9].*", "")).filter(digits -> digits.matches("[0-9]{1,9}"))
                .mapToLong(Long::parseLong).max().orElse(0));
    }

    private static LineItemDraft line(String number, MonthRange months, BigDecimal amount) {
        return new LineItemDraft(null, number, null, LineItemType.MARKETPLACE_TRANSACTION, months.from(), months.to(), true, amount.max(BigDecimal.ZERO), BigDecimal.ONE,
                LineTax.none(), OverspendPolicy.ALLOW, List.of());
    }

    private void note(PurchaseOrder po, String actor, AuditAction action, JsonObject before) {
        versions.keep(po, action, null);
        audit.record(actor, action, new AuditTrail.Subject("PurchaseOrder", po.id(), po.purchaseOrderId()), before, Snapshots.of(po), null);
    }
}
