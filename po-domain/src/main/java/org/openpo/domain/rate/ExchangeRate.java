package org.openpo.domain.rate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.openpo.domain.money.DatedRate;

/** A rate of the table that administrators keep. Never changed: a wrong one is deleted, and what was allocated with it keeps it. */
@Entity
@Table(name = "exchange_rate")
public class ExchangeRate {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "exchange_rate_seq")
    @SequenceGenerator(name = "exchange_rate_seq", sequenceName = "exchange_rate_seq", allocationSize = 50)
    private Long id;
    @Column(name = "source_currency")
    private String source;
    @Column(name = "target_currency")
    private String target;
    @Column(name = "valid_from")
    private LocalDate validFrom;
    private BigDecimal rate;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "created_by")
    private String createdBy;

    protected ExchangeRate() { }

    public ExchangeRate(DatedRate rate, String actor, Instant now) {
        this.source = rate.source().getCurrencyCode();
        this.target = rate.target().getCurrencyCode();
        this.validFrom = rate.validFrom();
        this.rate = rate.rate();
        this.createdBy = actor;
        this.createdAt = now;
    }

    public Long id() { return id; }
    public DatedRate dated() { return new DatedRate(Currency.getInstance(source), Currency.getInstance(target), validFrom, rate); }
    public Instant createdAt() { return createdAt; }
    public String createdBy() { return createdBy; }
}
