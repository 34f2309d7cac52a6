package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

/** Purchase orders from a file and into one, over HTTP: a look, the import, the refused rows, and the export that changes nothing. */
class PurchaseOrderFilesIT {
    private static final String HEADER = "purchaseOrderId,description,sellers,currency,effectiveMonth,expirationMonth,lineNumber,lineType,unitPrice\n";
    private static final String FILE = HEADER + "FILE-IT-1,=SUM(A1),AWS EMEA SARL,EUR,2041-01,2041-12,1,ALL,100.00\n,,,,,,2,ALL,50\nFILE-IT-2,,Nobody of FILE-IT,EUR,2041-01,2041-12,1,ALL,ten\n";

    private final Api admin = Api.asAdmin();

    @Test
    void a_file_comes_in_goes_out_and_comes_in_again() {
        Api manager = ApiUsers.withRole("MANAGER");
        JsonObject preview = upload(manager, "?preview=true", FILE);
        assertThat(outcomes(preview)).containsExactly("FILE-IT-1 CREATED", "FILE-IT-2 REFUSED");
        assertThat(admin.get("purchase-orders?search=FILE-IT").expect(200).object().getJsonArray("items")).isEmpty();

        JsonObject taken = upload(manager.with("Accept-Language", "vi"), "", FILE);
        assertThat(outcomes(taken)).containsExactly("FILE-IT-1 CREATED", "FILE-IT-2 REFUSED");
        assertThat(taken.getJsonArray("items").getJsonObject(1).getJsonArray("errors").getValuesAs(JsonObject.class)).extracting(e -> e.getInt("row") + " " + e.getString("column") + " " + e.getString("code"))
                .containsExactlyInAnyOrder("3 unitPrice NOT_A_NUMBER", "3 sellers SELLER_UNKNOWN");
        assertThat(taken.toString()).contains("không phải là số");
        Api.Answer rows = manager.with("Accept", "text/csv").upload("purchase-orders/import", "orders.csv", FILE.getBytes(StandardCharsets.UTF_8)).expect(200);
        assertThat(rows.header("Content-Type")).startsWith("text/csv");
        assertThat(rows.body()).contains("openpoReason", "FILE-IT-2").doesNotContain("FILE-IT-1");

        String id = taken.getJsonArray("items").getJsonObject(0).getString("id");
        JsonObject order = admin.get("purchase-orders/" + id).expect(200).object();
        assertThat(order.getString("committed")).isEqualTo("150.00");
        String exported = admin.with("Accept", "text/csv").get("purchase-orders/export?search=FILE-IT").expect(200).body();
        assertThat(exported).contains("FILE-IT-1,'=SUM(A1),Amazon Web Services EMEA SARL");
        assertThat(outcomes(upload(manager, "?update=true", exported))).containsExactly("FILE-IT-1 UNCHANGED");
        assertThat(admin.get("purchase-orders/" + id).expect(200).object()).isEqualTo(order);

        String changed = exported.replace(",100,", ",120,").replace(",100.00,", ",120,");
        assertThat(outcomes(upload(manager, "", changed))).containsExactly("FILE-IT-1 KEPT");
        JsonObject updated = upload(manager, "?update=true", changed);
        assertThat(updated.getJsonArray("items").getJsonObject(0).getJsonArray("changes").getJsonObject(0).getString("field")).isEqualTo("unitPrice");
        JsonObject latest = admin.get("purchase-orders/" + id + "/versions").expect(200).object().getJsonArray("items").getJsonObject(0);
        assertThat(latest.getString("reason")).isEqualTo("orders.csv");
    }

    @Test
    void files_that_belong_elsewhere_say_where() {
        Api.Answer invoices = admin.upload("purchase-orders/import", "invoices.csv", "invoiceId,seller,billingPeriod,issueDate,currency,gross\n".getBytes(StandardCharsets.UTF_8)).expect(400);
        assertThat(invoices.body()).contains("This is a file of invoices");
        admin.upload("purchase-orders/import?update=perhaps", "x.csv", HEADER.getBytes(StandardCharsets.UTF_8)).expect(400);
        admin.upload("purchase-orders/import", "x.csv", new byte[10 * 1024 * 1024 + 1]).expect(413);
        admin.get("purchase-orders/export?colour=red").expect(400);
    }

    private static JsonObject upload(Api api, String query, String file) {
        return api.upload("purchase-orders/import" + query, "orders.csv", file.getBytes(StandardCharsets.UTF_8)).expect(200).object();
    }

    private static List<String> outcomes(JsonObject result) {
        return result.getJsonArray("items").getValuesAs(JsonObject.class).stream().map(i -> i.getString("purchaseOrderId") + " " + i.getString("outcome")).toList();
    }
}
