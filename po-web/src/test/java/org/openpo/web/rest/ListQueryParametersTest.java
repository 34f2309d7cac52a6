package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.order.PurchaseOrderSort;
import org.openpo.ejb.query.Slice;

class ListQueryParametersTest {
    private static ListQueryParameters query(String... pairs) {
        MultivaluedMap<String, String> map = new MultivaluedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.add(pairs[i], pairs[i + 1]);
        }
        return new ListQueryParameters(map);
    }

    private static void refuses(ThrowingCallable call, String field, ErrorCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BusinessRuleException.class,
                e -> assertThat(e.violations()).singleElement().satisfies(v -> {
                    assertThat(v.field()).isEqualTo(field);
                    assertThat(v.code()).isEqualTo(code);
                }));
    }

    @Test
    void limits() {
        assertThat(query().limit()).isEqualTo(50);
        assertThat(query("limit", "1").limit()).isEqualTo(1);
        assertThat(query("limit", "200").limit()).isEqualTo(200);
        for (String wrong : List.of("0", "201", "-1", "99999999999999999999")) {
            refuses(() -> {
                ListQueryParameters q = query("limit", wrong);
                q.limit();
                q.finishOrThrow();
            }, "limit", ErrorCode.OUT_OF_RANGE);
        }
        refuses(() -> {
            ListQueryParameters q = query("limit", "many");
            q.limit();
            q.finishOrThrow();
        }, "limit", ErrorCode.NOT_A_NUMBER);
    }

    @Test
    void sorts() {
        var up = query("sort", "expirationMonth").sort(PurchaseOrderSort.values(), PurchaseOrderSort::field, PurchaseOrderSort.PURCHASE_ORDER_ID);
        assertThat(up.field()).isEqualTo(PurchaseOrderSort.EXPIRATION_MONTH);
        assertThat(up.descending()).isFalse();
        var down = query("sort", "-balance").sort(PurchaseOrderSort.values(), PurchaseOrderSort::field, PurchaseOrderSort.PURCHASE_ORDER_ID);
        assertThat(down.field()).isEqualTo(PurchaseOrderSort.BALANCE);
        assertThat(down.descending()).isTrue();
        refuses(() -> {
            ListQueryParameters q = query("sort", "p.id;drop");
            q.sort(PurchaseOrderSort.values(), PurchaseOrderSort::field, PurchaseOrderSort.PURCHASE_ORDER_ID);
            q.finishOrThrow();
        }, "sort", ErrorCode.NOT_ALLOWED_VALUE);
    }

    @Test
    void choicesComeRepeatedOrWithCommas() {
        assertThat(query("status", "ACTIVE,EXPIRED", "status", "SUSPENDED").choices("status", PurchaseOrderStatus.class))
                .containsExactlyInAnyOrder(PurchaseOrderStatus.ACTIVE, PurchaseOrderStatus.EXPIRED, PurchaseOrderStatus.SUSPENDED);
        refuses(() -> {
            ListQueryParameters q = query("status", "active");
            q.choices("status", PurchaseOrderStatus.class);
            q.finishOrThrow();
        }, "status", ErrorCode.NOT_ALLOWED_VALUE);
    }

    @Test
    void aFilterThatDoesNotExistIsRefused() {
        refuses(() -> query("stauts", "ACTIVE").finishOrThrow(), "stauts", ErrorCode.UNKNOWN_FIELD);
    }

    @Test
    void nothingUnwritableGoesOn() {
        refuses(() -> {
            ListQueryParameters q = query("search", "a\u0000b");
            q.text("search");
            q.finishOrThrow();
        }, "search", ErrorCode.INVALID_CHARACTERS);
    }

    @Test
    void answersHaveItemsAndACursor() {
        assertThat(ListQueryParameters.answer(new Slice<>(List.of("a"), "c"), s -> Jsons.object().add("x", s).build()).toString())
                .isEqualTo("{\"items\":[{\"x\":\"a\"}],\"nextCursor\":\"c\"}");
        assertThat(ListQueryParameters.answer(List.<Violation>of(), v -> Jsons.object().build()).toString())
                .isEqualTo("{\"items\":[],\"nextCursor\":null}");
    }
}
