package org.openpo.ejb.rate;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.money.DatedRate;
import org.openpo.domain.rate.ExchangeRate;
import org.openpo.domain.rate.ExchangeRateRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.query.Cursor;
import org.openpo.ejb.query.ListQuery;
import org.openpo.ejb.query.Page;
import org.openpo.ejb.query.Slice;
import org.openpo.ejb.time.Now;

/**
 * The table of exchange rates. What is allocated already keeps its rate, whatever becomes of the table; only later matchings see a change.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class ExchangeRateService {
    /** The newest first; a cursor holds the last row's day. */
    private static final String SORT = "-validFrom";
    private static final String ORDER = "r.validFrom desc, r.id desc";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /**
     * Rates, the newest first.
     *
     * @param currency only rates from or to this currency; null for all
     * @param limit    1 to 200
     */
    @RolesAllowed("VIEWER")
    public Slice<ExchangeRateView> list(String currency, String cursor, int limit) {
        ListQuery query = query(currency);
        Optional<Cursor> after = Cursor.decode(cursor, SORT);
        if (after.isPresent()) {
            query.where("(r.validFrom < :day or (r.validFrom = :day and r.id < :id))", "day", after.get().value(LocalDate::parse)).bind("id", after.get().id());
        }
        List<ExchangeRateView> found = rows(query, 0, limit + 1);
        boolean more = found.size() > limit;
        List<ExchangeRateView> part = more ? found.subList(0, limit) : found;
        return new Slice<>(part, more ? new Cursor(SORT, part.get(limit - 1).validFrom().toString(), part.get(limit - 1).id()).encode() : null);
    }

    /**
     * One page of the rates, the newest first.
     *
     * @param first 0-based number of the first row
     */
    @RolesAllowed("VIEWER")
    public Page<ExchangeRateView> page(String currency, int first, int max) {
        ListQuery query = query(currency);
        return new Page<>(rows(query, first, max), query.count(em, "r"));
    }

    private static ListQuery query(String currency) {
        ListQuery query = new ListQuery("ExchangeRate r");
        if (currency != null && !currency.isBlank()) {
            query.where("(r.source = :currency or r.target = :currency)", "currency", currency.strip().toUpperCase(Locale.ROOT));
        }
        return query;
    }

    private List<ExchangeRateView> rows(ListQuery query, int first, int max) {
        return query.list(em, ExchangeRate.class, "r", ORDER, first, max).stream().map(ExchangeRateView::of).toList();
    }

    /**
     * Adds a rate.
     *
     * @throws BusinessRuleException with all violations; RATE_TAKEN if the pair has a rate from this day on already
     */
    @RolesAllowed("ADMIN")
    public ExchangeRateView add(String source, String target, LocalDate validFrom, BigDecimal rate) {
        DatedRate checked = ExchangeRateRules.checked(source, target, validFrom, rate);
        String actor = context.getCallerPrincipal().getName();
        ExchangeRate added = new ExchangeRate(checked, actor, Now.instant(clock));
        em.persist(added);
        try {
            em.flush();
        } catch (PersistenceException e) {
            if (TransactionRetry.isUniqueViolation(e)) {
                throw new BusinessRuleException("validFrom", ErrorCode.RATE_TAKEN, source, target, validFrom);
            }
            throw e;
        }
        audit.record(actor, AuditAction.EXCHANGE_RATE_ADDED, subject(added), null, Snapshots.of(checked), null);
        return ExchangeRateView.of(added);
    }

    /** Deletes a rate. */
    @RolesAllowed("ADMIN")
    public void delete(long id) {
        ExchangeRate rate = em.find(ExchangeRate.class, id);
        if (rate == null) {
            throw new NotFoundException("ExchangeRate", id);
        }
        audit.record(context.getCallerPrincipal().getName(), AuditAction.EXCHANGE_RATE_DELETED, subject(rate), Snapshots.of(rate.dated()), null, null);
        em.remove(rate);
    }

    private static AuditTrail.Subject subject(ExchangeRate rate) {
        DatedRate r = rate.dated();
        return new AuditTrail.Subject("ExchangeRate", rate.id(), r.source().getCurrencyCode() + "/" + r.target().getCurrencyCode() + " " + r.validFrom());
    }
}
