package org.openpo.ejb.notice;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.forecast.Forecast;
import org.openpo.domain.notice.Notice;
import org.openpo.ejb.time.Now;

/** Completes what was known when a notice was caused to all that its texts say, so that every try and every look later says the same. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class NoticeFacts {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private OrderSummaries summaries;
    @Inject
    private Clock clock;

    static JsonObject read(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    /** By the notice's id. */
    public Map<Long, JsonObject> complete(Collection<Notice> notices) {
        Set<Long> keys = notices.stream().map(Notice::purchaseOrderKey).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<Long, OrderSummary> orders = summaries.of(keys);
        Map<Long, JsonObject> complete = new HashMap<>();
        for (Notice notice : notices) {
            JsonObjectBuilder json = JSON.createObjectBuilder(read(notice.facts())).add("causedAt", notice.causedAt().toString());
            if (notice.purchaseOrderKey() != null) {
                addOrder(json, orders.get(notice.purchaseOrderKey()), notice);
            }
            if (notice.escalatesId() != null) {
                Notice first = em.find(Notice.class, notice.escalatesId());
                json.add("escalates", JSON.createObjectBuilder(read(first.facts())).add("kind", first.kind().name()));
            }
            complete.put(notice.id(), json.build());
        }
        return complete;
    }

    /** What a notice about this purchase order would say now. */
    public JsonObject of(OrderSummary po, Instant now) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("causedAt", now.toString());
        addOrder(json, po, null);
        return json.build();
    }

    private void addOrder(JsonObjectBuilder json, OrderSummary po, Notice notice) {
        YearMonth current = Now.month(clock);
        json.add("purchaseOrderKey", po.key()).add("purchaseOrderId", po.purchaseOrderId()).add("currency", po.currency()).add("effectiveMonth", po.effective().toString())
                .add("expirationMonth", po.expiration().toString()).add("sellers", JSON.createArrayBuilder(po.sellers()))
                .add("committed", po.committed().toPlainString()).add("billed", po.billed().toPlainString());
        if (po.description() != null) {
            json.add("description", po.description());
        }
        JsonArrayBuilder lines = JSON.createArrayBuilder();
        List<OrderSummary.Line> tracked = new ArrayList<>(po.lines().stream().filter(OrderSummary.Line::tracked).toList());
        for (OrderSummary.Line line : tracked) {
            JsonObjectBuilder each = JSON.createObjectBuilder().add("number", line.number()).add("type", line.type().name()).add("total", line.total().toPlainString())
                    .add("billed", line.billed().toPlainString());
            if (line.description() != null) {
                each.add("description", line.description());
            }
            if (notice != null && notice.lineItemId() != null && notice.lineItemId() == line.id()) {
                json.add("line", line.number());
            }
            lines.add(each);
        }
        json.add("lines", lines);
        if (po.lastInvoice() != null) {
            json.add("lastInvoice", JSON.createObjectBuilder().add("invoiceId", po.lastInvoice().invoiceId()).add("amount", po.lastInvoice().amount().toPlainString()));
        }
        Forecast forecast = po.forecast(current);
        if (forecast != null) {
            json.add("forecast", forecast(forecast, po.expiration()));
        }
    }

    private static JsonObjectBuilder forecast(Forecast forecast, YearMonth expiration) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("state", forecast.state().name()).add("billedMonths", forecast.billedMonths());
        add(json, "expected", forecast.expected());
        add(json, "earliest", forecast.earliest());
        add(json, "latest", forecast.latest());
        forecast.shortfall(expiration).map(BigDecimal::toPlainString).ifPresent(more -> json.add("shortfall", more));
        return json;
    }

    private static void add(JsonObjectBuilder json, String name, YearMonth month) {
        if (month != null) {
            json.add(name, month.toString());
        }
    }
}
