package org.openpo.ejb.party;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.interceptor.Interceptors;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.party.Seller;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.TextKeys;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.ledger.RepeatsLostTransactions;

/** The directory of sellers of record. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class SellerService {
    private static final int LIST_MAX = 1000;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;

    /** All sellers by name. */
    @RolesAllowed("VIEWER")
    public List<SellerView> list() {
        return em.createQuery("select s from Seller s order by s.name", Seller.class).setMaxResults(LIST_MAX)
                .setHint("eclipselink.batch", "s.names").setHint("eclipselink.batch", "s.taxIds").setHint("eclipselink.batch", "s.lineItemTypes")
                .getResultList().stream().map(SellerView::of).toList();
    }

    /** Adds a seller; every name and tax id may belong to one seller only. */
    @RolesAllowed("ADMIN")
    public SellerView create(String name, List<String> aliases, List<String> taxIds, Set<LineItemType> types) {
        Checks checks = new Checks();
        checks.requiredText("name", name, PurchaseOrderRules.NAME_MAX);
        checkAll(checks, "aliases", aliases, PurchaseOrderRules.NAME_MAX);
        checkAll(checks, "taxIds", taxIds, PurchaseOrderRules.SCOPE_VALUE_MAX);
        BusinessRuleException.throwIfAny(checks.violations());
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(aliases);
        for (String each : names) {
            refuseReserved(each.equals(name) ? "name" : "aliases", each);
        }
        for (String each : names) {
            Optional<Seller> owner = find(each, null);
            if (owner.isPresent()) {
                throw new BusinessRuleException(each.equals(name) ? "name" : "aliases", ErrorCode.SELLER_NAME_TAKEN, each, owner.get().name());
            }
        }
        for (String taxId : taxIds) {
            Optional<Seller> owner = find(null, taxId);
            if (owner.isPresent()) {
                throw new BusinessRuleException("taxIds", ErrorCode.TAX_ID_TAKEN, taxId, owner.get().name());
            }
        }
        Seller seller = new Seller(name, aliases, taxIds, types);
        em.persist(seller);
        em.flush();
        audit.record(context.getCallerPrincipal().getName(), AuditAction.SELLER_CREATED, new AuditTrail.Subject("Seller", seller.id(), seller.name()),
                null, Snapshots.of(seller), null);
        return SellerView.of(seller);
    }

    /**
     * Notes another name of a seller, and the tax id that came with it.
     *
     * @param seller name or alias that it already has
     * @param alias  name that nobody has
     * @param taxId  may be null; left out if the seller has it
     * @throws BusinessRuleException SELLER_UNKNOWN for {@code seller}; SELLER_NAME_RESERVED, SELLER_NAME_TAKEN, TAX_ID_TAKEN
     */
    @RolesAllowed("ADMIN")
    public SellerView addAlias(String seller, String alias, String taxId) {
        Checks checks = new Checks();
        checks.requiredText("seller", seller, PurchaseOrderRules.NAME_MAX);
        BusinessRuleException.throwIfAny(checks.violations());
        refuseReserved("", alias);
        Seller known = find(seller, null).orElseThrow(() -> new BusinessRuleException("seller", ErrorCode.SELLER_UNKNOWN, seller));
        find(alias, null).ifPresent(owner -> {
            throw new BusinessRuleException("", ErrorCode.SELLER_NAME_TAKEN, alias, owner.name());
        });
        List<String> taxIds = new ArrayList<>(known.taxIds());
        if (taxId != null && !taxIds.contains(taxId)) {
            find(null, taxId).ifPresent(owner -> {
                throw new BusinessRuleException("", ErrorCode.TAX_ID_TAKEN, taxId, owner.name());
            });
            taxIds.add(taxId);
        }
        List<String> aliases = new ArrayList<>(known.aliases());
        aliases.add(alias);
        JsonObject before = Snapshots.of(known);
        known.change(known.name(), aliases, taxIds, known.lineItemTypes());
        em.flush();
        audit.record(context.getCallerPrincipal().getName(), AuditAction.SELLER_CHANGED, new AuditTrail.Subject("Seller", known.id(), known.name()), before, Snapshots.of(known), null);
        return SellerView.of(known);
    }

    private static void refuseReserved(String field, String name) {
        if (name != null && PurchaseOrderDraft.meansAnySeller(name)) {
            throw new BusinessRuleException(field, ErrorCode.SELLER_NAME_RESERVED, name.strip());
        }
    }

    private static void checkAll(Checks checks, String field, List<String> values, int max) {
        for (int i = 0; i < values.size(); i++) {
            checks.requiredText(field + "[" + i + "]", values.get(i), max);
        }
    }

    /** The seller that has this name or alias, else the one with this tax id. */
    @PermitAll
    public Optional<Seller> find(String name, String taxId) {
        if (name != null && !name.isBlank()) {
            Optional<Seller> byName = em.createQuery("select s from Seller s join s.names n where key(n) = :key", Seller.class)
                    .setParameter("key", TextKeys.of(name)).getResultStream().findFirst();
            if (byName.isPresent()) {
                return byName;
            }
        }
        return taxId == null || taxId.isBlank() ? Optional.empty()
                : em.createQuery("select s from Seller s join s.taxIds t where t = :id", Seller.class)
                        .setParameter("id", taxId.strip()).getResultStream().findFirst();
    }

    /** What {@link #find} says of each of many names with their tax ids. */
    @PermitAll
    public Directory directory(Collection<String> names, Collection<String> taxIds) {
        Set<String> keys = names.stream().filter(n -> n != null && !n.isBlank()).map(TextKeys::of).collect(Collectors.toSet());
        Set<String> ids = taxIds.stream().filter(t -> t != null && !t.isBlank()).map(String::strip).collect(Collectors.toSet());
        return new Directory(
                known("select key(n), s.id, s.name from Seller s join s.names n where key(n) in :keys", keys),
                known("select t, s.id, s.name from Seller s join s.taxIds t where t in :keys", ids));
    }

    private Map<String, Known> known(String query, Set<String> keys) {
        return KeyParts.of(keys).flatMap(part -> em.createQuery(query, Object[].class).setParameter("keys", part).getResultStream())
                .collect(Collectors.toMap(r -> (String) r[0], r -> new Known((Long) r[1], (String) r[2])));
    }

    /** A seller by its official name. */
    public record Known(long id, String name) { }

    /** A part of the directory; see {@link #directory}. */
    public record Directory(Map<String, Known> byName, Map<String, Known> byTaxId) {
        /** As {@link SellerService#find}. */
        public Optional<Known> find(String name, String taxId) {
            Optional<Known> byItsName = name == null ? Optional.empty() : Optional.ofNullable(byName.get(TextKeys.of(name)));
            return byItsName.or(() -> taxId == null ? Optional.empty() : Optional.ofNullable(byTaxId.get(taxId.strip())));
        }
    }

    /**
     * Ids of the sellers with these names or aliases.
     *
     * @param problems takes a violation {@code sellers[i]} for each name nobody has
     */
    @PermitAll
    public Set<Long> resolve(List<String> names, List<Violation> problems) {
        Set<Long> ids = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Optional<Seller> seller = find(name, null);
            if (seller.isPresent()) {
                ids.add(seller.get().id());
            } else {
                problems.add(Violation.of("sellers[" + i + "]", ErrorCode.SELLER_UNKNOWN, name == null ? "" : name));
            }
        }
        return ids;
    }

    /** The line item types that at least one of the sellers issues, and All, which pays for whatever they issue. */
    @PermitAll
    public Set<LineItemType> issuedTypes(Collection<Long> ids) {
        if (ids.isEmpty()) {
            // No seller is known: nothing can be said about types, and PostgreSQL knows no empty list.
            return EnumSet.allOf(LineItemType.class);
        }
        Set<LineItemType> types = EnumSet.of(LineItemType.ALL);
        types.addAll(em.createQuery("select distinct t from Seller s join s.lineItemTypes t where s.id in :ids", LineItemType.class)
                .setParameter("ids", ids).getResultList());
        return types;
    }

    /** Official names by id. */
    @PermitAll
    public Map<Long, String> names(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of()
                : em.createQuery("select s.id, s.name from Seller s where s.id in :ids", Object[].class).setParameter("ids", ids)
                        .getResultStream().collect(Collectors.toMap(r -> (Long) r[0], r -> (String) r[1]));
    }
}
