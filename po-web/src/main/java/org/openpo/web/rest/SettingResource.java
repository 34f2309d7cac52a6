package org.openpo.web.rest;

import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.openpo.domain.setting.Setting;
import org.openpo.ejb.setting.SettingService;
import org.openpo.ejb.setting.SettingView;

/** The settings of the installation. */
@Path("settings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SettingResource {
    @EJB
    private SettingService settings;

    @GET
    @RolesAllowed("VIEWER")
    public JsonObject read() {
        return json(settings.all());
    }

    /** Changes the settings that the body names; the others stay. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public JsonObject change(InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Map<Setting, Boolean> wanted = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            Boolean on = in.flag(setting.field());
            if (on != null) {
                wanted.put(setting, on);
            }
        }
        in.finishOrThrow();
        settings.change(wanted);
        return json(settings.all());
    }

    static JsonObject json(List<SettingView> all) {
        JsonObjectBuilder json = Jsons.object();
        all.forEach(each -> json.add(each.setting().field(), each.on()));
        return json.build();
    }
}
