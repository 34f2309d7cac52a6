package org.openpo.ejb.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/** Whose fault it is. */
class SystemFaultTest {
    @ParameterizedTest
    @CsvSource({"08006,true", "08003,true", "57P01,true", "53100,true", "53300,true", "90067,true", "90121,true", "25006,true", "42P01,true",
            "22001,false", "22021,false", "22003,false", "23505,false", "23514,false", "54000,false"})
    void the_database_says_whose_it_is(String state, boolean system) {
        assertThat(SystemFault.is(new EJBException(new PersistenceException(new SQLException("said so", state))))).isEqualTo(system);
    }

    @Test
    void what_stands_behind_a_batch_counts() {
        BatchUpdateException batch = new BatchUpdateException("a batch failed", "XX000", 0, new int[0]);
        assertThat(SystemFault.is(batch)).isTrue();
        batch.setNextException(new SQLException("value too long", "22001"));
        assertThat(SystemFault.is(new PersistenceException(batch))).isFalse();
    }

    @Test
    void a_pool_without_connections_has_no_state() {
        assertThat(SystemFault.is(new PersistenceException(new SQLException("IJ000453: Unable to get managed connection")))).isTrue();
    }

    @Test
    void the_server_and_its_machine_are_to_blame_for_these() {
        assertThat(SystemFault.is(new OutOfMemoryError())).isTrue();
        assertThat(SystemFault.is(new EJBException(new IllegalStateException(new NoClassDefFoundError("x"))))).isTrue();
        assertThat(SystemFault.is(new UncheckedIOException(new IOException("No space left on device")))).isTrue();
        assertThat(SystemFault.is(new EJBTransactionRolledbackException("Transaction rolled back"))).isTrue();
        assertThat(SystemFault.is(new EJBException("The component is stopping"))).isTrue();
        assertThat(SystemFault.is(new EJBException(new RollbackException("timeout")))).isTrue();
    }

    @Test
    void only_memory_that_ran_out_may_come_of_the_work() {
        assertThat(SystemFault.mayComeOfTheWork(new EJBException(new IllegalStateException(new OutOfMemoryError())))).isTrue();
        assertThat(SystemFault.mayComeOfTheWork(new StackOverflowError())).isTrue();
        assertThat(SystemFault.mayComeOfTheWork(new UncheckedIOException(new IOException("No space left on device")))).isFalse();
        assertThat(SystemFault.mayComeOfTheWork(new EJBException(new IllegalStateException(new NoClassDefFoundError("x"))))).isFalse();
    }

    @Test
    void a_mistake_of_ours_over_one_row_is_that_rows() {
        assertThat(SystemFault.is(new EJBException(new NullPointerException()))).isFalse();
        assertThat(SystemFault.is(new ArithmeticException("/ by zero"))).isFalse();
        assertThat(SystemFault.is(new BusinessRuleException("gross", ErrorCode.AMOUNT_TOO_LARGE))).isFalse();
    }
}
