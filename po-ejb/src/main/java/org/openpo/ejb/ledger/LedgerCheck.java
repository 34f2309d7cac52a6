package org.openpo.ejb.ledger;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.ledger.LedgerCheckRun;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.time.Now;
import org.openpo.ejb.time.TimerGuard;

/**
 * Holds the figures that are kept for lists to the ledger: every sum is computed anew by the database, in one statement with the figure it
 * is compared with, so that work going on meanwhile makes no difference. Nothing is repaired: a difference is a fault to be looked at.
 * Runs every night on every node, and when an administrator asks.
 */
@Stateless
public class LedgerCheck {
    private static final Logger LOG = Logger.getLogger(LedgerCheck.class.getName());
    private static final int SHOWN = 100;

    private static final List<Question> QUESTIONS = List.of(
            new Question(LedgerCheckView.Figure.LINE_BILLED, "select l.id, concat(p.purchase_order_id, concat(' / ', l.number)), coalesce(s.total, 0), l.billed "
                    + "from line_item l join purchase_order p on p.id = l.purchase_order_pk "
                    + "left join (select line_item_id, sum(purchase_order_amount) total from allocation group by line_item_id) s on s.line_item_id = l.id "
                    + "where l.billed <> coalesce(s.total, 0) order by l.id"),
            new Question(LedgerCheckView.Figure.ORDER_BILLED, "select p.id, p.purchase_order_id, coalesce(s.total, 0), p.billed from purchase_order p "
                    + "left join (select l.purchase_order_pk, sum(a.purchase_order_amount) total from allocation a join line_item l on l.id = a.line_item_id "
                    + "group by l.purchase_order_pk) s on s.purchase_order_pk = p.id where p.billed <> coalesce(s.total, 0) order by p.id"),
            new Question(LedgerCheckView.Figure.ORDER_COMMITTED, "select p.id, p.purchase_order_id, coalesce(s.total, 0), p.committed from purchase_order p "
                    + "left join (select purchase_order_pk, sum(total) total from line_item group by purchase_order_pk) s on s.purchase_order_pk = p.id "
                    + "where p.committed <> coalesce(s.total, 0) order by p.id"),
            new Question(LedgerCheckView.Figure.INVOICE_COVERED, "select i.id, i.invoice_id, coalesce(s.total, 0), i.allocated from invoice i "
                    + "left join (select invoice_pk, sum(covered_amount) total from allocation group by invoice_pk) s on s.invoice_pk = i.id "
                    + "where i.allocated <> coalesce(s.total, 0) order by i.id"),
            new Question(LedgerCheckView.Figure.INVOICE_STATE, "select i.id, i.invoice_id, cast(null as numeric(19, 4)), i.allocated from invoice i where not ("
                    + "(i.state = 'MATCHED' and i.allocated = i.gross) "
                    + "or (i.state = 'PARTLY_MATCHED' and i.allocated <> i.gross and sign(i.allocated) in (0, sign(i.gross)) and abs(i.allocated) < abs(i.gross)) "
                    + "or (i.state in ('EXCEPTION', 'EXCLUDED', 'VOID') and i.allocated = 0)) order by i.id"),
            new Question(LedgerCheckView.Figure.REVERSAL, "select r.id, i.invoice_id, cast(null as numeric(19, 4)), cast(null as numeric(19, 4)) from allocation r "
                    + "join allocation a on a.id = r.reverses_id join invoice i on i.id = r.invoice_pk where a.reverses_id is not null or r.invoice_pk <> a.invoice_pk "
                    + "or r.line_item_id <> a.line_item_id or r.covered_amount + a.covered_amount <> 0 or r.invoice_amount + a.invoice_amount <> 0 "
                    + "or r.purchase_order_amount + a.purchase_order_amount <> 0 order by r.id"));

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /** @param sql answers id, name, what the ledger says and what is kept, of each difference */
    private record Question(LedgerCheckView.Figure figure, String sql) { }

    /** Checks now. */
    @RolesAllowed("ADMIN")
    public LedgerCheckView check() {
        return run(context.getCallerPrincipal().getName());
    }

    /** The last check; empty if there was none yet. */
    @RolesAllowed("ADMIN")
    public Optional<LedgerCheckView> last() {
        return em.createQuery("select c from LedgerCheckRun c order by c.startedAt desc, c.id desc", LedgerCheckRun.class).setMaxResults(1).getResultStream()
                .findFirst().map(LedgerCheck::view);
    }

    @Schedule(hour = "2", minute = "40", persistent = false)
    @PermitAll
    void nightly() {
        TimerGuard.run(LOG, Level.SEVERE, "The ledger could not be checked; it is tried again tomorrow night", () -> {
            LedgerCheckView result = run("system");
            if (result.differences() > 0) {
                LOG.log(Level.SEVERE, "The kept figures differ from the ledger in {0} places; see the page of the ledger check", result.differences());
            }
        });
    }

    private LedgerCheckView run(String actor) {
        Instant started = Now.instant(clock);
        LedgerCheckRun.Rows rows = new LedgerCheckRun.Rows(count("allocation"), count("line_item"), count("purchase_order"), count("invoice"));
        List<LedgerCheckView.Difference> found = new ArrayList<>();
        long differences = 0;
        for (Question question : QUESTIONS) {
            List<LedgerCheckView.Difference> answers = ask(question);
            differences += answers.size();
            answers.stream().limit(Math.max(0, SHOWN - found.size())).forEach(found::add);
        }
        LedgerCheckRun run = new LedgerCheckRun(started, Now.instant(clock), actor, rows, differences, write(found));
        em.persist(run);
        em.flush();
        audit.record(actor, AuditAction.LEDGER_CHECKED, new AuditTrail.Subject("Ledger", run.id(), null), null,
                JSON.createObjectBuilder().add("allocations", rows.allocations()).add("differences", differences).build(), null);
        return view(run);
    }

    /** Names of tables are our own. */
    private long count(String table) {
        return ((Number) em.createNativeQuery("select count(*) from " + table).getSingleResult()).longValue();
    }

    private List<LedgerCheckView.Difference> ask(Question question) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = em.createNativeQuery(question.sql()).getResultList();
        return rows.stream().map(r -> new LedgerCheckView.Difference(question.figure(), ((Number) r[0]).longValue(), (String) r[1], number(r[2]), number(r[3]))).toList();
    }

    private static BigDecimal number(Object value) {
        return value == null ? null : new BigDecimal(value.toString());
    }

    private static String write(List<LedgerCheckView.Difference> differences) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        for (LedgerCheckView.Difference d : differences) {
            JsonObjectBuilder json = JSON.createObjectBuilder().add("figure", d.figure().name()).add("id", d.id()).add("name", d.name());
            if (d.ledger() != null) {
                json.add("ledger", d.ledger().toPlainString());
            }
            if (d.kept() != null) {
                json.add("kept", d.kept().toPlainString());
            }
            array.add(json);
        }
        return array.build().toString();
    }

    private static LedgerCheckView view(LedgerCheckRun run) {
        try (JsonReader reader = JSON.createReader(new StringReader(run.details()))) {
            List<LedgerCheckView.Difference> first = reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(d -> new LedgerCheckView.Difference(LedgerCheckView.Figure.valueOf(d.getString("figure")), d.getJsonNumber("id").longValue(),
                            d.getString("name"), number(d.getString("ledger", null)), number(d.getString("kept", null)))).toList();
            return new LedgerCheckView(run.startedAt(), run.finishedAt(), run.actor(), run.rows(), run.differences(), first);
        }
    }
}
