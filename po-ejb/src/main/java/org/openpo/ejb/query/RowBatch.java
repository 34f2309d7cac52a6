package org.openpo.ejb.query;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;

/**
 * One statement for many rows, sent to the database together in the transaction of an entity manager (see docs/adr/0011). Values are given in
 * the order of the statement's question marks; a null keeps its type, so that the database prepares the statement once.
 */
public final class RowBatch implements AutoCloseable {
    private final PreparedStatement statement;
    private int position;
    private int rows;

    public RowBatch(EntityManager em, String sql) {
        try {
            statement = em.unwrap(Connection.class).prepareStatement(sql);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /**
     * Gives new entities the ids that they would get if the persistence unit wrote them, in this order, and leaves the writing to the
     * caller. What else is managed is written and detached.
     */
    public static void assignIds(EntityManager em, Collection<?> entities) {
        em.flush();
        entities.forEach(em::persist);
        em.clear();
    }

    public RowBatch text(Object value) {
        return set(value == null ? null : value.toString(), Types.VARCHAR);
    }

    public RowBatch number(BigDecimal value) {
        return set(value, Types.NUMERIC);
    }

    public RowBatch number(Long value) {
        return set(value, Types.BIGINT);
    }

    public RowBatch number(Integer value) {
        return set(value, Types.INTEGER);
    }

    public RowBatch flag(boolean value) {
        return set(value ? (short) 1 : (short) 0, Types.SMALLINT);
    }

    public RowBatch position(int value) {
        return set(value, Types.INTEGER);
    }

    public RowBatch month(YearMonth value) {
        return set(value.getYear() * 100 + value.getMonthValue(), Types.INTEGER);
    }

    public RowBatch date(LocalDate value) {
        return set(value, Types.DATE);
    }

    public RowBatch instant(Instant value) {
        return set(value == null ? null : value.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private RowBatch set(Object value, int type) {
        try {
            position++;
            if (value == null) {
                statement.setNull(position, type);
            } else {
                statement.setObject(position, value, type);
            }
            return this;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Ends a row. */
    public void add() {
        try {
            statement.addBatch();
            position = 0;
            rows++;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Sends the rows. */
    public void write() {
        try {
            if (rows > 0) {
                statement.executeBatch();
                rows = 0;
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
