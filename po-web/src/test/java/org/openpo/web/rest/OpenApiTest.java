package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.openpo.domain.access.ApiToken;
import org.openpo.domain.access.Role;
import org.openpo.domain.document.DocumentType;
import org.openpo.domain.forecast.Forecast;
import org.openpo.domain.inbound.AwsPull;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.Balance;
import org.openpo.domain.ledger.CorrectionKind;
import org.openpo.domain.ledger.LedgerCheckRun;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.match.MatchCriterion;
import org.openpo.domain.match.RankingKey;
import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.DeliveryAttempt;
import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.notice.NoticePolicy;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDiff;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.report.AgeBucket;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.domain.setting.Setting;
import org.openpo.domain.wayout.WayOutKind;
import org.openpo.ejb.access.AccountIdentity;
import org.openpo.ejb.access.AccountView;
import org.openpo.ejb.access.TokenView;
import org.openpo.ejb.document.DocumentView;
import org.openpo.ejb.inbound.AwsPullView;
import org.openpo.ejb.inbound.PurchaseOrderImportResult;
import org.openpo.ejb.inbound.read.PurchaseOrderFile;
import org.openpo.ejb.ledger.LedgerCheckView;
import org.openpo.ejb.notice.BurnDown;
import org.openpo.ejb.notice.ContactChoice;
import org.openpo.ejb.notice.ContactSubscriptions;
import org.openpo.ejb.notice.MailPreview;
import org.openpo.ejb.notice.MailTest;
import org.openpo.ejb.notice.NoticeRulesView;
import org.openpo.ejb.notice.NotificationDetails;
import org.openpo.ejb.notice.NotificationRow;
import org.openpo.ejb.notice.OrderNoticeRulesView;
import org.openpo.ejb.notice.UpcomingNotice;
import org.openpo.ejb.notice.WebhookSecret;
import org.openpo.ejb.notice.WebhookView;
import org.openpo.ejb.order.FiguresAt;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderRow;
import org.openpo.ejb.order.RollOverLinks;
import org.openpo.ejb.party.ContactImport;
import org.openpo.ejb.party.ContactRow;
import org.openpo.ejb.party.ContactUse;
import org.openpo.ejb.party.ContactView;
import org.openpo.ejb.party.SellerView;
import org.openpo.ejb.rate.ExchangeRateView;
import org.openpo.ejb.report.AgeingRow;
import org.openpo.ejb.report.MonthRow;
import org.openpo.ejb.report.PortfolioRow;
import org.openpo.ejb.setting.SettingView;

/** Holds the OpenAPI document to the code: paths, methods, roles, media types, names and values. */
class OpenApiTest {
    private static final JsonObject DOCUMENT = OpenApiResource.document();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    @Test
    void describesEveryOperationAndNoOther() {
        Map<String, String> coded = new TreeMap<>();
        for (Class<?> resource : ApiApplication.RESOURCES) {
            for (Method method : resource.getDeclaredMethods()) {
                httpMethod(method).ifPresent(verb -> coded.put(verb + " " + path(resource, method), role(method) + " " + consumes(method)
                        + (method.isAnnotationPresent(PeopleOnly.class) ? " people only" : "")));
            }
        }
        Map<String, String> described = new TreeMap<>();
        operations().forEach((name, operation) -> described.put(name, operation.getString("x-role") + " "
                + (operation.containsKey("requestBody") ? String.join(",", operation.getJsonObject("requestBody").getJsonObject("content").keySet()) : "")
                + (operation.getBoolean("x-people-only", false) ? " people only" : "")));
        operations().forEach((name, operation) -> assertThat(operation.containsKey("security")).as("%s: those for people take no token", name)
                .isEqualTo(operation.getBoolean("x-people-only", false)));
        assertThat(described).isEqualTo(coded);
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations()).map(Annotation::annotationType).filter(t -> t.isAnnotationPresent(HttpMethod.class))
                .map(t -> t.getAnnotation(HttpMethod.class).value()).findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        return "/" + resource.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
    }

    private static String role(Method method) {
        assertThat(method.getAnnotation(RolesAllowed.class)).as("%s names its role", method).isNotNull();
        return String.join(",", method.getAnnotation(RolesAllowed.class).value());
    }

    private static String consumes(Method method) {
        Consumes consumes = method.getAnnotation(Consumes.class);
        return consumes == null ? "" : String.join(",", consumes.value());
    }

    private static Map<String, JsonObject> operations() {
        Map<String, JsonObject> operations = new TreeMap<>();
        DOCUMENT.getJsonObject("paths").forEach((path, item) -> item.asJsonObject().forEach((verb, operation) -> {
            if (METHODS.contains(verb)) {
                operations.put(verb.toUpperCase(Locale.ROOT) + " " + path, operation.asJsonObject());
            }
        }));
        return operations;
    }

    @Test
    void operationIdsAreUnique() {
        assertThat(operations().values()).extracting(o -> o.getString("operationId")).doesNotHaveDuplicates();
    }

    @Test
    void everyPathParameterIsDeclared() {
        DOCUMENT.getJsonObject("paths").forEach((path, item) -> {
            Set<String> used = Pattern.compile("\\{(\\w+)}").matcher(path).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
            JsonArray declared = item.asJsonObject().getJsonArray("parameters");
            Set<String> names = declared == null ? Set.of()
                    : declared.stream().map(p -> p.asJsonObject().getString("name")).collect(Collectors.toCollection(TreeSet::new));
            assertThat(names).as(path).isEqualTo(used);
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collectReferences(DOCUMENT, references);
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(DOCUMENT.getValue(reference.substring(1))).isNotNull();
        });
    }

    private static void collectReferences(JsonValue value, List<String> references) {
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                if (name.equals("$ref")) {
                    references.add(((JsonString) member).getString());
                }
                collectReferences(member, references);
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(element -> collectReferences(element, references));
        }
    }

    @Test
    void valuesAreThoseOfTheCode() {
        assertThat(values("LineItemType")).isEqualTo(names(LineItemType.values()));
        assertThat(values("PurchaseOrderStatus")).isEqualTo(names(PurchaseOrderStatus.values()));
        assertThat(values("InvoiceState")).isEqualTo(names(InvoiceState.values()));
        assertThat(values("InvoiceKind")).isEqualTo(names(InvoiceKind.values()));
        assertThat(values("InvoiceClass")).isEqualTo(names(InvoiceClass.values()));
        assertThat(values("AmountBasis")).isEqualTo(names(AmountBasis.values()));
        assertThat(values("OverspendPolicy")).isEqualTo(names(OverspendPolicy.values()));
        assertThat(values("ExceptionCode")).isEqualTo(names(ExceptionCode.values()));
        assertThat(properties("Correction").getJsonObject("kind").getJsonArray("enum").getValuesAs(JsonString::getString))
                .isEqualTo(names(CorrectionKind.values()));
        assertThat(values("MatchCriterion")).isEqualTo(names(MatchCriterion.values()));
        assertThat(values("RankingKey")).isEqualTo(names(RankingKey.values()));
        assertThat(values("WayOutKind")).isEqualTo(names(WayOutKind.values()));
        assertThat(values("Role")).isEqualTo(names(Role.values()));
        assertThat(values("NoticeKind")).isEqualTo(names(NoticeKind.values()));
        assertThat(values("DeliveryState")).isEqualTo(names(DeliveryState.values()));
        assertThat(values("DocumentType")).isEqualTo(names(DocumentType.values()));
        assertThat(values("ImportState")).isEqualTo(names(ImportState.values()));
        assertThat(strings(properties("Problem").getJsonObject("type").getJsonArray("enum")))
                .isEqualTo(Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList());
    }

    private static List<String> values(String schema) {
        return strings(schema(schema).getJsonArray("enum"));
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(v -> ((JsonString) v).getString()).toList();
    }

    private static List<String> names(Enum<?>[] constants) {
        return Stream.of(constants).map(Enum::name).toList();
    }

    private static JsonObject schema(String name) {
        return DOCUMENT.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    private static JsonObject properties(String name) {
        return schema(name).getJsonObject("properties");
    }

    @Test
    void answersHaveTheMembersThatAreDescribed() {
        JsonObject purchaseOrder = PurchaseOrderJson.write(PurchaseOrderJsonTest.details(false));
        assertThat(purchaseOrder.keySet()).isEqualTo(properties("PurchaseOrder").keySet());
        assertThat(purchaseOrder.getJsonArray("lineItems").getJsonObject(0).keySet()).isEqualTo(properties("LineItem").keySet());
        assertThat(purchaseOrder.getJsonArray("contacts").getJsonObject(0).keySet()).isEqualTo(properties("Contact").keySet());
        PurchaseOrderDetails whole = PurchaseOrderJsonTest.details(false);
        JsonObject row = PurchaseOrderJson.write(new PurchaseOrderRow(1, "PO-1", null, true, List.of(), "USD", whole.effectiveMonth(), whole.expirationMonth(),
                whole.status(), false, whole.committed(), whole.billed(), true, 2, whole.updatedAt(), 3));
        assertThat(row.keySet()).isEqualTo(properties("PurchaseOrderRow").keySet());
        assertThat(purchaseOrder.keySet()).as("a row is part of the whole").containsAll(row.keySet());
        JsonObject invoice = InvoiceJson.write(InvoiceJsonTest.details());
        assertThat(invoice.keySet()).isEqualTo(properties("Invoice").keySet());
        assertThat(invoice.getJsonArray("charges").getJsonObject(0).keySet()).isEqualTo(properties("Charge").keySet());
        assertThat(invoice.getJsonObject("payment").keySet()).isEqualTo(properties("Payment").keySet());
        assertThat(invoice.getJsonArray("allocations").getJsonObject(0).keySet()).isEqualTo(properties("Allocation").keySet());
        assertThat(invoice.getJsonArray("history").getJsonObject(0).keySet()).isEqualTo(properties("LedgerEntry").keySet());
        assertThat(InvoiceJson.correction(InvoiceJsonTest.details().corrections().get(0)).keySet()).isEqualTo(properties("Correction").keySet());
        LedgerCheckView check = new LedgerCheckView(Instant.EPOCH, Instant.EPOCH, "system", new LedgerCheckRun.Rows(1, 2, 3, 4), 1,
                List.of(new LedgerCheckView.Difference(LedgerCheckView.Figure.REVERSAL, 1, "a", null, null)));
        assertThat(LedgerResource.json(check).keySet()).isEqualTo(properties("LedgerCheck").keySet());
        assertThat(LedgerResource.json(check).getJsonArray("first").getJsonObject(0).keySet())
                .isEqualTo(properties("LedgerCheck").getJsonObject("first").getJsonObject("items").getJsonObject("properties").keySet());
        Balance balance = new Balance(BigDecimal.TEN, BigDecimal.ONE);
        JsonObject figures = PurchaseOrderBalanceResource.json(new FiguresAt(Instant.EPOCH, null, "USD", balance, List.of(new FiguresAt.Line(null, "1", null, balance))));
        assertThat(figures.keySet()).isEqualTo(properties("Figures").keySet());
        assertThat(figures.getJsonArray("lineItems").getJsonObject(0).keySet())
                .isEqualTo(properties("Figures").getJsonObject("lineItems").getJsonObject("items").getJsonObject("properties").keySet());
        assertThat(InvoiceJson.write(InvoiceJsonTest.details().row()).keySet()).isEqualTo(properties("InvoiceRow").keySet());
        JsonObject explanation = InvoiceJson.explanation(InvoiceJsonTest.details(), Map.of(7L, InvoiceJsonTest.order()));
        assertThat(explanation.keySet()).isEqualTo(properties("Explanation").keySet());
        assertThat(explanation.getJsonArray("candidates").getJsonObject(0).keySet())
                .isEqualTo(properties("Explanation").getJsonObject("candidates").getJsonObject("items").getJsonObject("properties").keySet());
        assertThat(explanation.getJsonArray("candidates").getJsonObject(0).getJsonObject("facts").keySet()).isEqualTo(properties("CandidateFacts").keySet());
        TokenView token = new TokenView(1, "a", "token:a", Role.MANAGER, "abcd", 600, ApiToken.State.ACTIVE, Instant.EPOCH, "b", Instant.EPOCH, null, null, null, null);
        assertThat(TokenResource.json(token).keySet()).isEqualTo(properties("Token").keySet());
        assertThat(strings(properties("Token").getJsonObject("state").getJsonArray("enum"))).isEqualTo(names(ApiToken.State.values()));
        assertThat(MeResource.json(token).keySet()).isEqualTo(properties("Me").keySet());
        assertThat(MeResource.json(token).getString("role")).isEqualTo("MANAGER");
        assertThat(MeResource.json(new AccountIdentity("a", "A", Set.of("VIEWER"), null, null, 0)).keySet()).isEqualTo(properties("Me").keySet());
        assertThat(UserResource.json(new AccountView(1, 1, "a", "A", Role.VIEWER, true, null, null, null)).keySet()).isEqualTo(properties("User").keySet());
        assertThat(SettingResource.json(Arrays.stream(Setting.values()).map(s -> new SettingView(s, false, null, null)).toList()).keySet()).isEqualTo(properties("Settings").keySet());
        assertThat(ExchangeRateResource.json(new ExchangeRateView(1, "USD", "EUR", LocalDate.EPOCH, BigDecimal.ONE, Instant.EPOCH, "a")).keySet())
                .isEqualTo(properties("ExchangeRate").keySet());
        ContactView contact = new ContactView(1, 1, "a", "a@b.example", null, "en", true, false, null, null, null);
        assertThat(ContactJson.write(new ContactRow(contact, 1, null)).keySet()).isEqualTo(properties("ContactRow").keySet());
        assertThat(ContactJson.write(new ContactUse(1, "PO-1", null, PurchaseOrderStatus.ACTIVE)).keySet()).isEqualTo(properties("ContactUse").keySet());
        ContactImport.Result imported = new ContactImport.Result(1, 0, 0, 0, List.of(new ContactImport.Refused(1, "name", Violation.of("name", ErrorCode.REQUIRED), Map.of(), List.of())), List.of("name"));
        assertThat(ContactJson.write(imported, new ApiTexts(Locale.ENGLISH)).keySet()).isEqualTo(properties("ContactImport").keySet());
        assertThat(ContactJson.write(imported, new ApiTexts(Locale.ENGLISH)).getJsonArray("refused").getJsonObject(0).keySet())
                .isEqualTo(properties("ContactImport").getJsonObject("refused").getJsonObject("items").getJsonObject("properties").keySet());
        PurchaseOrderImportResult orders = new PurchaseOrderImportResult(true, PurchaseOrderFile.Format.OPENPO_CSV, 1, List.of(new PurchaseOrderImportResult.Item(1, "PO-1", null,
                PurchaseOrderImportResult.Outcome.REFUSED, null, null, null, null, 1, List.of(new PurchaseOrderDiff.Change(null, "currency", PurchaseOrderDiff.Kind.CHANGED, "USD", "EUR")),
                List.of(new PurchaseOrderFile.Problem(1, "", Violation.of("", ErrorCode.REQUIRED))), List.of(1L))), 1, null);
        JsonObject written = PurchaseOrderImportJson.write(orders, new ApiTexts(Locale.ENGLISH));
        JsonObject item = properties("PurchaseOrderImport").getJsonObject("items").getJsonObject("items").getJsonObject("properties");
        assertThat(written.keySet()).isEqualTo(properties("PurchaseOrderImport").keySet());
        assertThat(strings(item.getJsonObject("outcome").getJsonArray("enum"))).isEqualTo(names(PurchaseOrderImportResult.Outcome.values()));
        assertThat(strings(properties("PurchaseOrderImport").getJsonObject("format").getJsonArray("enum"))).isEqualTo(names(PurchaseOrderFile.Format.values()));
        assertThat(written.getJsonArray("items").getJsonObject(0).keySet()).isEqualTo(item.keySet());
        assertThat(written.getJsonArray("items").getJsonObject(0).getJsonArray("changes").getJsonObject(0).keySet()).isEqualTo(properties("PurchaseOrderChange").keySet());
        assertThat(written.getJsonArray("items").getJsonObject(0).getJsonArray("errors").getJsonObject(0).keySet())
                .isEqualTo(item.getJsonObject("errors").getJsonObject("items").getJsonObject("properties").keySet());
        assertThat(SellerResource.json(new SellerView(1, 1, "a", List.of(), List.of(), List.of(), true)).keySet())
                .isEqualTo(properties("Seller").keySet());
    }

    @Test
    void rowsOfReportsHaveTheMembersThatAreDescribed() {
        YearMonth month = YearMonth.of(2026, 1);
        PortfolioRow portfolio = new PortfolioRow(PortfolioRow.Group.MONTH, null, month, "JPY", 1, BigDecimal.ZERO, BigDecimal.TEN, null, null);
        assertThat(ReportJson.write(portfolio).keySet()).isEqualTo(properties("PortfolioRow").keySet());
        assertThat(ReportJson.write(portfolio).toString()).contains("\"balance\":\"-10\",\"percentUsed\":null,\"exceptions\":null,\"unmatched\":null");
        assertThat(strings(properties("PortfolioRow").getJsonObject("group").getJsonArray("enum"))).as("all but the one of totals")
                .isEqualTo(names(Arrays.stream(PortfolioRow.Group.values()).filter(group -> group != PortfolioRow.Group.ALL).toArray(Enum<?>[]::new)));
        assertThat(ReportJson.write(new MonthRow(month, "EUR", BigDecimal.ONE, BigDecimal.ONE, BigDecimal.TEN, BigDecimal.ONE)).keySet()).isEqualTo(properties("CommittedBilledRow").keySet());
        JsonObject ageing = ReportJson.write(new AgeingRow(null, "a", "EUR", List.of(new AgeingRow.Cell(AgeBucket.DAYS_OVER_90, 1, BigDecimal.ONE))));
        assertThat(ageing.keySet()).isEqualTo(properties("AgeingRow").keySet());
        assertThat(ageing.getJsonArray("buckets").getJsonObject(0).keySet()).isEqualTo(properties("AgeingRow").getJsonObject("buckets").getJsonObject("items").getJsonObject("properties").keySet());
    }

    @Test
    void answersAboutDocumentsAndRollOversHaveTheMembersThatAreDescribed() {
        DocumentView document = new DocumentView(1, 2, "a.pdf", DocumentType.PDF, 3, "ab", Instant.EPOCH, "a");
        assertThat(PurchaseOrderDocumentResource.json(document).build().keySet()).isEqualTo(properties("Document").keySet());
        RollOverLinks.Link link = new RollOverLinks.Link(1, "PO-1", false, Instant.EPOCH, "a");
        JsonObject links = PurchaseOrderCopyResource.json(new RollOverLinks(link, List.of(link)));
        assertThat(links.keySet()).isEqualTo(properties("RollOver").keySet());
        assertThat(links.getJsonObject("rolledOverFrom").keySet()).isEqualTo(properties("RollOverLink").keySet());
        PurchaseOrderDraft draft = PurchaseOrderJsonTest.details(false).toDraft();
        JsonFields posted = JsonFields.of(VersionJson.draft(draft).build());
        assertThat(PurchaseOrderJson.read(posted, false)).usingRecursiveComparison().withComparatorForType(BigDecimal::compareTo, BigDecimal.class).ignoringFields("lineItems.id").isEqualTo(draft);
        assertThat(posted.finish()).isEmpty();
    }

    @Test
    void answersAboutNotificationsHaveTheMembersThatAreDescribed() {
        NotificationRow row = new NotificationRow(1, NoticeKind.EXPIRY, 1L, "PO-1", Channel.MAIL, 1, "A", "a@b.c", "en", "s", DeliveryState.SENT, 1, Instant.EPOCH, null, Instant.EPOCH, "250", "<a@b>");
        assertThat(NotificationResource.json(row).build().keySet()).isEqualTo(properties("NotificationRow").keySet());
        JsonObject whole = NotificationResource.json(new NotificationDetails(row, Instant.EPOCH,
                List.of(new NotificationDetails.Attempt(Instant.EPOCH, "n", DeliveryAttempt.Outcome.ACCEPTED, null))));
        assertThat(whole.keySet()).isEqualTo(properties("Notification").keySet());
        assertThat(whole.getJsonArray("log").getJsonObject(0).keySet()).isEqualTo(properties("Notification").getJsonObject("log").getJsonObject("items").getJsonObject("properties").keySet());
        assertThat(NotificationResource.json(new MailTest.Result(true, "250")).keySet()).isEqualTo(properties("TestMail").keySet());
        assertThat(NotificationResource.json(new MailPreview("s", "h", "t")).keySet()).isEqualTo(properties("MailPreview").keySet());
        assertThat(NotificationRuleResource.json(new NoticeRulesView(NoticePolicy.DEFAULT, 1, null, null, true)).keySet()).isEqualTo(properties("NotificationRules").keySet());
        JsonObject rules = PurchaseOrderNoticeResource.json(new OrderNoticeRulesView(null, null, NoticePolicy.DEFAULT), List.of(new ContactChoice(1, "A", "a@b.c", "en", Set.of(), false, Set.of())));
        assertThat(rules.keySet()).isEqualTo(properties("PurchaseOrderNotificationRules").keySet());
        assertThat(rules.getJsonArray("contacts").getJsonObject(0).keySet())
                .isEqualTo(properties("PurchaseOrderNotificationRules").getJsonObject("contacts").getJsonObject("items").getJsonObject("properties").keySet());
        assertThat(PurchaseOrderNoticeResource.json(new UpcomingNotice(NoticeKind.EXPIRY, LocalDate.EPOCH, null, null, null, List.of())).keySet())
                .isEqualTo(properties("UpcomingNotification").keySet());
        YearMonth month = YearMonth.of(2026, 1);
        BurnDown burnDown = new BurnDown("USD", month, month, BigDecimal.TEN, BigDecimal.ONE, List.of(new BurnDown.Month(month, BigDecimal.ONE, BigDecimal.ONE)),
                Forecast.of(BigDecimal.TEN, new TreeMap<>(), month), null,
                List.of(new Forecast.Ahead(month, BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.TEN)), List.of(new BurnDown.Line(1, "1", true, List.of(new BurnDown.Month(month, BigDecimal.ONE, BigDecimal.ONE)))));
        assertThat(PurchaseOrderNoticeResource.json(burnDown).keySet()).isEqualTo(properties("BurnDown").keySet());
        assertThat(PurchaseOrderNoticeResource.json(burnDown).getJsonArray("lineItems").getJsonObject(0).keySet())
                .isEqualTo(properties("BurnDown").getJsonObject("lineItems").getJsonObject("items").getJsonObject("properties").keySet());
        assertThat(PurchaseOrderNoticeResource.json(burnDown).getJsonObject("forecast").getJsonArray("months").getJsonObject(0).keySet())
                .isEqualTo(properties("BurnDown").getJsonObject("forecast").getJsonObject("properties").getJsonObject("months").getJsonObject("items").getJsonObject("properties").keySet());
        assertThat(PurchaseOrderNoticeResource.json(burnDown).getJsonObject("forecast").keySet()).isEqualTo(properties("BurnDown").getJsonObject("forecast").getJsonObject("properties").keySet());
        assertThat(SubscriptionResource.json(new ContactSubscriptions(1, Set.of(), Set.of())).keySet()).isEqualTo(properties("Subscriptions").keySet());
        WebhookView view = new WebhookView(1, 1, "a", "https://a", Set.of(), "en", true, Instant.EPOCH, Instant.EPOCH, "a");
        assertThat(WebhookResource.json(view).keySet()).isEqualTo(properties("Webhook").keySet());
        assertThat(WebhookResource.json(new WebhookSecret(view, "s")).keySet())
                .containsAll(properties("Webhook").keySet()).contains("secret").hasSize(properties("Webhook").size() + 1);
        AwsPullView pulls = new AwsPullView(AwsPull.DEFAULT, 1, null, null, null, false, null,
                new AwsPullView.Last(Instant.EPOCH, Instant.EPOCH, "a", LocalDate.EPOCH, LocalDate.EPOCH, 0, null, ErrorCode.AWS_DENIED, List.of()));
        JsonObject aws = AwsPullResource.json(pulls, new ApiTexts(Locale.ENGLISH));
        assertThat(aws.keySet()).isEqualTo(properties("AwsInvoicing").keySet());
        assertThat(aws.getJsonObject("last").keySet()).isEqualTo(properties("AwsInvoicing").getJsonObject("last").getJsonObject("properties").keySet());
        assertThat(aws.getJsonObject("last").getString("message")).contains("invoicing:ListInvoiceSummaries");
        JsonFields pull = nulls("AwsInvoicing");
        pull.integer("version");
        assertThat(AwsPullResource.read(pull)).isEqualTo(AwsPull.DEFAULT);
        assertThat(pull.finish()).isEmpty();
        JsonFields webhook = nulls("WebhookInput");
        WebhookResource.read(webhook);
        assertThat(webhook.finish()).isEmpty();
        assertThat(WebhookResource.overlapHours(nulls("WebhookSecretInput"))).isEqualTo(24);
        List<Violation> wrong = new ArrayList<>();
        JsonFields policy = nulls("NotificationRules");
        policy.integer("version");
        assertThat(NotificationRuleResource.read(policy, wrong)).satisfies(p -> assertThat(p.thresholds()).isEqualTo(NoticePolicy.DEFAULT.thresholds()));
        assertThat(policy.finish()).isEmpty();
        assertThat(wrong).isEmpty();
    }

    @Test
    void requestsTakeTheMembersThatAreDescribed() {
        JsonFields purchaseOrder = nulls("PurchaseOrderReplacement");
        purchaseOrder.integer("version");
        PurchaseOrderJson.read(purchaseOrder, true);
        assertThat(purchaseOrder.finish()).isEmpty();
        JsonFields line = nulls("ExistingLineItemInput");
        LineItemJson.read(line, true);
        assertThat(line.finish()).isEmpty();
        JsonFields contact = nulls("ContactInput");
        ContactJson.read(contact);
        assertThat(contact.finish()).isEmpty();
        JsonFields part = nulls("AllocationPart");
        InvoiceCorrectionResource.part(part);
        assertThat(part.finish()).extracting("code").containsExactly(ErrorCode.REQUIRED);
        JsonFields invoice = nulls("InvoiceInput");
        InvoiceJson.read(invoice);
        assertThat(invoice.finish()).isEmpty();
    }

    private static JsonFields nulls(String schema) {
        var object = Jsons.object();
        properties(schema).keySet().forEach(object::addNull);
        return JsonFields.of(object.build());
    }
}
