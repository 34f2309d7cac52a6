package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openpo.it.Api;
import org.openpo.it.Notices;
import org.openpo.it.OpenPoServer;
import org.openpo.run.OpenPo;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * An empty installation, which needs a server of its own: the first page, and the sample data it offers. With
 * {@code -Dopenpo.pictures=DIRECTORY} it also takes the pictures of the docs there.
 */
class FirstUseBrowserIT {
    private static final String PICTURES = "openpo.pictures";
    /** As no reader knows it: its columns have to be mapped. */
    private static final String SENDERS_FILE = """
            Document number;Invoice date;Service month;Supplier;Currency;Amount due;Remark
            CL-2026-0118;31/03/2026;03/2026;Cloud Reseller GmbH;EUR;1.234,50;Support and licences, first quarter
            CL-2026-0131;30/04/2026;04/2026;Cloud Reseller GmbH;EUR;980,00;
            """;

    @RegisterExtension
    final BrowserSession browser = BrowserSession.inEnglish();

    private OpenPo server;

    @BeforeEach
    void start(TestInfo test) {
        server = OpenPoServer.startEmpty("first-use-" + test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_first_page_offers_sample_data_once() {
        FirstPage first = signIn();
        assertThat(first.text()).contains("Set up purchase order tracking");
        first.loadSampleData();
        assertThat(first.text()).contains("The sample data is here: 9 purchase orders.").contains("Production landing zone").doesNotContain("Load sample data");
        assertThat(api().get("invoices?state=EXCEPTION").expect(200).object().getJsonArray("items")).hasSize(5);
        assertThat(api().post("ledger/check", "").expect(200).object().getInt("differences")).isZero();
    }

    @Test
    @EnabledIfSystemProperty(named = PICTURES, matches = ".+")
    void pictures_for_the_docs() throws IOException {
        Path directory = Files.createDirectories(Path.of(System.getProperty(PICTURES)).toAbsolutePath());
        FirstPage page = signIn();
        page.picture(directory, "dashboard-empty", 1440, 900, "light");
        page.loadSampleData();
        JsonObject order = api().get("purchase-orders?limit=50").expect(200).object().getJsonArray("items")
                .getValuesAs(JsonObject.class).stream().filter(o -> o.getString("description").equals("Production landing zone")).findFirst().orElseThrow();
        String orderId = order.getString("id");
        String invoiceId = api().get("purchase-orders/" + orderId + "/invoices?limit=1").expect(200).object().getJsonArray("items").getJsonObject(0).getString("id");
        String job = api().upload("imports", "sender.csv", SENDERS_FILE.getBytes(StandardCharsets.UTF_8)).expect(202).object().getString("id");
        Notices.await("the sender's file is refused", () -> api().get("imports/" + job).expect(200).object().getString("state").equals("FAILED"));
        Notices.await("the mails of the sample data are kept", () -> kept() > 0);
        api().upload("purchase-orders/" + orderId + "/documents", "order-signed.pdf", "%PDF-1.7 ".repeat(45_000).getBytes(StandardCharsets.UTF_8)).expect(201);
        api().upload("purchase-orders/" + orderId + "/documents", "landing-zone-budget-2026.csv", "month,amount\n2026-01,82000\n".getBytes(StandardCharsets.UTF_8)).expect(201);
        api().upload("purchase-orders/" + orderId + "/documents", "offer.eml", "From: sales@example.com\nSubject: Offer\n\nHello\n".getBytes(StandardCharsets.UTF_8)).expect(201);
        Map<String, String> pages = Map.ofEntries(Map.entry("dashboard", "dashboard"), Map.entry("purchase-order-details", "purchase-orders/details?id=" + orderId),
                Map.entry("purchase-order-contacts", "purchase-orders/details?id=" + orderId + "&tab=contacts"), Map.entry("purchase-order-form", "purchase-orders/edit?id=" + orderId),
                Map.entry("invoices", "invoices"), Map.entry("invoice-details", "invoices/details?id=" + invoiceId), Map.entry("exceptions", "exceptions"), Map.entry("reports", "reports"), Map.entry("import", "imports"),
                Map.entry("import-mapping", "imports/mapping?id=" + job), Map.entry("contacts", "contacts"), Map.entry("notifications", "notifications"),
                Map.entry("notification-rules", "admin/notification-rules"));
        for (String language : new String[] {"en", "vi"}) {
            page.speak(language);
            String suffix = language.equals("en") ? "" : "-" + language;
            for (Map.Entry<String, String> each : pages.entrySet()) {
                page.open(URI.create(server.address()).resolve(each.getValue()));
                page.pictures(directory, each.getKey(), suffix);
            }
            page.open(URI.create(server.address()).resolve("dashboard"));
            page.check(2);
            page.picture(directory, "bulk" + suffix, 1440, 900, "light");
            page.open(URI.create(server.address()).resolve("dashboard"));
            new SearchDialog(browser.driver()).open().look("2026");
            page.picture(directory, "search" + suffix, 1440, 900, "light");
            page.open(URI.create(server.address()).resolve("purchase-orders/details?id=" + orderId + "&tab=documents"));
            page.pictureOf(By.id("tabs"), directory, "purchase-order-documents" + suffix);
            page.open(URI.create(server.address()).resolve("notifications"));
            page.preview();
            page.pictures(directory, "notification-preview", suffix);
            page.open(URI.create(server.address()).resolve("purchase-orders/edit?id=" + orderId));
            page.nextStep();
            page.pictures(directory, "purchase-order-lines", suffix);
        }
    }

    private int kept() {
        return api().get("notifications?state=KEPT").expect(200).object().getJsonArray("items").size();
    }

    private FirstPage signIn() {
        browser.driver().get(server.address());
        new SignInPage(browser.driver()).signIn(OpenPoServer.ADMIN, OpenPoServer.ADMIN_PASSWORD);
        return new FirstPage(browser.driver());
    }

    private Api api() {
        return Api.at(URI.create(server.address())).as(OpenPoServer.ADMIN, OpenPoServer.ADMIN_PASSWORD);
    }

    /** The dashboard before anything is there, and whatever page comes after it. */
    private static final class FirstPage extends Page {
        FirstPage(ChromeDriver driver) {
            super(driver);
        }

        void loadSampleData() {
            leaveBy(By.id("sampleForm:load"));
        }

        /** So many rows of the list. */
        void check(int rows) {
            wide();
            all(By.cssSelector("[data-op-check]")).stream().limit(rows).forEach(WebElement::click);
        }

        void open(URI address) {
            driver.get(address.toString());
            waitUntilQuiet();
        }

        /** The newest notification. */
        void preview() {
            wide();
            click(By.cssSelector(".op-notices .op-row-show"));
            find(By.cssSelector("#previewForm .op-mail"));
        }

        void nextStep() {
            wide();
            leaveBy(By.id("form:next"));
        }

        /** On a phone the switch of languages is in a menu. */
        private void wide() {
            size(1440, 900);
        }

        void speak(String language) {
            wide();
            if (!language().equals(language)) {
                leaveBy(By.id("tools:language"));
            }
        }

        void pictures(Path directory, String name, String suffix) throws IOException {
            picture(directory, name + suffix, 1440, 900, "light");
            picture(directory, name + "-dark" + suffix, 1440, 900, "dark");
            picture(directory, name + "-phone" + suffix, 390, 844, "light");
            picture(directory, name + "-phone-dark" + suffix, 390, 844, "dark");
        }

        /** A part of a page that stands far below its beginning. */
        void pictureOf(By part, Path directory, String name) throws IOException {
            // All of it has to be in the window.
            size(1440, 2000);
            driver.executeScript("document.documentElement.dataset.theme = 'light'");
            waitUntilQuiet();
            Files.write(directory.resolve(name + ".png"), find(part).getScreenshotAs(OutputType.BYTES));
        }

        private void size(int width, int height) {
            driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
            driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        }

        void picture(Path directory, String name, int width, int height, String theme) throws IOException {
            size(width, height);
            driver.executeScript("document.documentElement.dataset.theme = arguments[0]; window.scrollTo(0, 0); document.activeElement && document.activeElement.blur()", theme);
            waitUntilQuiet();
            Files.write(directory.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        }
    }
}
