package org.openpo.web.notice;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.notice.NoticePolicy;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.LocaleBean;
import org.openpo.web.i18n.Texts;

/** Rules of notification in words, as {@code #{ruleTexts}}. */
@Named("ruleTexts")
@RequestScoped
public class RuleTexts {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DATES_NAMED = 3;

    private final Texts texts;
    private final Formats formats;
    private final LocaleBean locale;

    protected RuleTexts() {
        this(null, null, null);
    }

    @Inject
    public RuleTexts(Texts texts, Formats formats, LocaleBean locale) {
        this.texts = texts;
        this.formats = formats;
        this.locale = locale;
    }

    /** "75%, 25%, 10%, 0%", the greatest first. */
    public String percents(List<BigDecimal> thresholds) {
        return thresholds.stream().sorted(Comparator.reverseOrder()).map(this::percent).collect(Collectors.joining(", "));
    }

    public String percent(BigDecimal threshold) {
        return threshold.stripTrailingZeros().scale() <= 0 ? formats.percent(threshold.divide(HUNDRED)) : formats.decimal(threshold, 0, 2) + "%";
    }

    /** What is told before a purchase order expires. */
    public String expiry(NoticePolicy rules) {
        List<String> parts = new ArrayList<>();
        if (rules.awsExpiryRule()) {
            parts.add(texts.get("rules.expiry.aws"));
        }
        if (!rules.expiryDays().isEmpty()) {
            parts.add(texts.get(rules.awsExpiryRule() ? "rules.expiry.andDays" : "rules.expiry.days", days(rules.expiryDays())));
        }
        return parts.isEmpty() ? texts.get("rules.none") : String.join(" ", parts);
    }

    /** "60, 30, 7". */
    public String days(List<Integer> days) {
        return days.stream().sorted(Comparator.reverseOrder()).map(formats::number).collect(Collectors.joining(", "));
    }

    public String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, locale.getValue());
    }

    /** 07:00. */
    public String hour(NoticePolicy rules) {
        return clock(rules.sendHour());
    }

    /** 07:00, of 7. */
    public String clock(int hour) {
        return LocalTime.of(hour, 0).format(DateTimeFormatter.ofPattern("HH:mm"));
    }

    /** Days on which nobody is written to, or "". */
    public String quiet(NoticePolicy rules) {
        List<String> days = new ArrayList<>(rules.quiet().weekdays().stream().sorted().map(this::weekday).toList());
        rules.quiet().dates().stream().sorted().limit(DATES_NAMED).map(formats::date).forEach(days::add);
        int more = rules.quiet().dates().size() - DATES_NAMED;
        String named = String.join(", ", days) + (more > 0 ? " " + texts.get("rules.quiet.more", more) : "");
        return days.isEmpty() ? "" : texts.get("rules.quiet", named);
    }
}
