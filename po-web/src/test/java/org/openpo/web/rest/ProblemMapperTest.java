package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.json.JsonObject;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PessimisticLockException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.domain.rule.Violation;

class ProblemMapperTest {
    record Case(Throwable thrown, ProblemType expected) { }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(new BusinessRuleException("currency", ErrorCode.CURRENCY_UNKNOWN, "XYZ"), ProblemType.INVALID_INPUT),
                new Case(new NotFoundException("PurchaseOrder", 7), ProblemType.NOT_FOUND),
                new Case(new StaleVersionException("ann", Instant.EPOCH), ProblemType.CHANGED_BY_SOMEONE_ELSE),
                new Case(new BusinessRuleException("purchaseOrderId", ErrorCode.PURCHASE_ORDER_ID_TAKEN, "PO-1"), ProblemType.CONFLICT),
                new Case(new BusinessRuleException("lineItems", ErrorCode.LINE_HAS_ALLOCATIONS, "1"), ProblemType.CONFLICT),
                new Case(new BusinessRuleException(List.of(Violation.of("purchaseOrderId", ErrorCode.PURCHASE_ORDER_ID_TAKEN, "PO-1"),
                        Violation.of("currency", ErrorCode.REQUIRED))), ProblemType.INVALID_INPUT),
                new Case(new BusinessRuleException("", ErrorCode.BUSY), ProblemType.BUSY),
                new Case(new BusinessRuleException("", ErrorCode.FORBIDDEN), ProblemType.FORBIDDEN),
                new Case(new BusinessRuleException("file", ErrorCode.FILE_TOO_LARGE, 100), ProblemType.TOO_LARGE),
                new Case(new ProblemException(ProblemType.MALFORMED_JSON, 1L, 2L), ProblemType.MALFORMED_JSON),
                new Case(new EJBAccessException("no"), ProblemType.FORBIDDEN),
                new Case(new AccessLocalException("no"), ProblemType.FORBIDDEN),
                new Case(wrapped(new BusinessRuleException("x", ErrorCode.REQUIRED)), ProblemType.INVALID_INPUT),
                new Case(wrapped(new EJBAccessException("no")), ProblemType.FORBIDDEN),
                new Case(wrapped(new OptimisticLockException()), ProblemType.BUSY),
                new Case(wrapped(new PessimisticLockException()), ProblemType.BUSY),
                new Case(wrapped(new PersistenceException(new SQLException("unique", "23505"))), ProblemType.BUSY),
                new Case(wrapped(new PersistenceException(new SQLException("deadlock", "40001"))), ProblemType.BUSY),
                new Case(wrapped(new PersistenceException(new SQLException("lock", "HYT00"))), ProblemType.BUSY),
                new Case(wrapped(new PersistenceException(new SQLException("column", "42703"))), ProblemType.INTERNAL_ERROR),
                new Case(new NullPointerException("secret"), ProblemType.INTERNAL_ERROR),
                new Case(new StackOverflowError(), ProblemType.INTERNAL_ERROR));
    }

    private static Throwable wrapped(Exception cause) {
        EJBException outer = new EJBTransactionRolledbackException("rolled back", cause);
        if (outer.getCause() == null) {
            outer.initCause(cause);
        }
        return outer;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFailureHasItsKindOfProblem(Case c) {
        assertThat(ProblemMapper.problemOf(c.thrown()).type()).isEqualTo(c.expected());
    }

    @Test
    void aCircleOfCausesEnds() {
        RuntimeException a = new RuntimeException("a");
        RuntimeException b = new RuntimeException("b", a);
        a.initCause(b);
        assertThat(ProblemMapper.problemOf(a).type()).isEqualTo(ProblemType.INTERNAL_ERROR);
    }

    @Test
    void anInternalErrorSaysNothingOfItsCause() {
        String json = ProblemMapper.problemOf(new IllegalStateException("secret")).toJson(Locale.ENGLISH, "/po/api/v1/x", "AB12").toString();
        assertThat(json).doesNotContain("secret").doesNotContain("Exception").contains("\"requestId\":\"AB12\"");
    }

    @Test
    void aProblemDocumentHasTheMembersOfTheStandardAndOurs() {
        JsonObject json = new Problem(ProblemType.INVALID_INPUT, List.of(), List.of(Violation.of("lineItems[2].startMonth", ErrorCode.NOT_A_MONTH, "2026-13"),
                Violation.of("currency", ErrorCode.WRONG_TYPE, JsonType.STRING))).toJson(Locale.ENGLISH, "/po/api/v1/purchase-orders", "AB12");
        assertThat(json.getString("type")).isEqualTo("urn:openpo:problem:invalid-input");
        assertThat(json.getString("title")).isEqualTo("Invalid input");
        assertThat(json.getInt("status")).isEqualTo(400);
        assertThat(json.getString("detail")).isEqualTo("2 values are missing or wrong. The member errors names each.");
        assertThat(json.getString("instance")).isEqualTo("/po/api/v1/purchase-orders");
        assertThat(json.getJsonArray("errors").getJsonObject(0).toString()).isEqualTo(
                "{\"field\":\"lineItems[2].startMonth\",\"message\":\"“2026-13” is not a month. Write it like 2026-01.\",\"code\":\"NOT_A_MONTH\"}");
        assertThat(json.getJsonArray("errors").getJsonObject(1).getString("message")).isEqualTo("This must be a string.");
    }

    @Test
    void oneErrorIsTheDetail() {
        JsonObject json = new Problem(ProblemType.INVALID_INPUT, List.of(), List.of(Violation.of("month", ErrorCode.NOT_A_MONTH, "x"))).toJson(Locale.ENGLISH, null, null);
        assertThat(json.getString("detail")).isEqualTo("month: “x” is not a month. Write it like 2026-01.");
        assertThat(json.containsKey("requestId")).isFalse();
    }

    @Test
    void manyErrorsAreCut() {
        List<Violation> many = Stream.generate(() -> Violation.of("x", ErrorCode.REQUIRED)).limit(5000).toList();
        assertThat(new Problem(ProblemType.INVALID_INPUT, List.of(), many).toJson(Locale.ENGLISH, null, null).getJsonArray("errors")).hasSize(200);
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyKindHasWordsInBothLanguages(ProblemType type) {
        JsonObject english = Problem.of(type, 1, 2).toJson(Locale.ENGLISH, null, null);
        JsonObject vietnamese = Problem.of(type, 1, 2).toJson(Locale.forLanguageTag("vi"), null, null);
        for (String member : List.of("title", "detail")) {
            assertThat(english.getString(member)).doesNotContain("problem.").doesNotContain("{");
            assertThat(vietnamese.getString(member)).doesNotContain("problem.").doesNotContain("{").isNotEqualTo(english.getString(member));
        }
    }
}
