package org.openpo.ejb.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

/** Builds the where clause of a list piece by piece; every value is a bound parameter. */
public final class ListQuery {
    private final String from;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /** @param from JPQL from clause, for example {@code Invoice i} */
    public ListQuery(String from) {
        this.from = from;
    }

    public ListQuery where(String condition) {
        conditions.add(condition);
        return this;
    }

    public ListQuery where(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
        return this;
    }

    /**
     * Goes on behind a row, in the order of an expression and then of the id. The bound on the expression alone lets an index find the place; by the rest
     * alone databases would walk to it from the beginning, each time further.
     *
     * @param alias of the row
     */
    public ListQuery after(String expression, String alias, boolean descending, Object value, long id) {
        String beyond = descending ? " <" : " >";
        return where(expression + beyond + "= :afterValue", "afterValue", value)
                .where("(" + expression + beyond + " :afterValue or " + alias + ".id" + beyond + " :afterId)", "afterId", id);
    }

    public ListQuery bind(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    public long count(EntityManager em, String alias) {
        return bound(em.createQuery("select count(" + alias + ") from " + from + whereClause(), Long.class)).getSingleResult();
    }

    /** Number of rows for each value of an expression; values without rows are missing. */
    public <K> Map<K, Long> countBy(EntityManager em, Class<K> type, String expression, String alias) {
        return bound(em.createQuery("select " + expression + ", count(" + alias + ") from " + from + whereClause() + " group by " + expression, Object[].class))
                .getResultStream().collect(Collectors.toMap(row -> type.cast(row[0]), row -> (Long) row[1]));
    }

    public <T> List<T> list(EntityManager em, Class<T> type, String select, String orderBy, int first, int max) {
        return bound(em.createQuery("select " + select + " from " + from + whereClause() + " order by " + orderBy, type))
                .setFirstResult(first).setMaxResults(max).getResultList();
    }

    /** The same with the rows put together by an expression. */
    public <T> List<T> list(EntityManager em, Class<T> type, String select, String orderBy, int first, int max, String groupBy) {
        return bound(em.createQuery("select " + select + " from " + from + whereClause() + " group by " + groupBy + " order by " + orderBy, type))
                .setFirstResult(first).setMaxResults(max).getResultList();
    }

    private String whereClause() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private <T> TypedQuery<T> bound(TypedQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    /** A search text as a LIKE pattern that finds it anywhere; the pattern's own signs in it count as text (escape {@code !}). */
    public static String contains(String text) {
        return "%" + literal(text.strip().toLowerCase(java.util.Locale.ROOT)) + "%";
    }

    /** A text as a part of a LIKE pattern: the pattern's own signs in it count as text (escape {@code !}). */
    public static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
