package org.openpo.ejb.notice;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.openpo.domain.notice.NoticeKind;

/** Facts of every kind of notice, in the shapes that matter to its mail: much and nothing left, one line and many, short names and long, euros and đồng. */
final class MailSamples {
    private static final String AS_OF = "2026-09-26T08:00:00Z";
    private static final String LONG_NAME = "Nền tảng dữ liệu dùng chung cho toàn bộ khối vận hành, kho bãi và giao nhận phía Nam, giai đoạn hai (2026\u20132027)";

    /** A sample: what the notice is, and its facts. */
    record Sample(NoticeKind kind, JsonObject facts) {
        NoticeContent in(String language) {
            return new NoticeContent(kind, facts, "Anna Kowalski", language, URI.create("https://openpo.example.org/po/unsubscribe?t=7." + kind + ".5f0c2f1f9a7d"));
        }
    }

    private MailSamples() { }

    /** By the name that files of a sample have. */
    static Map<String, Sample> all() {
        Map<String, Sample> all = new LinkedHashMap<>();
        all.put("low-balance", new Sample(NoticeKind.LOW_BALANCE, order("1240000.00", "930059.88", line("1", "Production accounts", "ALL", "1240000.00", "930059.88"))
                .add("threshold", "25").add("line", "1").add("lineTotal", "1240000.00").add("lineBilled", "930059.88").add("forecast", dry()).build()));
        all.put("low-balance-of-a-line", new Sample(NoticeKind.LOW_BALANCE, order("1240000.00", "930059.88", line("1", "Production accounts", "ALL", "998000.00", "772695.73"),
                line("2", "Enterprise Support", "MONTHLY_USAGE", "114000.00", "76000.00"), line("3", "Marketplace tools", "MARKETPLACE_BLANKET_USAGE", "86000.00", "57364.15"),
                line("4", "Compute Savings Plan", "SUBSCRIPTION", "42000.00", "24000.00"))
                .add("threshold", "25").add("line", "1").add("lineTotal", "998000.00").add("lineBilled", "772695.73").add("forecast", dry()).build()));
        all.put("low-balance-first", new Sample(NoticeKind.LOW_BALANCE, order("240000.00", "61200.00", line("1", null, "ALL", "240000.00", "61200.00"))
                .add("threshold", "75").add("line", "1").add("lineTotal", "240000.00").add("lineBilled", "61200.00").add("forecast", lasting("2027-05")).build()));
        all.put("low-balance-nearly-nothing", new Sample(NoticeKind.LOW_BALANCE, order("240000.00", "239400.50", line("1", null, "ALL", "240000.00", "239400.50"))
                .add("threshold", "10").add("line", "1").add("lineTotal", "240000.00").add("lineBilled", "239400.50").add("forecast", dry()).build()));
        all.put("used-up", new Sample(NoticeKind.LOW_BALANCE, order("240000.00", "240000.00", line("1", "Production accounts", "ALL", "240000.00", "240000.00"))
                .add("threshold", "0").add("line", "1").add("lineTotal", "240000.00").add("lineBilled", "240000.00").build()));
        all.put("overspent", new Sample(NoticeKind.LOW_BALANCE, Json.createObjectBuilder(order("986000000", "1031318660", line("1", LONG_NAME, "ALL", "986000000", "1031318660")).build())
                .add("currency", "VND").add("purchaseOrderId", "KHO-VAN-PHIA-NAM/2026/MUA-SAM/000000042-B").add("description", LONG_NAME)
                .add("threshold", "0").add("line", "1").add("lineTotal", "986000000").add("lineBilled", "1031318660").add("lastInvoice", last("VN-2026-000000000000432208", "45318660")).build()));
        all.put("expiry", new Sample(NoticeKind.EXPIRY, order("1240000.00", "930059.88", line("1", "Production accounts", "ALL", "1126000.00", "854059.88"),
                line("2", "Enterprise Support", "MONTHLY_USAGE", "114000.00", "76000.00")).add("forecast", lasting("2027-02")).build()));
        all.put("expiry-last-day", new Sample(NoticeKind.EXPIRY, Json.createObjectBuilder(order("1240000.00", "930059.88", line("1", "Production accounts", "ALL", "1240000.00", "930059.88")).build())
                .add("expirationMonth", "2026-09").add("causedAt", "2026-09-30T08:00:00Z").build()));
        all.put("expiry-untracked", new Sample(NoticeKind.EXPIRY, Json.createObjectBuilder(order("0", "0").build()).add("sellers", Json.createArrayBuilder()).build()));
        all.put("runs-dry", new Sample(NoticeKind.RUNS_DRY, order("1240000.00", "730059.88", line("1", "Production accounts", "ALL", "1240000.00", "730059.88")).add("forecast", dry()).build()));
        all.put("escalation", new Sample(NoticeKind.ESCALATION, order("1240000.00", "930059.88").add("escalates",
                Json.createObjectBuilder(all.get("low-balance").facts()).add("kind", "LOW_BALANCE").add("causedAt", "2026-09-19T08:00:00Z")).build()));
        all.put("exceptions-digest", new Sample(NoticeKind.EXCEPTIONS_DIGEST, exceptions(17)));
        all.put("exceptions-digest-one", new Sample(NoticeKind.EXCEPTIONS_DIGEST, exceptions(1)));
        all.put("weekly-digest", new Sample(NoticeKind.PORTFOLIO_DIGEST, portfolio(true)));
        all.put("weekly-digest-quiet", new Sample(NoticeKind.PORTFOLIO_DIGEST, portfolio(false)));
        return all;
    }

    private static JsonObjectBuilder order(String committed, String billed, JsonObject... lines) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (JsonObject line : lines) {
            all.add(line);
        }
        return Json.createObjectBuilder().add("causedAt", AS_OF).add("purchaseOrderKey", 42).add("purchaseOrderId", "PO-2026-0042").add("description", "Production landing zone 2026")
                .add("currency", "EUR").add("effectiveMonth", "2026-01").add("expirationMonth", "2026-12").add("sellers", Json.createArrayBuilder().add("Amazon Web Services EMEA SARL"))
                .add("committed", committed).add("billed", billed).add("lines", all).add("lastInvoice", last("EUINDE26-432208", "16577.71"));
    }

    private static JsonObject line(String number, String description, String type, String total, String billed) {
        JsonObjectBuilder line = Json.createObjectBuilder().add("number", number).add("type", type).add("total", total).add("billed", billed);
        return (description == null ? line : line.add("description", description)).build();
    }

    private static JsonObject last(String invoice, String amount) {
        return Json.createObjectBuilder().add("invoiceId", invoice).add("amount", amount).build();
    }

    private static JsonObject dry() {
        return Json.createObjectBuilder().add("state", "RUNS_DRY").add("billedMonths", 8).add("expected", "2026-11").add("earliest", "2026-11").add("latest", "2026-12")
                .add("shortfall", "217500.00").build();
    }

    private static JsonObject lasting(String month) {
        return Json.createObjectBuilder().add("state", "RUNS_DRY").add("billedMonths", 8).add("expected", month).add("earliest", month).add("latest", month).build();
    }

    private static JsonObject exceptions(int count) {
        JsonArrayBuilder shown = Json.createArrayBuilder();
        String[] sellers = {"Amazon Web Services EMEA SARL", "Cloud Reseller GmbH", "Công ty TNHH Dịch vụ Hạ tầng và Giải pháp Đám mây Phương Nam"};
        String[][] codes = {{"NO_PURCHASE_ORDER"}, {"REFERENCE_UNKNOWN", "CURRENCY_DIFFERS"}, {"BALANCE_HELD"}};
        for (int i = 0; i < Math.min(15, count); i++) {
            JsonArrayBuilder why = Json.createArrayBuilder();
            for (String code : codes[i % 3]) {
                why.add(code);
            }
            shown.add(Json.createObjectBuilder().add("id", String.valueOf(500 + i)).add("invoiceId", i % 4 == 2 ? "1C26TVN/2026/00000000" + (870 + i) : "EUINDE26-4322" + (10 + i)).add("seller", sellers[i % 3])
                    .add("gross", i % 3 == 2 ? "45318660" : (16577 - 1000 * i) + ".71").add("currency", i % 3 == 2 ? "VND" : "EUR").add("since", "2026-09-" + (10 + i / 2)).add("codes", why));
        }
        return Json.createObjectBuilder().add("causedAt", AS_OF).add("count", count).add("days", 3).add("exceptions", shown).build();
    }

    private static JsonObject portfolio(boolean something) {
        JsonArrayBuilder dry = Json.createArrayBuilder();
        JsonArrayBuilder expiring = Json.createArrayBuilder();
        JsonArrayBuilder low = Json.createArrayBuilder();
        if (something) {
            dry.add(listed("PO-2026-0042", "Production landing zone 2026", "EUR", "1240000.00", "930059.88", "2026-11")).add(listed("PO-2026-0031", null, "USD", "86000.00", "57364.15", "2026-10"));
            expiring.add(listed("KHO-VAN-PHIA-NAM/2026/MUA-SAM/000000042-B", LONG_NAME, "VND", "986000000", "612318660", "2026-10"));
            low.add(listed("PO-2026-0011", "Marketplace tools", "EUR", "48000.00", "45120.00", "2026-12")).add(listed("PO-2026-0014", "Sandbox accounts", "EUR", "12000.00", "16318.66", "2026-12"));
        }
        return Json.createObjectBuilder().add("causedAt", AS_OF).add("active", 24).add("attention", something ? 5 : 0).add("exceptions", something ? 11 : 0)
                .add("totals", Json.createArrayBuilder().add(total("EUR", 21, "4120400.00", "2810310.44")).add(total("USD", 2, "186000.00", "107364.15")).add(total("VND", 1, "986000000", "612318660")))
                .add("dry", dry).add("expiring", expiring).add("low", low).build();
    }

    private static JsonObject total(String currency, int count, String committed, String billed) {
        return Json.createObjectBuilder().add("currency", currency).add("count", count).add("committed", committed).add("billed", billed).build();
    }

    private static JsonObject listed(String id, String description, String currency, String committed, String billed, String month) {
        JsonObjectBuilder order = Json.createObjectBuilder().add("purchaseOrderKey", 42).add("purchaseOrderId", id).add("currency", currency).add("month", month).add("committed", committed)
                .add("billed", billed);
        return (description == null ? order : order.add("description", description)).build();
    }
}
