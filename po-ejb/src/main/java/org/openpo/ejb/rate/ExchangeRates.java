package org.openpo.ejb.rate;

import java.time.LocalDate;
import java.util.Currency;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.money.RateTable;
import org.openpo.domain.rate.ExchangeRate;

/** Reads the kept exchange rates that a matching may need. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ExchangeRates {
    @PersistenceContext(unitName = "po")
    private EntityManager em;

    /** Of each pair with this currency, in both directions, the rate in force on the day. */
    public RateTable table(Currency currency, LocalDate day) {
        return new RateTable(em.createQuery("select r from ExchangeRate r where (r.source = :currency or r.target = :currency) and r.validFrom = "
                        + "(select max(l.validFrom) from ExchangeRate l where l.source = r.source and l.target = r.target and l.validFrom <= :day)", ExchangeRate.class)
                .setParameter("currency", currency.getCurrencyCode()).setParameter("day", day)
                .getResultStream().map(ExchangeRate::dated).collect(Collectors.toList()));
    }
}
