package org.openpo.web.audit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.audit.AuditAction;
import org.openpo.ejb.audit.AuditChange;
import org.openpo.web.faces.AddressQuery;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** What audit events say, in words, as {@code #{auditTexts}}. What has no words, because another release wrote it, is shown as it is kept. */
@Named("auditTexts")
@RequestScoped
public class AuditTexts {
    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?Z");
    /** Whose constants a field has. */
    private static final Map<String, String> CONSTANTS = Map.ofEntries(Map.entry("type", "LineItemType"), Map.entry("lineItemTypes", "LineItemType"), Map.entry("taxKind", "LineTax.Kind"),
            Map.entry("amountBasis", "AmountBasis"), Map.entry("overspendPolicy", "OverspendPolicy"), Map.entry("kind", "InvoiceKind"), Map.entry("invoiceClass", "InvoiceClass"),
            Map.entry("state", "InvoiceState"), Map.entry("exceptionCodes", "ExceptionCode"), Map.entry("acceptedCodes", "ExceptionCode"), Map.entry("how", "AllocationHow"),
            Map.entry("role", "Role"));

    @Inject
    private Texts texts;
    @Inject
    private Formats formats;

    public String action(String action) {
        return AddressQuery.constant(AuditAction.class, action).map(texts::name).orElse(action);
    }

    /** Which kind of thing it was done to. */
    public String object(String objectType) {
        return texts.find("audit.object." + objectType).orElse(objectType);
    }

    /** Who did it. */
    public String actor(String actor) {
        return actor.equals("system") ? texts.get("audit.system") : actor;
    }

    /** What changed: a field, or a field of a part. */
    public String label(AuditChange change) {
        String field = Stream.of("audit.field.", "history.field.").flatMap(area -> texts.find(area + change.field()).stream()).findFirst().orElse(change.field());
        return change.part() == null ? field : texts.get("audit.ofPart", part(change.part()), field);
    }

    private String part(String part) {
        // The lines of a purchase order are called by their numbers.
        return part.matches("[0-9.]+") ? texts.get("audit.line", part) : texts.find("history.field." + part).orElse(part);
    }

    /** A value of a change in the person's language; "" if there is none. */
    public String value(AuditChange change, boolean after) {
        String value = after ? change.after() : change.before();
        if (value == null) {
            return "";
        }
        if (value.equals("true") || value.equals("false")) {
            return texts.get(value.equals("true") ? "common.yes" : "common.no");
        }
        if (value.matches("-?[0-9]{1,15}\\.[0-9]{2,10}")) {
            return formats.number(new BigDecimal(value));
        }
        if (change.field().endsWith("Month") || change.field().equals("billingPeriod")) {
            return AddressQuery.month(value).map(formats::month).orElse(value);
        }
        if (MOMENT.matcher(value).matches()) {
            return formats.instant(Instant.parse(value));
        }
        String type = CONSTANTS.get(change.field());
        return type == null ? value : Stream.of(value.split(", ")).map(each -> texts.find("enum." + type + "." + each).orElse(each)).collect(Collectors.joining(", "));
    }
}
