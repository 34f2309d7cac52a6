package org.openpo.web.audit;

import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;

import org.openpo.domain.audit.AuditAction;
import org.openpo.ejb.audit.AuditFilter;
import org.openpo.web.faces.AddressQuery;
import org.openpo.web.faces.DayRange;
import org.openpo.web.faces.PagedListState;

/** What the list of audit events shows right now: filters and page. Written as the query of an address and read back. */
public class AuditListState extends PagedListState {
    private static final long serialVersionUID = 1L;

    private AuditAction action;
    private String actor;
    private String objectType;
    private String object;
    private String request;
    private final DayRange days = new DayRange();

    /** @param zone in which the days of the filter begin */
    public AuditFilter filter(ZoneId zone) {
        return new AuditFilter(getSearch(), action, actor, objectType, object, request, days.start(zone), days.end(zone));
    }

    /** How many filters are on. */
    public int filterCount() {
        return (int) Stream.of(getSearch(), action, actor, objectType, request, days.isEmpty() ? null : days).filter(Objects::nonNull).count();
    }

    @Override
    public void clear() {
        super.clear();
        action = null;
        actor = null;
        objectType = null;
        object = null;
        request = null;
        days.clear();
    }

    @Override
    protected String query(int start) {
        return paged(searched().with("action", action).with("actor", actor).with("type", objectType).with("object", object).with("request", request).with("from", days.getFromText()).with("to", days.getToText()), start);
    }

    public String getActionName() { return action == null ? null : action.name(); }
    public void setActionName(String name) { this.action = AddressQuery.constant(AuditAction.class, name).orElse(null); }
    public String getActor() { return actor; }
    public void setActor(String name) { this.actor = AddressQuery.text(name); }
    public String getObjectType() { return objectType; }
    public void setObjectType(String type) { this.objectType = AddressQuery.text(type); }
    public String getObject() { return object; }
    public void setObject(String id) { this.object = AddressQuery.text(id); }
    public String getRequest() { return request; }
    public void setRequest(String id) { this.request = AddressQuery.text(id); }
    public DayRange getDays() { return days; }
}
