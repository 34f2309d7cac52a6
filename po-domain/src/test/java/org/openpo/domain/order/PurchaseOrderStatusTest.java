package org.openpo.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PurchaseOrderStatusTest {

    @ParameterizedTest(name = "suspended {0}, expires with {1}, in {2}: {3}")
    @CsvSource({
        "false, 2021-06, 2021-05, ACTIVE",
        "false, 2021-06, 2021-06, ACTIVE",
        "false, 2021-06, 2021-07, EXPIRED",
        "false, 2021-12, 2022-01, EXPIRED",
        "false, 2022-01, 2021-12, ACTIVE",
        "true,  2021-06, 2021-06, SUSPENDED",
        "true,  2021-06, 2021-07, SUSPENDED_EXPIRED"
    })
    void isDerivedFromTheFlagAndTheMonth(
            boolean suspended, YearMonth expiration, YearMonth current, PurchaseOrderStatus expected) {
        assertThat(PurchaseOrderStatus.derive(suspended, expiration, current)).isEqualTo(expected);
    }

    /** Rows: from; columns: to ACTIVE, SUSPENDED, EXPIRED, SUSPENDED_EXPIRED (reference §5, what a person may choose). */
    @ParameterizedTest
    @CsvSource({
        "ACTIVE,            false, true,  false, false",
        "SUSPENDED,         true,  false, false, false",
        "EXPIRED,           false, false, false, true",
        "SUSPENDED_EXPIRED, false, false, true,  false"
    })
    void aPersonSuspendsAndReactivatesAndNothingElse(
            PurchaseOrderStatus from, boolean active, boolean suspended, boolean expired, boolean suspendedExpired) {
        assertThat(from.mayBecome(PurchaseOrderStatus.ACTIVE)).isEqualTo(active);
        assertThat(from.mayBecome(PurchaseOrderStatus.SUSPENDED)).isEqualTo(suspended);
        assertThat(from.mayBecome(PurchaseOrderStatus.EXPIRED)).isEqualTo(expired);
        assertThat(from.mayBecome(PurchaseOrderStatus.SUSPENDED_EXPIRED)).isEqualTo(suspendedExpired);
    }

    @ParameterizedTest
    @EnumSource(PurchaseOrderStatus.class)
    void saysWhatItIsMadeOf(PurchaseOrderStatus status) {
        YearMonth june = YearMonth.of(2021, 6);

        assertThat(PurchaseOrderStatus.derive(
                        status.isSuspended(), status.isExpired() ? june.minusMonths(1) : june, june))
                .isEqualTo(status);
    }

    /** Example T25: suspended and expired, reactivated, expiration moved forward. */
    @Test
    void anExpiredPurchaseOrderComesBackWithItsExpirationMonth() {
        YearMonth today = YearMonth.of(2021, 7);
        PurchaseOrderStatus before = PurchaseOrderStatus.derive(true, YearMonth.of(2021, 6), today);

        assertThat(before).isEqualTo(PurchaseOrderStatus.SUSPENDED_EXPIRED);
        assertThat(before.mayBecome(PurchaseOrderStatus.ACTIVE)).isFalse();
        assertThat(before.mayBecome(PurchaseOrderStatus.EXPIRED)).isTrue();
        assertThat(PurchaseOrderStatus.derive(false, YearMonth.of(2021, 12), today))
                .isEqualTo(PurchaseOrderStatus.ACTIVE);
    }
}
