package org.openpo.domain.invoice;

import java.math.BigDecimal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** One charge of an invoice: who used what for how much (signed, invoice currency, up to 8 decimals). */
@Embeddable
public class Charge {
    private String account;
    private String category;
    private String description;
    @Column(name = "amount")
    private BigDecimal amount;

    protected Charge() { }

    public Charge(String account, String category, String description, BigDecimal amount) {
        this.account = account;
        this.category = category;
        this.description = description;
        this.amount = amount;
    }

    public String account() { return account; }
    public String category() { return category; }
    public String description() { return description; }
    public BigDecimal amount() { return amount; }
}
