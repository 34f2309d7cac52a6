package org.openpo.ejb;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.security.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceContext;

/**
 * The services in Java SE on an H2 database, in memory or in files: injection and one transaction around each piece of work, no roles, no
 * REQUIRES_NEW. Tries mapping, queries and logic in a second; what only a container does is tested in po-ear.
 */
public final class SeContainer implements AutoCloseable {
    private final JdbcDataSource dataSource = new JdbcDataSource();
    private EntityManagerFactory factory;
    private final Map<Class<?>, Object> beans = new HashMap<>();
    private String caller = "tester";
    private final Map<Class<?>, Class<?>> instead = new HashMap<>();
    private final Clock clock;
    /** Keeps a database in files open between pieces of work; null for one in memory, which needs nobody. */
    private Connection keeper;
    private EntityManager em;

    public SeContainer(Instant now) {
        this(Clock.fixed(now, ZoneOffset.UTC));
    }

    public SeContainer(Clock clock) {
        this(clock, "mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    /** With the database in files of a directory: {@link #restart} closes them and opens them again. */
    public static SeContainer inFiles(Clock clock, Path directory) {
        SeContainer container = new SeContainer(clock, "file:" + directory.resolve("openpo"));
        container.keeper = container.connection();
        return container;
    }

    private SeContainer(Clock clock, String database) {
        this.clock = clock;
        dataSource.setURL("jdbc:h2:" + database);
        Flyway.configure().dataSource(dataSource).locations("classpath:db/migration").load().migrate();
        factory = start();
    }

    /** Uses a bean that breaks where a test wants it to, in place of the one it is derived from. */
    public <B> void instead(Class<B> type, Class<? extends B> other) {
        instead.put(type, other);
    }

    /** The database itself, to look at it behind the services' backs. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** As if the server had been stopped and started: everything in memory is gone, the database is what it was. */
    public void restart() {
        factory.close();
        closeFiles();
        keeper = keeper == null ? null : connection();
        factory = start();
    }

    private Connection connection() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void closeFiles() {
        try {
            if (keeper != null) {
                keeper.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private EntityManagerFactory start() {
        return Persistence.createEntityManagerFactory("po", Map.of(
                PersistenceUnitProperties.TRANSACTION_TYPE, "RESOURCE_LOCAL",
                PersistenceUnitProperties.NON_JTA_DATASOURCE, dataSource,
                PersistenceUnitProperties.JTA_DATASOURCE, "",
                PersistenceUnitProperties.WEAVING, "false",
                PersistenceUnitProperties.LOGGING_LEVEL, "OFF"));
    }

    /** Runs the work on a bean in a transaction with a fresh persistence context. */
    public <B, T> T with(Class<B> type, java.util.function.Function<B, T> work) {
        return inTransaction(() -> work.apply(bean(type)));
    }

    private <T> T inTransaction(Supplier<T> work) {
        beans.clear();
        em = factory.createEntityManager();
        em.getTransaction().begin();
        try {
            T result = work.get();
            em.getTransaction().commit();
            return result;
        } finally {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
            em.close();
        }
    }

    /** Who calls from now on, instead of "tester". */
    public void callAs(String name) {
        caller = name;
    }

    /** Changes rows past all services. */
    public void update(String sql) {
        inTransaction(() -> em.createNativeQuery(sql).executeUpdate());
    }

    private <B> B bean(Class<B> type) {
        Object known = beans.get(type);
        if (known != null) {
            return type.cast(known);
        }
        try {
            B bean = type.cast(instead.getOrDefault(type, type).getDeclaredConstructor().newInstance());
            beans.put(type, bean);
            for (Field field : type.getDeclaredFields()) {
                field.setAccessible(true);
                if (field.isAnnotationPresent(PersistenceContext.class)) {
                    field.set(bean, em);
                } else if (field.isAnnotationPresent(EJB.class)) {
                    field.set(bean, bean(field.getType()));
                } else if (field.isAnnotationPresent(Inject.class) && field.getType() == Clock.class) {
                    field.set(bean, clock);
                } else if (field.getType() == SessionContext.class) {
                    field.set(bean, java.lang.reflect.Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {SessionContext.class},
                            (proxy, method, arguments) -> switch (method.getName()) {
                                case "getCallerPrincipal" -> (Principal) () -> caller;
                                case "isCallerInRole" -> true;
                                default -> null;
                            }));
                }
            }
            return bean;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    @Override
    public void close() {
        factory.close();
        closeFiles();
    }
}
