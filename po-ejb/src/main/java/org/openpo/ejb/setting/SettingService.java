package org.openpo.ejb.setting;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.setting.ChangedSetting;
import org.openpo.domain.setting.Setting;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.time.Now;

/** The settings of the installation. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class SettingService {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    @PermitAll
    public boolean isOn(Setting setting) {
        ChangedSetting changed = em.find(ChangedSetting.class, setting.field());
        return changed == null ? setting.byDefault() : changed.isOn();
    }

    /** All settings, in the order in which they are declared. */
    @RolesAllowed("VIEWER")
    public List<SettingView> all() {
        return Arrays.stream(Setting.values()).map(this::view).toList();
    }

    private SettingView view(Setting setting) {
        ChangedSetting changed = em.find(ChangedSetting.class, setting.field());
        return changed == null ? new SettingView(setting, setting.byDefault(), null, null)
                : new SettingView(setting, changed.isOn(), changed.changedAt(), changed.changedBy());
    }

    /** Switches settings on or off, all together. One that stays as it is leaves no trace. */
    @RolesAllowed("ADMIN")
    public void change(Map<Setting, Boolean> wanted) {
        wanted.forEach((setting, on) -> {
            if (isOn(setting) != on) {
                change(setting, on);
            }
        });
    }

    private void change(Setting setting, boolean on) {
        ChangedSetting changed = em.find(ChangedSetting.class, setting.field());
        if (changed == null) {
            changed = new ChangedSetting(setting);
            em.persist(changed);
        }
        String actor = context.getCallerPrincipal().getName();
        changed.change(on, actor, Now.instant(clock));
        em.flush();
        audit.record(actor, AuditAction.SETTING_CHANGED, new AuditTrail.Subject("Setting", setting.field(), setting.field()), json(!on), json(on), null);
    }

    private static JsonObject json(boolean on) {
        return JSON.createObjectBuilder().add("on", on).build();
    }
}
