package org.openpo.web.rest;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.openpo.domain.notice.NoticePolicy;
import org.openpo.domain.notice.NoticeRuleChecks;
import org.openpo.domain.notice.QuietDays;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.notice.NoticeRuleService;
import org.openpo.ejb.notice.NoticeRulesView;

/** The installation's rules of notification. */
@Path("notification-rules")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NotificationRuleResource {
    @EJB
    private NoticeRuleService rules;

    @GET
    @RolesAllowed("VIEWER")
    public Response read() {
        return answer(rules.rules());
    }

    /** Replaces them all. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ADMIN")
    public Response change(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
        JsonFields in = JsonFields.of(JsonBody.read(body));
        Long version = Versions.expected(ifMatch, in.integer("version"), () -> rules.rules().version());
        List<Violation> wrong = new ArrayList<>();
        NoticePolicy policy = read(in, wrong);
        wrong.addAll(in.finish());
        BusinessRuleException.throwIfAny(wrong.isEmpty() ? wrong : JsonFields.merged(wrong, NoticeRuleChecks.check(policy)));
        return answer(rules.change(policy, version));
    }

    /** A member that is missing has its default; null where there may be none. */
    static NoticePolicy read(JsonFields in, List<Violation> wrong) {
        in.ignoring("changedAt", "changedBy", "mailServer");
        NoticePolicy d = NoticePolicy.DEFAULT;
        Boolean aws = in.flag("awsExpiryRule");
        Boolean dry = in.flag("runsDry");
        List<BigDecimal> thresholds = in.has("thresholds") ? in.decimals("thresholds") : d.thresholds();
        List<Integer> days = NoticeJson.expiryDays(in, wrong);
        Set<DayOfWeek> weekdays = new HashSet<>(each("quietWeekdays", in.texts("quietWeekdays"), DayOfWeek::valueOf, ErrorCode.NOT_ALLOWED_VALUE, wrong));
        Set<LocalDate> dates = new HashSet<>(each("quietDates", in.texts("quietDates"), LocalDate::parse, ErrorCode.NOT_A_DATE, wrong));
        Long hour = in.integer("sendHour");
        String zone = in.text("timeZone");
        return new NoticePolicy(thresholds, aws == null || aws, days == null ? List.of() : days, dry == null || dry, whole(in.integer("exceptionDays")), in.choice("portfolioWeekday", DayOfWeek.class),
                whole(in.integer("escalationDays")), new QuietDays(weekdays, dates), zone == null ? d.zone() : zone(zone, wrong), hour == null ? d.sendHour() : whole(hour));
    }

    private static <T> List<T> each(String name, List<String> texts, Function<String, T> reader, ErrorCode code, List<Violation> wrong) {
        List<T> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            try {
                // A number of a thousand digits is nobody's threshold.
                if (text.length() <= 20) {
                    values.add(reader.apply(text));
                    continue;
                }
            } catch (IllegalArgumentException | DateTimeException unreadable) {
                // refused below
            }
            wrong.add(code == ErrorCode.NOT_ALLOWED_VALUE ? Violation.of(name + "[" + i + "]", code, JsonFields.shortened(text), "MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY")
                    : Violation.of(name + "[" + i + "]", code, JsonFields.shortened(text)));
        }
        return values;
    }

    private static ZoneId zone(String text, List<Violation> wrong) {
        if (text.equals("UTC") || ZoneId.getAvailableZoneIds().contains(text) && text.length() <= 50) {
            return ZoneId.of(text);
        }
        wrong.add(Violation.of("timeZone", ErrorCode.NOT_ALLOWED_VALUE, JsonFields.shortened(text), "UTC, Asia/Ho_Chi_Minh, Europe/Berlin, …"));
        return NoticePolicy.DEFAULT.zone();
    }

    private static Integer whole(Long number) {
        return number == null ? null : (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }

    private static Response answer(NoticeRulesView view) {
        return Response.ok(json(view)).tag(Versions.tag(view.version())).build();
    }

    static JsonObject json(NoticeRulesView view) {
        NoticePolicy p = view.policy();
        return Jsons.object().add("version", view.version()).add("thresholds", NoticeJson.thresholds(p.thresholds())).add("awsExpiryRule", p.awsExpiryRule())
                .add("expiryDays", NoticeJson.days(p.expiryDays())).add("runsDry", p.runsDry()).add("exceptionDays", number(p.exceptionDays()))
                .add("portfolioWeekday", Jsons.text(p.portfolioWeekday())).add("escalationDays", number(p.escalationDays()))
                .add("quietWeekdays", Jsons.texts(p.quiet().weekdays().stream().sorted().toList())).add("quietDates", Jsons.texts(p.quiet().dates().stream().sorted().toList()))
                .add("timeZone", p.zone().getId()).add("sendHour", p.sendHour()).add("mailServer", view.mailServer()).add("changedAt", Jsons.text(view.changedAt()))
                .add("changedBy", Jsons.text(view.changedBy())).build();
    }

    private static JsonValue number(Integer number) {
        return number == null ? JsonValue.NULL : JSON.createValue(number);
    }
}
