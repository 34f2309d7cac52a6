package org.openpo.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static final Instant FIRST = Instant.parse("2026-02-03T04:05:06Z");
    private static final Instant LATER = Instant.parse("2026-03-03T04:05:06Z");

    @Test
    void aReversalTakesBackAllAmountsAndSaysWhoAndWhy() {
        Allocation allocation = new Allocation(
                null,
                null,
                new AllocatedAmount(new BigDecimal("110.00"), new BigDecimal("100.00"), new BigDecimal("90.00"), new BigDecimal("0.9"),
                        RateSource.PRINTED_RATE),
                AllocationHow.RULE,
                new Allocation.Decision("importer", FIRST, "arrived", null));

        Allocation reversal = allocation.reversal(new Allocation.Decision("ann", LATER, "wrong line", 7L));

        assertThat(allocation.isByPerson()).isFalse();
        assertThat(reversal.isByPerson()).isTrue();
        assertThat(reversal.correctionId()).isEqualTo(7L);
        assertThat(reversal.coveredAmount()).isEqualTo("-110.00");
        assertThat(reversal.invoiceAmount()).isEqualTo("-100.00");
        assertThat(reversal.purchaseOrderAmount()).isEqualTo("-90.00");
        assertThat(reversal.rate()).isEqualTo("0.9");
        assertThat(reversal.rateSource()).isEqualTo(RateSource.PRINTED_RATE);
        assertThat(reversal.how()).isEqualTo(AllocationHow.RULE);
        assertThat(reversal.actor()).isEqualTo("ann");
        assertThat(reversal.allocatedAt()).isEqualTo(LATER);
        assertThat(reversal.reason()).isEqualTo("wrong line");
        assertThat(allocation.invoiceAmount()).isEqualTo("100.00");
        assertThat(allocation.actor()).isEqualTo("importer");
        assertThat(allocation.allocatedAt()).isEqualTo(FIRST);
        assertThat(allocation.reason()).isEqualTo("arrived");
        assertThat(allocation.reversesId()).isNull();
    }
}
