package org.openpo.ejb.queue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.wayout.WayOut;
import org.openpo.domain.wayout.WayOutKind;
import org.openpo.ejb.invoice.AllocationPart;
import org.openpo.ejb.invoice.CorrectionService;
import org.openpo.ejb.invoice.InvoiceIntake;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.rate.ExchangeRateService;

/**
 * Takes an exception out of the queue by one of its ways out: changes what has to be changed, as the person who asks for it and with
 * that person's rights, and matches the invoice. The change is a transaction of its own: it is right by itself, also if somebody else
 * takes the balance before the invoice does.
 */
@Stateless
@RolesAllowed("MANAGER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WayOutService {
    @Resource
    private SessionContext context;
    @EJB
    private WaysOutFinder finder;
    @EJB
    private PurchaseOrderService orders;
    @EJB
    private SellerService sellers;
    @EJB
    private ExchangeRateService rates;
    @EJB
    private ExceptionService exceptions;
    @EJB
    private CorrectionService corrections;
    @EJB
    private InvoiceIntake intake;

    /**
     * Which way out, and what only a person can say.
     *
     * @param purchaseOrderKey of the order the way changes or assigns to; null if it has none, or the only one of its kind is meant
     * @param lineItemId       likewise the line
     * @param purchaseOrderId  ID of the order to create, unless the invoice names it
     * @param rate             for ADD_RATE: order currency per unit of invoice currency
     * @param seller           for ADD_ALIAS: name or alias of the seller that the invoice is from
     * @param reason           of what is corrected by hand
     */
    public record Choice(WayOutKind kind, Long purchaseOrderKey, Long lineItemId, String purchaseOrderId, BigDecimal rate, String seller, String reason) {
        /** A choice of a way that asks for no seller. */
        public Choice(WayOutKind kind, Long purchaseOrderKey, Long lineItemId, String purchaseOrderId, BigDecimal rate, String reason) {
            this(kind, purchaseOrderKey, lineItemId, purchaseOrderId, rate, null, reason);
        }
    }

    /**
     * Takes a way out.
     *
     * @return the invoice's state afterwards: still EXCEPTION if something else keeps it from being matched
     * @throws BusinessRuleException WAY_OUT_GONE if there is no such way, or no longer; what the changed object refuses
     */
    public InvoiceState take(long invoiceId, Choice choice) {
        if (choice.kind() == null) {
            throw new BusinessRuleException("kind", ErrorCode.REQUIRED);
        }
        WaysOutView found = finder.of(invoiceId);
        WayOut way = found.ways().stream().filter(each -> isMeant(each, choice)).findFirst()
                .orElseThrow(() -> new BusinessRuleException("", ErrorCode.WAY_OUT_GONE));
        switch (way.kind()) {
            case EXCLUDE -> {
                corrections.exclude(invoiceId, found.version(), choice.reason());
                return InvoiceState.EXCLUDED;
            }
            case MARK_DUPLICATE -> {
                corrections.markDuplicate(invoiceId, found.version(), found.twin().id(), choice.reason());
                return InvoiceState.EXCLUDED;
            }
            case ACCEPT_OVERSPEND, ASSIGN_LINE -> {
                corrections.assign(invoiceId, found.version(), List.of(AllocationPart.rest(way.lineItemId())), choice.reason(), way.kind() == WayOutKind.ACCEPT_OVERSPEND);
                return InvoiceState.MATCHED;
            }
            default -> {
                change(invoiceId, way, choice);
                String actor = context.getCallerPrincipal().getName();
                return TransactionRetry.run(() -> intake.rematch(invoiceId, actor)).state();
            }
        }
    }

    private static boolean isMeant(WayOut way, Choice choice) {
        return way.kind() == choice.kind()
                && (choice.purchaseOrderKey() == null || choice.purchaseOrderKey().equals(way.purchaseOrderKey()))
                && (choice.lineItemId() == null || choice.lineItemId().equals(way.lineItemId()));
    }

    private void change(long invoiceId, WayOut way, Choice choice) {
        WaysOutFinder.Source invoice = finder.source(invoiceId);
        switch (way.kind()) {
            case CREATE_PURCHASE_ORDER -> orders.create(newOrder(way, choice.purchaseOrderId(), invoice));
            case REGISTER_SELLER -> sellers.create(invoice.seller(), List.of(), invoice.sellerTaxId() == null ? List.of() : List.of(invoice.sellerTaxId()), Set.of());
            case ADD_ALIAS -> sellers.addAlias(choice.seller(), invoice.seller(), invoice.sellerTaxId());
            case ADD_RATE -> rates.add(invoice.currency(), way.currency().getCurrencyCode(), invoice.issueDate(), choice.rate());
            case NOT_DUPLICATE -> exceptions.accept(invoiceId, ExceptionCode.DUPLICATE, choice.reason());
            case ACCEPT_AMOUNTS -> exceptions.accept(invoiceId, ExceptionCode.AMOUNT_INCONSISTENT, choice.reason());
            case MATCH_AGAIN -> { }
            default -> changeOrder(way, invoice, choice.reason());
        }
    }

    private void changeOrder(WayOut way, WaysOutFinder.Source invoice, String reason) {
        long key = way.purchaseOrderKey();
        WaysOutFinder.Editable order = finder.order(key);
        PurchaseOrderDraft draft = order.draft();
        switch (way.kind()) {
            case ACTIVATE -> orders.changeStatus(key, order.version(), order.statusWithoutSuspension(), reason);
            case REOPEN_LINE -> orders.closeLineItem(key, order.version(), way.lineItemId(), false, reason);
            case ADD_LINE -> orders.addLineItem(key, order.version(), newLine(way));
            case ADD_SELLER -> replace(key, order, with(draft, plus(draft.sellers(), invoice.seller()), draft.taxRegistrationNumbers(), draft.invoiceUnits()));
            case ADD_TAX_REGISTRATION_NUMBER -> replace(key, order,
                    with(draft, draft.sellers(), plus(draft.taxRegistrationNumbers(), invoice.taxRegistrationNumber()), draft.invoiceUnits()));
            case ADD_INVOICE_UNIT -> replace(key, order, with(draft, draft.sellers(), draft.taxRegistrationNumbers(), plus(draft.invoiceUnits(), invoice.invoiceUnit())));
            case EXTEND_MONTHS -> replace(key, order, extended(draft, way));
            case RAISE_AMOUNT -> {
                LineItemDraft line = order.line(way.lineItemId());
                replace(key, order, withLine(draft, way.lineItemId(), l -> l.raisedTo(line.total(way.currency()).add(way.amount()))));
            }
            default -> throw new IllegalStateException("not a change of a purchase order: " + way.kind());
        }
    }

    private void replace(long key, WaysOutFinder.Editable order, PurchaseOrderDraft draft) {
        orders.replace(key, order.version(), draft);
    }

    private static PurchaseOrderDraft extended(PurchaseOrderDraft draft, WayOut way) {
        MonthRange months = way.months();
        PurchaseOrderDraft lines = withLine(draft, way.lineItemId(), l -> new LineItemDraft(l.id(), l.number(), l.description(), l.type(), months.from(), months.to(),
                l.balanceTracking(), l.unitPrice(), l.quantity(), l.tax(), l.overspendPolicy(), l.chargeAccounts()));
        return lines.withMonths(draft.effectiveMonth().isAfter(months.from()) ? months.from() : draft.effectiveMonth(),
                draft.expirationMonth().isBefore(months.to()) ? months.to() : draft.expirationMonth());
    }

    private static PurchaseOrderDraft withLine(PurchaseOrderDraft draft, long lineItemId, UnaryOperator<LineItemDraft> change) {
        return draft.withLineItems(draft.lineItems().stream().map(line -> Objects.equals(line.id(), lineItemId) ? change.apply(line) : line).toList());
    }

    private static PurchaseOrderDraft with(PurchaseOrderDraft d, List<String> sellerNames, List<String> taxRegistrationNumbers, List<String> invoiceUnits) {
        return new PurchaseOrderDraft(d.purchaseOrderId(), d.description(), d.anySeller(), sellerNames, taxRegistrationNumbers, invoiceUnits, d.billTo(), d.shipTo(),
                d.paymentTerms(), d.currency(), d.effectiveMonth(), d.expirationMonth(), d.amountBasis(), d.contacts(), d.tags(), d.lineItems());
    }

    private static List<String> plus(List<String> values, String added) {
        List<String> all = new ArrayList<>(values);
        all.add(added);
        return all;
    }

    private static PurchaseOrderDraft newOrder(WayOut way, String givenId, WaysOutFinder.Source invoice) {
        return new PurchaseOrderDraft(way.purchaseOrderId() == null ? givenId : way.purchaseOrderId(), null, false, List.of(invoice.seller()), List.of(), List.of(),
                null, null, null, way.currency().getCurrencyCode(), way.months().from(), way.months().to(), AmountBasis.GROSS, List.of(), Map.of(), List.of(newLine(way)));
    }

    private static LineItemDraft newLine(WayOut way) {
        return new LineItemDraft(null, way.lineItemNumber(), null, way.lineItemType(), way.months().from(), way.months().to(), true, way.amount(), BigDecimal.ONE,
                LineTax.none(), OverspendPolicy.ALLOW, List.of());
    }
}
