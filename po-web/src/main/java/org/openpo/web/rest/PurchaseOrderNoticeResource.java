package org.openpo.web.rest;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.openpo.domain.forecast.Forecast;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.notice.BurnDown;
import org.openpo.ejb.notice.BurnDownQueries;
import org.openpo.ejb.notice.ContactChoice;
import org.openpo.ejb.notice.NoticeRuleService;
import org.openpo.ejb.notice.OrderNoticeRulesView;
import org.openpo.ejb.notice.UpcomingNotice;

/** The burn-down of a purchase order, and what its contacts hear of it. */
@Path("purchase-orders")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PurchaseOrderNoticeResource {
    private static final String TYPE = "PurchaseOrder";

    @EJB
    private BurnDownQueries burnDowns;
    @EJB
    private NoticeRuleService rules;

    @GET
    @Path("{id}/burn-down")
    @RolesAllowed("VIEWER")
    public JsonObject burnDown(@PathParam("id") String id) {
        return json(burnDowns.of(Ids.parse(TYPE, id)));
    }

    @GET
    @Path("{id}/notification-rules")
    @RolesAllowed("VIEWER")
    public JsonObject rules(@PathParam("id") String id) {
        long key = Ids.parse(TYPE, id);
        return json(rules.rulesOf(key), rules.choices(key));
    }

    /** What is missing: thresholds and days are those of the installation, contacts and what they hear stay as they are. All of it is done, or nothing. */
    @PUT
    @Path("{id}/notification-rules")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("MANAGER")
    public JsonObject change(@PathParam("id") String id, InputStream body) {
        long key = Ids.parse(TYPE, id);
        JsonFields in = JsonFields.of(JsonBody.read(body)).ignoring("effectiveThresholds", "effectiveExpiryDays");
        List<Violation> wrong = new ArrayList<>();
        List<BigDecimal> thresholds = in.has("thresholds") ? in.decimals("thresholds") : null;
        List<Integer> days = NoticeJson.expiryDays(in, wrong);
        List<NoticeRuleService.Choice> choices = new ArrayList<>();
        for (JsonFields each : in.objects("contacts")) {
            each.ignoring("name", "email", "language", "muted").require("id");
            Long contact = each.id("id", ErrorCode.CONTACT_NOT_OF_PURCHASE_ORDER);
            Set<NoticeKind> events = each.has("events") ? NoticeJson.kinds(each, "events", wrong) : null;
            // Without an id there is a violation, and nothing is done.
            choices.add(new NoticeRuleService.Choice(contact == null ? 0 : contact, events, each.flag("escalation")));
        }
        wrong.addAll(in.finish());
        BusinessRuleException.throwIfAny(wrong);
        rules.changeFor(key, thresholds, days, choices);
        return json(rules.rulesOf(key), rules.choices(key));
    }

    /** What it would send next, and to whom. */
    @GET
    @Path("{id}/upcoming-notifications")
    @RolesAllowed("VIEWER")
    public JsonObject upcoming(@PathParam("id") String id) {
        return ListQueryParameters.answer(rules.upcoming(Ids.parse(TYPE, id)), PurchaseOrderNoticeResource::json);
    }

    static JsonObject json(BurnDown b) {
        JsonArrayBuilder lines = Jsons.array();
        b.lines().forEach(l -> lines.add(Jsons.object().add("lineItemId", Jsons.id(l.id())).add("number", l.number()).add("balanceTracking", l.tracked())
                .add("months", months(l.months(), b.currency()))));
        return Jsons.object().add("currency", b.currency()).add("effectiveMonth", Jsons.text(b.effectiveMonth())).add("expirationMonth", Jsons.text(b.expirationMonth()))
                .add("committed", Jsons.amount(b.committed(), b.currency())).add("billed", Jsons.amount(b.billed(), b.currency()))
                .add("balance", Jsons.amount(b.committed().subtract(b.billed()), b.currency())).add("months", months(b.months(), b.currency()))
                .add("lineItems", lines).add("forecast", b.forecast() == null ? JsonValue.NULL : json(b.forecast(), b)).build();
    }

    private static JsonArrayBuilder months(List<BurnDown.Month> billed, String currency) {
        JsonArrayBuilder months = Jsons.array();
        billed.forEach(m -> months.add(Jsons.object().add("month", Jsons.text(m.month())).add("billed", Jsons.amount(m.billed(), currency))
                .add("balance", Jsons.amount(m.balance(), currency))));
        return months;
    }

    private static JsonObject json(Forecast f, BurnDown b) {
        JsonArrayBuilder ahead = Jsons.array();
        b.ahead().forEach(a -> ahead.add(Jsons.object().add("month", Jsons.text(a.month())).add("expectedBalance", rounded(a.expected(), b)).add("lowBalance", rounded(a.low(), b))
                .add("highBalance", rounded(a.high(), b))));
        return Jsons.object().add("state", f.state().name()).add("expectedMonth", Jsons.text(f.expected())).add("earliestMonth", Jsons.text(f.earliest())).add("latestMonth", Jsons.text(f.latest()))
                .add("monthlyRate", Jsons.amount(f.monthlyRate(), b.currency())).add("billedMonths", f.billedMonths()).add("shortfall", Jsons.amount(b.shortfall(), b.currency()))
                .add("runsDryBeforeExpiration", f.runsDryBy(b.expirationMonth()))
                .add("seasonal", f.seasonal()).add("months", ahead).build();
    }

    /** What is only expected has no decimals beyond the cent. */
    private static JsonValue rounded(BigDecimal amount, BurnDown b) {
        return Jsons.amount(amount.setScale(2, RoundingMode.HALF_EVEN), b.currency());
    }

    static JsonObject json(OrderNoticeRulesView r, List<ContactChoice> choices) {
        JsonArrayBuilder contacts = Jsons.array();
        choices.forEach(c -> contacts.add(Jsons.object().add("id", Jsons.id(c.contactId())).add("name", c.name()).add("email", c.email()).add("language", c.language())
                .add("events", NoticeJson.kinds(c.events())).add("escalation", c.escalation()).add("muted", NoticeJson.kinds(c.muted()))));
        return Jsons.object().add("thresholds", r.thresholds() == null ? JsonValue.NULL : NoticeJson.thresholds(r.thresholds()).build())
                .add("expiryDays", r.expiryDays() == null ? JsonValue.NULL : NoticeJson.days(r.expiryDays()).build())
                .add("effectiveThresholds", NoticeJson.thresholds(r.effective().thresholds()))
                .add("effectiveExpiryDays", NoticeJson.days(r.effective().expiryDays())).add("contacts", contacts).build();
    }

    static JsonObject json(UpcomingNotice u) {
        JsonArrayBuilder to = Jsons.array();
        u.recipients().forEach(r -> to.add(Jsons.object().add("channel", r.channel().name()).add("id", Jsons.id(r.id())).add("name", r.name()).add("address", r.address()).add("language", r.language())));
        return Jsons.object().add("kind", u.kind().name()).add("on", Jsons.text(u.on())).add("lineItemNumber", Jsons.text(u.lineNumber())).add("threshold", Jsons.decimal(u.threshold()))
                .add("below", Jsons.decimal(u.below())).add("recipients", to).build();
    }
}
