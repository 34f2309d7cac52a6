package org.openpo.web.notice;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.notice.NoticePolicy;
import org.openpo.domain.notice.NoticeRuleChecks;
import org.openpo.domain.notice.QuietDays;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.notice.MailTest;
import org.openpo.ejb.notice.NoticeRuleService;
import org.openpo.ejb.notice.NoticeRulesView;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** The installation's rules of notification, and a mail to try the mail server with, as {@code #{noticeRules}}. */
@Named("noticeRules")
@ViewScoped
public class RulesBean implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int HOURS = 24;

    @EJB
    private NoticeRuleService service;
    @EJB
    private MailTest mailTest;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;

    private transient NoticeRulesView saved;
    private long version;
    private String thresholds;
    private boolean awsExpiryRule;
    private String expiryDays;
    private boolean runsDry;
    private Integer exceptionDays;
    private DayOfWeek portfolioWeekday;
    private Integer escalationDays;
    private String[] quietWeekdays;
    private String quietDates;
    private String zone;
    private int sendHour;
    private String testTo;
    private transient MailTest.Result tested;

    /** Reads the rules when the page opens. */
    public void open() {
        take(service.rules());
    }

    private void take(NoticeRulesView view) {
        saved = view;
        version = view.version();
        NoticePolicy p = view.policy();
        thresholds = NumberLists.write(p.thresholds(), formats.decimalSeparator());
        awsExpiryRule = p.awsExpiryRule();
        expiryDays = NumberLists.write(p.expiryDays().stream().map(BigDecimal::valueOf).toList(), formats.decimalSeparator());
        runsDry = p.runsDry();
        exceptionDays = p.exceptionDays();
        portfolioWeekday = p.portfolioWeekday();
        escalationDays = p.escalationDays();
        quietWeekdays = p.quiet().weekdays().stream().sorted().map(Enum::name).toArray(String[]::new);
        quietDates = p.quiet().dates().stream().sorted().map(LocalDate::toString).collect(Collectors.joining("\n"));
        zone = p.zone().getId();
        sendHour = p.sendHour();
    }

    public void save() {
        Checks checks = new Checks();
        NoticePolicy policy = new NoticePolicy(NumberLists.decimals(thresholds, formats.decimalSeparator(), "thresholds", checks), awsExpiryRule,
                NumberLists.whole(expiryDays, "expiryDays", checks), runsDry, exceptionDays, portfolioWeekday, escalationDays,
                new QuietDays(Arrays.stream(quietWeekdays == null ? new String[0] : quietWeekdays).map(DayOfWeek::valueOf).collect(Collectors.toSet()), dates(checks)),
                ZoneId.of(zone), sendHour);
        List<Violation> wrong = new ArrayList<>(checks.violations());
        if (wrong.isEmpty()) {
            wrong.addAll(NoticeRuleChecks.check(policy));
        }
        if (!wrong.isEmpty()) {
            notes.refused(new BusinessRuleException(wrong), field -> "rulesForm:" + field.replaceAll("\\[.*", ""));
            return;
        }
        take(service.change(policy, version));
        notes.done("rules.saved");
    }

    private Set<LocalDate> dates(Checks checks) {
        Set<LocalDate> dates = new HashSet<>();
        for (String text : quietDates == null ? new String[0] : quietDates.strip().split("[\\s,;]+")) {
            try {
                if (!text.isEmpty()) {
                    dates.add(LocalDate.parse(text));
                }
            } catch (DateTimeException notADate) {
                checks.add("quietDates", ErrorCode.NOT_A_DATE, text.length() <= 20 ? text : text.substring(0, 20) + "…");
            }
        }
        return dates;
    }

    /** Sends the test mail and shows what the mail server said. */
    public void test() {
        tested = null;
        try {
            tested = mailTest.send(testTo, texts.get("rules.test.subject"), texts.get("rules.test.text"));
        } catch (BusinessRuleException refused) {
            notes.quiet();
            notes.refused(refused, field -> field.equals("to") ? "testForm:to" : null);
        }
    }

    public NoticeRulesView getSaved() {
        if (saved == null) {
            saved = service.rules();
        }
        return saved;
    }

    public DayOfWeek[] getWeekdays() {
        return DayOfWeek.values();
    }

    public List<Integer> getHours() {
        return IntStream.range(0, HOURS).boxed().toList();
    }

    /** Time zones of regions, and the one that is set. */
    public List<String> getZones() {
        Set<String> ids = ZoneId.getAvailableZoneIds().stream().filter(id -> id.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        List<String> zones = new ArrayList<>(List.of("UTC"));
        ids.add(zone == null ? "UTC" : zone);
        ids.remove("UTC");
        zones.addAll(ids);
        return zones;
    }

    public MailTest.Result getTested() { return tested; }
    public String getThresholds() { return thresholds; }
    public void setThresholds(String thresholds) { this.thresholds = thresholds; }
    public boolean isAwsExpiryRule() { return awsExpiryRule; }
    public void setAwsExpiryRule(boolean awsExpiryRule) { this.awsExpiryRule = awsExpiryRule; }
    public String getExpiryDays() { return expiryDays; }
    public void setExpiryDays(String expiryDays) { this.expiryDays = expiryDays; }
    public boolean isRunsDry() { return runsDry; }
    public void setRunsDry(boolean runsDry) { this.runsDry = runsDry; }
    public Integer getExceptionDays() { return exceptionDays; }
    public void setExceptionDays(Integer exceptionDays) { this.exceptionDays = exceptionDays; }
    public DayOfWeek getPortfolioWeekday() { return portfolioWeekday; }
    public void setPortfolioWeekday(DayOfWeek portfolioWeekday) { this.portfolioWeekday = portfolioWeekday; }
    public Integer getEscalationDays() { return escalationDays; }
    public void setEscalationDays(Integer escalationDays) { this.escalationDays = escalationDays; }
    public String[] getQuietWeekdays() { return quietWeekdays; }
    public void setQuietWeekdays(String[] quietWeekdays) { this.quietWeekdays = quietWeekdays; }
    public String getQuietDates() { return quietDates; }
    public void setQuietDates(String quietDates) { this.quietDates = quietDates; }
    public String getZone() { return zone; }
    public void setZone(String zone) { this.zone = zone; }
    public int getSendHour() { return sendHour; }
    public void setSendHour(int sendHour) { this.sendHour = sendHour; }
    public String getTestTo() { return testTo; }
    public void setTestTo(String testTo) { this.testTo = testTo; }
}
