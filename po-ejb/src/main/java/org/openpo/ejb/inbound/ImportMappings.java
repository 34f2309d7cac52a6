package org.openpo.ejb.inbound;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.inbound.ImportMapping;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.inbound.read.ColumnMapping;
import org.openpo.ejb.inbound.read.CsvPreview;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.time.Now;

/** How senders' columns are read. A file is known again by the names in its header, whatever it is called and whoever sends it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class ImportMappings {
    /** Senders are few; a list that is longer is cut. */
    private static final int LONGEST_LIST = 1000;
    private static final int HEADER_COLUMNS_MAX = 500;
    private static final int HEADER_CHARACTERS_MAX = 20_000;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /** All, by name. */
    @RolesAllowed("VIEWER")
    public List<ImportMappingView> all() {
        return em.createQuery("select m from ImportMapping m order by m.nameKey", ImportMapping.class).setMaxResults(LONGEST_LIST).getResultList().stream()
                .map(ImportMappings::view).toList();
    }

    /** The one by which a file is read, if it is a table and there is one for its header. */
    @PermitAll
    public Optional<ImportMappingView> of(Path file) {
        return isAny() ? fingerprint(file).flatMap(this::of) : Optional.empty();
    }

    /** Whether any is remembered, so that it is worth looking at headers. */
    @PermitAll
    public boolean isAny() {
        return !em.createQuery("select m.id from ImportMapping m", Long.class).setMaxResults(1).getResultList().isEmpty();
    }

    /** The one for files with this header. */
    @PermitAll
    public Optional<ImportMappingView> of(String fingerprint) {
        return byFingerprint(fingerprint).map(ImportMappings::view);
    }

    /** By what a file's header is known again; empty if it is no table. */
    static Optional<String> fingerprint(Path file) {
        try {
            return Optional.of(fingerprint(CsvPreview.of(file, 0).header()));
        } catch (BusinessRuleException noTable) {
            return Optional.empty();
        }
    }

    private Optional<ImportMapping> byFingerprint(String fingerprint) {
        return em.createQuery("select m from ImportMapping m where m.fingerprint = :fingerprint", ImportMapping.class).setParameter("fingerprint", fingerprint)
                .getResultStream().findFirst();
    }

    /**
     * Remembers a mapping for files with this header; one that there is for it is replaced.
     *
     * @param header names of the columns, as they stand in the file
     * @throws BusinessRuleException with everything that is wrong with it; MAPPING_NAME_TAKEN if other files are read by one of this name
     */
    @RolesAllowed("MANAGER")
    public ImportMappingView save(String name, List<String> header, ColumnMapping mapping) {
        Checks checks = new Checks();
        checks.requiredText("name", name, ImportMapping.NAME_MAX);
        if (header.isEmpty()) {
            checks.add("header", ErrorCode.REQUIRED);
        } else if (header.size() > HEADER_COLUMNS_MAX) {
            checks.add("header", ErrorCode.TOO_MANY, HEADER_COLUMNS_MAX);
        }
        // As it is kept: quotes and backslashes in names take more there.
        JsonArrayBuilder names = JSON.createArrayBuilder();
        header.forEach(names::add);
        String keptHeader = names.build().toString();
        if (keptHeader.length() > HEADER_CHARACTERS_MAX) {
            checks.add("header", ErrorCode.TOO_LONG, HEADER_CHARACTERS_MAX);
        }
        mapping.check(header).forEach(v -> checks.add(v.field(), v.code(), v.arguments().toArray()));
        BusinessRuleException.throwIfAny(checks.violations());
        String fingerprint = fingerprint(header);
        boolean taken = !em.createQuery("select m.id from ImportMapping m where m.nameKey = :key and m.fingerprint <> :fingerprint", Long.class)
                .setParameter("key", ImportMapping.keyOf(name)).setParameter("fingerprint", fingerprint).getResultList().isEmpty();
        if (taken) {
            throw new BusinessRuleException("name", ErrorCode.MAPPING_NAME_TAKEN, name.strip());
        }
        Optional<ImportMapping> known = byFingerprint(fingerprint);
        JsonObject before = known.map(ImportMappings::json).orElse(null);
        ImportMapping kept = known.orElseGet(() -> new ImportMapping(fingerprint));
        String actor = context.getCallerPrincipal().getName();
        kept.change(name, keptHeader, mapping.toJson().toString(), actor, Now.instant(clock));
        if (known.isEmpty()) {
            em.persist(kept);
        }
        em.flush();
        audit.record(actor, before == null ? AuditAction.IMPORT_MAPPING_CREATED : AuditAction.IMPORT_MAPPING_CHANGED, subject(kept), before, json(kept), null);
        return view(kept);
    }

    /** @throws NotFoundException if there is none */
    @RolesAllowed("MANAGER")
    public void delete(long id) {
        ImportMapping mapping = em.find(ImportMapping.class, id);
        if (mapping == null) {
            throw new NotFoundException("ImportMapping", id);
        }
        audit.record(context.getCallerPrincipal().getName(), AuditAction.IMPORT_MAPPING_DELETED, subject(mapping), json(mapping), null, null);
        em.remove(mapping);
        em.flush();
    }

    private static String fingerprint(List<String> header) {
        return HexFormat.of().formatHex(ImportFiles.sha256().digest(CsvPreview.headerKey(header).getBytes(StandardCharsets.UTF_8)));
    }

    private static ImportMappingView view(ImportMapping m) {
        try (JsonReader reader = JSON.createReader(new StringReader(m.header()))) {
            return new ImportMappingView(m.id(), m.name(), reader.readArray().getValuesAs(JsonString.class).stream().map(JsonString::getString).toList(),
                    ColumnMapping.of(object(m.mapping())), m.changedAt(), m.changedBy());
        }
    }

    private static JsonObject json(ImportMapping m) {
        return JSON.createObjectBuilder(object(m.mapping())).add("name", m.name()).build();
    }

    static JsonObject object(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static AuditTrail.Subject subject(ImportMapping mapping) {
        return new AuditTrail.Subject("ImportMapping", mapping.id(), mapping.name());
    }
}
