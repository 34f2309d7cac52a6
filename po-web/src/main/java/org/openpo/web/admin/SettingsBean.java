package org.openpo.web.admin;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.setting.Setting;
import org.openpo.ejb.setting.SettingService;
import org.openpo.ejb.setting.SettingView;
import org.openpo.web.faces.Notes;

/** The settings of the installation, as {@code #{settings}}. */
@Named("settings")
@RequestScoped
public class SettingsBean {
    @EJB
    private SettingService service;
    @Inject
    private Notes notes;

    private List<SettingView> all;
    private Map<String, Boolean> wanted;

    public List<SettingView> getAll() {
        if (all == null) {
            all = service.all();
        }
        return all;
    }

    /** The switches, by the names of the settings. */
    public Map<String, Boolean> getWanted() {
        if (wanted == null) {
            wanted = new HashMap<>();
            getAll().forEach(each -> wanted.put(each.setting().name(), each.on()));
        }
        return wanted;
    }

    public void save() {
        Map<Setting, Boolean> changed = new EnumMap<>(Setting.class);
        for (SettingView each : getAll()) {
            changed.put(each.setting(), getWanted().get(each.setting().name()));
        }
        service.change(changed);
        all = null;
        notes.toast("settings.saved");
    }
}
