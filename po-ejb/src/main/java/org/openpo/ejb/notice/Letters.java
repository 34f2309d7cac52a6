package org.openpo.ejb.notice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import org.openpo.domain.forecast.Forecast;
import org.openpo.domain.notice.NoticeKind;

/** Writes the letter of a notice from its facts. */
final class Letters {
    private final URI base;

    Letters(URI base) {
        this.base = base;
    }

    Letter of(NoticeContent content) {
        Writing writing = new Writing(content);
        return switch (content.kind()) {
            case LOW_BALANCE -> writing.lowBalance();
            case EXPIRY -> writing.expiry();
            case RUNS_DRY -> writing.runsDry();
            case ESCALATION -> writing.escalation();
            case EXCEPTIONS_DIGEST -> writing.exceptions();
            case PORTFOLIO_DIGEST -> writing.portfolio();
        };
    }

    /** One letter being written. */
    private final class Writing {
        private final NoticeContent content;
        private final JsonObject facts;
        private final NoticeWords words;
        private final LocalDate asOf;

        Writing(NoticeContent content) {
            this.content = content;
            this.facts = content.facts();
            this.words = new NoticeWords(content.language());
            this.asOf = Instant.parse(facts.getString("causedAt")).atZone(ZoneOffset.UTC).toLocalDate();
        }

        Letter lowBalance() {
            BigDecimal total = amount(facts, "lineTotal");
            BigDecimal left = total.subtract(amount(facts, "lineBilled"));
            String name = po();
            boolean oneLine = facts.getJsonArray("lines").size() == 1;
            String line = facts.getString("line", "");
            String state = left.signum() < 0 ? "overspent" : left.signum() == 0 ? "usedUp" : "low";
            Object measure = left.signum() < 0 ? money(left.negate()) : words.percentLeft(left, total);
            Letter letter = new Letter(words.language(), oneLine ? words.get("balance.subject." + state, name, measure) : words.get("balance.subject.line." + state, name, measure, line), host())
                    .preheader(words.get("balance.preheader", money(left), money(total)) + forecastSentence(" "))
                    .title(oneLine ? words.get("balance.title." + state, measure) : words.get("balance.title.line." + state, measure, line))
                    .figure(money(left), words.get("balance.caption", money(total), words.longDate(asOf)), left.signum() < 0);
            meter(letter, total, left);
            return order(letter);
        }

        Letter expiry() {
            YearMonth expiration = month(facts, "expirationMonth");
            LocalDate end = expiration.atEndOfMonth();
            BigDecimal total = amount(facts, "committed");
            BigDecimal left = total.subtract(amount(facts, "billed"));
            Letter letter = new Letter(words.language(), words.get("expiry.subject", po(), words.longDate(end)), host())
                    .preheader(tracked() ? words.get("expiry.preheader", money(left), money(total)) : words.get("expiry.last", words.longMonth(expiration)))
                    .title(words.get("expiry.title", words.longDate(end)))
                    .lead(words.get("expiry.lead", words.longMonth(expiration)));
            if (tracked()) {
                letter.figure(money(left), words.get("balance.caption", money(total), words.longDate(asOf)), left.signum() < 0);
                meter(letter, total, left);
            }
            return order(letter);
        }

        Letter runsDry() {
            BigDecimal total = amount(facts, "committed");
            BigDecimal left = total.subtract(amount(facts, "billed"));
            JsonObject forecast = facts.getJsonObject("forecast");
            YearMonth expected = forecast == null ? null : month(forecast, "expected");
            Letter letter = new Letter(words.language(), expected == null ? words.get("dry.subject.used", po()) : words.get("dry.subject", po(), words.longMonth(expected)), host())
                    .preheader(words.get("balance.preheader", money(left), money(total)))
                    .title(expected == null ? words.get("balance.title.usedUp") : words.get("dry.title", words.longMonth(expected)))
                    .figure(money(left), words.get("balance.caption", money(total), words.longDate(asOf)), left.signum() < 0);
            meter(letter, total, left);
            return order(letter);
        }

        Letter escalation() {
            JsonObject first = facts.getJsonObject("escalates");
            NoticeContent told = new NoticeContent(NoticeKind.valueOf(first.getString("kind")), first, content.recipientName(), content.language(), content.unsubscribe());
            Letter letter = new Writing(told).letterOf(told.kind());
            LocalDate since = Instant.parse(first.getString("causedAt")).atZone(ZoneOffset.UTC).toLocalDate();
            letter.model().put("subject", words.get("escalation.subject", letter.subject()));
            return letter.lead(words.get("escalation.lead", words.longDate(since)))
                    .footer(words.get("why.escalation", first.getString("purchaseOrderId")), words.get("footer.change"), contactsLink(first), words.get("footer.stop"), stop());
        }

        private Letter letterOf(NoticeKind kind) {
            return switch (kind) {
                case LOW_BALANCE -> lowBalance();
                case EXPIRY -> expiry();
                default -> runsDry();
            };
        }

        Letter exceptions() {
            int count = facts.getInt("count");
            int days = facts.getInt("days");
            List<Map<String, String>> rows = new ArrayList<>();
            for (JsonObject e : facts.getJsonArray("exceptions").getValuesAs(JsonObject.class)) {
                String codes = e.getJsonArray("codes").getValuesAs(JsonString.class).stream().map(c -> words.get("exception." + c.getString())).collect(Collectors.joining("; "));
                rows.add(Letter.row(e.getString("invoiceId"), e.getString("seller") + (codes.isEmpty() ? "" : "\n" + codes), link("invoices/details?id=" + e.getString("id")),
                        words.money(new BigDecimal(e.getString("gross")), e.getString("currency")), words.get("exceptions.since", words.date(LocalDate.parse(e.getString("since")))), false));
            }
            int more = count - rows.size();
            String oldest = rows.isEmpty() ? "" : words.get("exceptions.oldest", words.longDate(LocalDate.parse(facts.getJsonArray("exceptions").getJsonObject(0).getString("since")))) + " ";
            Letter letter = new Letter(words.language(), words.get("exceptions.subject", count, days), host()).preheader(oldest + words.get("exceptions.lead"))
                    .title(words.get("exceptions.title", count, days)).lead(words.get("exceptions.lead")).button(words.get("exceptions.button"), link("exceptions"))
                    .section(words.get("exceptions.section"), rows);
            if (more > 0) {
                letter.detail(words.get("exceptions.more"), words.number(more));
            }
            return letter.footer(words.get("why.digest"), null, null, words.get("footer.stop"), stop());
        }

        Letter portfolio() {
            int active = facts.getInt("active");
            int attention = facts.getInt("attention");
            Letter letter = new Letter(words.language(), words.get("portfolio.subject", active, attention), host()).preheader(words.get("portfolio.preheader", attention))
                    .title(words.get("portfolio.title", words.longDate(asOf))).lead(words.get("portfolio.preheader", attention)).button(words.get("portfolio.button"), link(""));
            letter.section(words.get("portfolio.totals"), facts.getJsonArray("totals").getValuesAs(JsonObject.class).stream().map(t -> {
                String currency = t.getString("currency");
                BigDecimal total = amount(t, "committed");
                BigDecimal left = total.subtract(amount(t, "billed"));
                return Letter.row(currency, words.get("portfolio.orders", t.getInt("count")), null, words.money(left, currency), words.get("portfolio.of", words.money(total, currency)), false);
            }).toList());
            for (String list : List.of("dry", "expiring", "low")) {
                letter.section(words.get("portfolio." + list), facts.getJsonArray(list).getValuesAs(JsonObject.class).stream().map(o -> {
                    BigDecimal left = amount(o, "committed").subtract(amount(o, "billed"));
                    String when = list.equals("dry") ? words.get("line.runsOut", words.month(month(o, "month")))
                            : list.equals("expiring") ? words.get("portfolio.expires", words.month(month(o, "month"))) : left(left, amount(o, "committed"));
                    return Letter.row(o.getString("purchaseOrderId"), o.getString("description", null), orderLink(o), words.money(left, o.getString("currency")), when, true);
                }).toList());
            }
            if (facts.getInt("exceptions") > 0) {
                letter.detail(words.get("portfolio.exceptions"), words.number(facts.getInt("exceptions")));
            }
            return letter.footer(words.get("why.digest"), null, null, words.get("footer.stop"), stop());
        }

        /** What every letter about a purchase order says. */
        private Letter order(Letter letter) {
            letter.reference(po(), facts.getString("description", null), orderLink(facts));
            note(letter);
            letter.button(words.get("button.order"), orderLink(facts));
            letter.section(words.get("lines.title"), facts.getJsonArray("lines").getValuesAs(JsonObject.class).stream().map(this::line).toList());
            String sellers = facts.getJsonArray("sellers").getValuesAs(JsonString.class).stream().map(JsonString::getString).collect(Collectors.joining(", "));
            letter.detail(words.get("detail.sellers"), sellers.isEmpty() ? words.get("detail.anySeller") : sellers)
                    .detail(words.get("detail.months"), words.get("detail.monthsFromTo", words.longMonth(month(facts, "effectiveMonth")), words.longMonth(month(facts, "expirationMonth"))));
            if (facts.containsKey("lastInvoice")) {
                JsonObject last = facts.getJsonObject("lastInvoice");
                letter.detail(words.get("detail.lastInvoice"), last.getString("invoiceId") + ", " + money(amount(last, "amount")));
            }
            String once = words.get("once." + content.kind());
            return letter.footer(words.get("why.contact", po()) + " " + once, words.get("footer.change"), contactsLink(facts), words.get("footer.stop"), stop());
        }

        private Map<String, String> line(JsonObject line) {
            BigDecimal total = amount(line, "total");
            BigDecimal left = total.subtract(amount(line, "billed"));
            boolean low = total.signum() > 0 && left.multiply(BigDecimal.valueOf(4)).compareTo(total) <= 0;
            String name = line.getString("number") + (line.containsKey("description") ? "\u2002" + line.getString("description") : "");
            return Letter.row(name, words.get("type." + line.getString("type")), null, money(left),
                    left(left, total), low || left.signum() < 0);
        }

        /** What is left of a total, short. */
        private String left(BigDecimal left, BigDecimal total) {
            return left.signum() < 0 ? words.get("line.overspent") : words.get("line.left", words.percentLeft(left, total));
        }

        private void note(Letter letter) {
            JsonObject forecast = facts.getJsonObject("forecast");
            if (forecast == null) {
                return;
            }
            YearMonth expected = month(forecast, "expected");
            YearMonth expiration = month(facts, "expirationMonth");
            if (forecast.getString("state").equals(Forecast.State.TOO_FEW_MONTHS.name())) {
                letter.detail(words.get("detail.forecast"), words.get("forecast.tooFew"));
            } else if (expected != null && !expected.isAfter(expiration)) {
                long months = ChronoUnit.MONTHS.between(expected, expiration);
                String more = forecast.containsKey("shortfall")
                        ? words.get("forecast.shortfall", words.roughly(amount(forecast, "shortfall"), facts.getString("currency")), words.longMonth(expiration)) : "";
                letter.note(words.get("forecast.dry", words.longMonth(expected)), words.get("forecast.before", months) + " " + more);
            } else if (expected != null) {
                letter.detail(words.get("detail.forecast"), words.get("forecast.lastsUntil", words.longMonth(expected)));
            }
        }

        private String forecastSentence(String before) {
            JsonObject forecast = facts.getJsonObject("forecast");
            YearMonth expected = forecast == null ? null : month(forecast, "expected");
            return expected == null ? "" : before + words.get("forecast.sentence", words.longMonth(expected));
        }

        private void meter(Letter letter, BigDecimal total, BigDecimal left) {
            if (total.signum() > 0) {
                int used = total.subtract(left).movePointRight(2).divide(total, 0, RoundingMode.HALF_EVEN).max(BigDecimal.ZERO).min(BigDecimal.valueOf(100)).intValue();
                letter.meter(used, words.get("meter.billed", words.percentUsed(total.subtract(left), total)),
                        left.signum() < 0 ? words.get("line.overspent") : words.get("meter.left", words.percentLeft(left, total)));
            }
        }

        private boolean tracked() {
            return !facts.getJsonArray("lines").isEmpty();
        }

        private String po() {
            return facts.getString("purchaseOrderId");
        }

        private String money(BigDecimal amount) {
            return words.money(amount, facts.getString("currency"));
        }

        private String stop() {
            return content.unsubscribe() == null ? null : content.unsubscribe().toString();
        }
    }

    private String orderLink(JsonObject facts) {
        return link("purchase-orders/details?id=" + facts.getJsonNumber("purchaseOrderKey").longValue());
    }

    /** Where a purchase order's contacts choose what they hear. */
    private String contactsLink(JsonObject facts) {
        return orderLink(facts) + "&tab=contacts";
    }

    private String link(String page) {
        return base.resolve(page).toString();
    }

    private String host() {
        return base.getHost() == null ? "" : base.getHost();
    }

    private static BigDecimal amount(JsonObject facts, String name) {
        return new BigDecimal(facts.getString(name));
    }

    private static YearMonth month(JsonObject facts, String name) {
        return facts.containsKey(name) ? YearMonth.parse(facts.getString(name)) : null;
    }
}
