package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

/** Each format goes through the shipped archive on the server: its libraries are there, and what they read becomes invoices. */
class ImportFormatsIT {
    private static final Api API = Api.asAdmin();
    private static final String SELLER = "Amazon Web Services EMEA SARL";
    private static final String UBL = """
            <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
                xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
              <cbc:ID>%s</cbc:ID><cbc:IssueDate>2026-02-03</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
              <cac:OrderReference><cbc:ID>%s</cbc:ID></cac:OrderReference>
              <cac:AccountingSupplierParty><cac:Party>
                <cac:PartyTaxScheme><cbc:CompanyID>%s</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
                <cac:PartyLegalEntity><cbc:RegistrationName>%s</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
              <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount></cac:TaxTotal>
              <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">119.00</cbc:TaxInclusiveAmount>
                <cbc:PayableAmount currencyID="EUR">119.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
              <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Storage</cbc:Name></cac:Item></cac:InvoiceLine>
            </Invoice>""";
    private static final String FOCUS = "InvoiceId,InvoiceIssuerName,BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargeCategory,BilledCost\n"
            + "FORMATS-FOCUS," + SELLER + ",1,EUR,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,Usage,1.5\n";

    @Test
    void an_electronic_invoice_goes_to_the_order_it_names() {
        API.post("purchase-orders", """
                {"purchaseOrderId":"FORMATS-1","sellers":["%s"],"currency":"EUR","effectiveMonth":"2026-01","expirationMonth":"2026-12",
                "lineItems":[{"number":"1","type":"ALL","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"1000"}]}""".formatted(SELLER)).expect(201);
        JsonObject job = imported(UBL.formatted("FORMATS-UBL", "FORMATS-1", "LU26888617", SELLER).getBytes(StandardCharsets.UTF_8));
        assertThat(job.getString("format")).isEqualTo("UBL_INVOICE");
        JsonObject invoice = only("FORMATS-UBL");
        assertThat(invoice.getString("state")).isEqualTo("MATCHED");
        assertThat(invoice.getJsonArray("allocations").getJsonObject(0).getString("purchaseOrderId")).isEqualTo("FORMATS-1");
    }

    @Test
    void a_seller_is_known_by_its_tax_id() {
        API.post("sellers", """
                {"name":"Formats Cloud AG","taxIds":["CHE-777.666.555"]}""").expect(201);
        imported(UBL.formatted("FORMATS-TAX", "NA", "CHE-777.666.555", "Formats Cloud Aktiengesellschaft (Zürich)").getBytes(StandardCharsets.UTF_8));
        assertThat(only("FORMATS-TAX").getString("seller")).isEqualTo("Formats Cloud AG");
    }

    @Test
    void an_unknown_seller_becomes_another_name_of_a_known_one() {
        imported(UBL.formatted("FORMATS-ALIAS", "NA", "LU-FORMATS-1", "AWS EMEA (formats)").getBytes(StandardCharsets.UTF_8));
        String id = only("FORMATS-ALIAS").getString("id");
        API.post("invoices/" + id + "/ways-out", """
                {"kind":"ADD_ALIAS","seller":"Nobody of this name"}""").expect(400);
        API.post("invoices/" + id + "/ways-out", """
                {"kind":"ADD_ALIAS","seller":"%s"}""".formatted(SELLER)).expect(200);
        assertThat(only("FORMATS-ALIAS").getString("seller")).isEqualTo(SELLER);
    }

    @Test
    void an_archive_holds_files_of_any_format() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "factur-x.pdf", resource("factur-x.pdf"));
            add(zip, "focus.snappy.parquet", resource("focus.snappy.parquet"));
            add(zip, "broken.xml", "<Invoice".getBytes(StandardCharsets.UTF_8));
            add(zip, "focus.csv.gz", gzip(FOCUS));
        }
        JsonObject job = imported(bytes.toByteArray());
        assertThat(job.getString("format")).isEqualTo("ZIP");
        assertThat(job.getInt("created")).as("%s", job).isEqualTo(3);
        assertThat(job.getInt("errors")).isEqualTo(1);
        assertThat(API.get("imports/" + job.getString("id") + "/errors").expect(200).object().getJsonArray("items").getJsonObject(0).toString()).contains("broken.xml");
        assertThat(only("PDF-1").getString("gross")).isEqualTo("1190.00");
        assertThat(only("PARQUET-1").getString("gross")).isEqualTo("1.80");
        assertThat(only("FORMATS-FOCUS").getString("gross")).isEqualTo("1.50");
    }

    @Test
    void a_bomb_fails_with_its_sentence() {
        JsonObject job = imported("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".getBytes(StandardCharsets.UTF_8));
        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.toString()).contains("DOCTYPE");
    }

    private static JsonObject only(String invoiceId) {
        return API.get("invoices?invoiceId=" + invoiceId).expect(200).object().getJsonArray("items").getJsonObject(0);
    }

    private static JsonObject imported(byte[] file) {
        JsonObject job = API.upload("imports", "file", file).expect(202).object();
        Instant limit = Instant.now().plus(Duration.ofMinutes(2));
        while (Set.of("QUEUED", "RUNNING").contains(job.getString("state"))) {
            assertThat(Instant.now()).as("%s", job).isBefore(limit);
            job = API.get("imports/" + job.getString("id")).expect(200).object();
        }
        return job;
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ImportFormatsIT.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
