package org.openpo.ejb.listview;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.listview.KeptList;
import org.openpo.domain.listview.ListLayout;
import org.openpo.domain.listview.SavedView;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.TextKeys;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.time.Now;

/**
 * Views and layouts of lists, each of the person who calls; nobody sees or changes another's. They hold no data of their own, only what to
 * show, so they are no part of the audit trail.
 */
@Stateless
@RolesAllowed("VIEWER")
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class ListViews {
    private static final String COLUMN_SEPARATOR = ",";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @Inject
    private Clock clock;

    /** In the order of their names. */
    public List<ViewLink> views(KeptList list) {
        return em.createQuery("select v from SavedView v, UserAccount a where v.accountId = a.id and a.nameKey = :caller and v.list = :list order by v.nameKey", SavedView.class)
                .setParameter("caller", caller()).setParameter("list", list).setMaxResults(SavedView.MOST)
                .getResultStream().map(v -> new ViewLink(v.id(), v.name(), v.query())).toList();
    }

    /**
     * Keeps a view. One of the same name, which differs at most in case and spaces, shows the new query from now on.
     *
     * @param query of the list's address, with "?" in front or empty
     * @throws BusinessRuleException if the name is missing or too long, the query too long, or there are {@value SavedView#MOST} already
     */
    public void save(KeptList list, String name, String query) {
        Checks checks = new Checks();
        checks.requiredText("name", name, SavedView.NAME_MAX);
        if (query.length() > SavedView.QUERY_MAX) {
            checks.add("name", ErrorCode.VIEW_TOO_LONG);
        }
        BusinessRuleException.throwIfAny(checks.violations());
        long account = account().orElseThrow(() -> new NotFoundException("UserAccount", context.getCallerPrincipal().getName()));
        Optional<SavedView> known = em.createQuery("select v from SavedView v where v.accountId = :account and v.list = :list and v.nameKey = :name", SavedView.class)
                .setParameter("account", account).setParameter("list", list).setParameter("name", TextKeys.of(name)).getResultStream().findFirst();
        if (known.isPresent()) {
            known.get().show(name, query);
        } else if (views(list).size() >= SavedView.MOST) {
            throw new BusinessRuleException("name", ErrorCode.VIEWS_TOO_MANY, SavedView.MOST);
        } else {
            em.persist(new SavedView(account, list, name, query, Now.instant(clock)));
            em.flush();
        }
    }

    /** Takes a view away; one that is gone already, or another's, stays as it is. */
    public void remove(long id) {
        SavedView view = em.find(SavedView.class, id);
        if (view != null && account().filter(own -> own == view.accountId()).isPresent()) {
            em.remove(view);
        }
    }

    public Layout layout(KeptList list) {
        return kept(list).map(l -> new Layout(l.columns() == null ? List.of() : List.of(l.columns().split(COLUMN_SEPARATOR)), l.isCompact())).orElse(Layout.PLAIN);
    }

    /** @param columns names in their order; empty for those the list has by itself */
    public void arrange(KeptList list, List<String> columns) {
        own(list).ifPresent(layout -> layout.arrange(columns.isEmpty() ? null : String.join(COLUMN_SEPARATOR, columns)));
    }

    public void draw(KeptList list, boolean compact) {
        own(list).ifPresent(layout -> layout.draw(compact));
    }

    private Optional<ListLayout> kept(KeptList list) {
        return em.createQuery("select l from ListLayout l, UserAccount a where l.accountId = a.id and a.nameKey = :caller and l.list = :list", ListLayout.class)
                .setParameter("caller", caller()).setParameter("list", list).getResultStream().findFirst();
    }

    /** That of the caller, made if there is none; empty for a caller without an account. */
    private Optional<ListLayout> own(KeptList list) {
        return kept(list).or(() -> account().map(id -> {
            ListLayout layout = new ListLayout(id, list);
            em.persist(layout);
            em.flush();
            return layout;
        }));
    }

    private Optional<Long> account() {
        return em.createQuery("select a.id from UserAccount a where a.nameKey = :caller", Long.class).setParameter("caller", caller()).getResultStream().findFirst();
    }

    private String caller() {
        return TextKeys.of(context.getCallerPrincipal().getName());
    }
}
