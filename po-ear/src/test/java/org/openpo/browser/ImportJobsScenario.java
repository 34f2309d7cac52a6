package org.openpo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.openpo.it.Api;

/** What people do with imports, the same in every language: map columns, look before they import, stop, correct and send again. */
final class ImportJobsScenario {
    private static final String HEADER = "invoiceId,seller,billingPeriod,issueDate,currency,gross\n";

    private final BrowserSession browser;
    private final Path directory;
    private final String name;

    /** @param name begins all invoice IDs, so that each language has invoices of its own */
    ImportJobsScenario(BrowserSession browser, Path directory, String name) {
        this.browser = browser;
        this.directory = directory;
        this.name = name;
    }

    ImportsPage open() {
        SignInPage.asAdministrator(browser, "imports");
        return new ImportsPage(browser.driver());
    }

    ImportsPage opened() {
        browser.open("imports");
        return new ImportsPage(browser.driver());
    }

    Path file(String fileName, String content) throws IOException {
        return Files.writeString(directory.resolve(fileName), content);
    }

    /** A sender's file is refused, its columns are mapped, and the next one is known. */
    void mapColumns(ImportsPage imports, String refused, String required) throws IOException {
        imports.upload(file(name + "-sender.csv", name + " number;Invoice date;Amount;Remark\n" + name + "-M1;31/03/2026;1.234,50;x\n"));
        assertThat(imports.refusal()).contains(refused);
        ImportMappingPage mapping = imports.mapColumns();
        assertThat(mapping.header()).containsExactly(name + " number", "Invoice date", "Amount", "Remark");
        assertThat(mapping.column("issueDate")).isEqualTo("Invoice date");
        assertThat(mapping.example("gross")).isEqualTo("1.234,50");
        mapping.name(name + " sender");
        mapping.constant("seller", name + " Ltd");
        mapping.constant("currency", "EUR");
        mapping.choose("billingPeriod", "Invoice date");
        mapping.saveInVain();
        assertThat(mapping.error("invoiceId")).contains(required);
        mapping.choose("invoiceId", name + " number");
        assertThat(mapping.example("invoiceId")).isEqualTo(name + "-M1");
        ImportsPage done = mapping.save();
        assertThat(done.count(1)).isEqualTo("1");
        assertThat(Api.asAdmin().get("invoices?invoiceId=" + name + "-M1").expect(200).body()).contains("\"gross\":\"1234.50\"", "\"issueDate\":\"2026-03-31\"");

        done.upload(file(name + "-next.csv", name + " number;Invoice date;Amount;Remark\n" + name + "-M2;30/04/2026;2,00;y\n"));
        assertThat(done.count(1)).isEqualTo("1");
        assertThat(done.text()).contains(name + " sender");
    }

    /** A file is only looked at, then imported. */
    void preview(ImportsPage imports, String word, String created) throws IOException {
        imports.onlyCheck();
        imports.upload(file(name + "-preview.csv", HEADER + row("P1", "1.00") + row("P2", "2.00")));
        assertThat(imports.state()).isEqualTo(word);
        assertThat(imports.count(1)).isEqualTo("2");
        assertThat(imports.previewRows()).hasSize(2).first().satisfies(cells -> assertThat(cells.get(1)).contains(name + "-P1"))
                .satisfies(cells -> assertThat(cells.get(3)).isEqualTo(created));
        assertThat(Api.asAdmin().get("invoices?invoiceId=" + name + "-P1").expect(200).body()).doesNotContain(name + "-P1");
        imports.confirm();
        assertThat(imports.count(1)).isEqualTo("2");
        assertThat(Api.asAdmin().get("invoices?invoiceId=" + name + "-P1").expect(200).body()).contains(name + "-P1");
        imports.listCreated();
        assertThat(browser.driver().getCurrentUrl()).contains("outcome=CREATED");
        assertThat(new InvoicesPage(browser.driver()).invoiceIds()).containsExactlyInAnyOrder(name + "-P1", name + "-P2");
    }

    /** The rows that are wrong are fetched, corrected and sent again. */
    void correct(ImportsPage imports) throws IOException {
        imports.upload(file(name + "-wrong.csv", HEADER + row("E1", "1.00") + row("E2", "oops")));
        assertThat(imports.count(5)).isEqualTo("1");
        Path errors = imports.errorFile(directory);
        String content = Files.readString(errors);
        assertThat(content).contains(name + "-E2").doesNotContain(name + "-E1").contains("openpoReason").contains("“oops”");
        imports.upload(Files.writeString(directory.resolve(name + "-corrected.csv"), content.replace("oops,", "3.00,")));
        assertThat(imports.count(1)).isEqualTo("1");
        assertThat(imports.count(5)).isEqualTo("0");
    }

    /** An import that runs shows how far it is, and stops when somebody says so. */
    void cancel(ImportsPage imports, String cancelled) throws IOException {
        // A purchase order pays for them: thousands of exceptions would be in the way of other tests.
        String paid = name + " Paid Ltd";
        Api.asAdmin().post("sellers", "{\"name\":\"" + paid + "\"}").expect(201);
        Api.asAdmin().post("purchase-orders", """
                {"purchaseOrderId":"%s-PAYS","sellers":["%s"],"currency":"EUR","effectiveMonth":"2026-03","expirationMonth":"2026-03","lineItems":[\
                {"number":"1","type":"ALL","startMonth":"2026-03","endMonth":"2026-03","balanceTracking":false}]}""".formatted(name, paid)).expect(201);
        StringBuilder content = new StringBuilder(HEADER);
        for (int i = 0; i < 30_000; i++) {
            content.append(row("C%05d".formatted(i), paid, "1.00"));
        }
        imports.startUpload(file(name + "-long.csv", content.toString()));
        imports.awaitProgress();
        imports.cancel();
        imports.awaitEnd();
        assertThat(imports.state()).isEqualTo(cancelled);
        assertThat(imports.count(0)).isNotEqualTo("0");
    }

    private String row(String id, String gross) {
        return row(id, name + " Ltd", gross);
    }

    private String row(String id, String seller, String gross) {
        return "%s-%s,%s,2026-03,2026-04-02,EUR,%s\n".formatted(name, id, seller, gross);
    }
}
