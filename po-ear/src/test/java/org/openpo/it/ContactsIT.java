package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import org.junit.jupiter.api.Test;

/** The directory of contacts by the API: who may do what, who leaves is replaced everywhere, contacts come from a file. */
class ContactsIT {
    private final Api admin = Api.asAdmin();

    @Test
    void a_leaver_is_replaced_on_every_purchase_order_in_one_request() {
        String leaver = add("Leaver", "leaver@contacts-1.example").getString("id");
        String successor = add("Successor", "successor@contacts-1.example").getString("id");
        JsonObject first = order("CONTACTS-1A", "leaver@contacts-1.example", "other@contacts-1.example");
        JsonObject second = order("CONTACTS-1B", "successor@contacts-1.example", "LEAVER@contacts-1.example");
        assertThat(ids(admin.get("contacts/" + leaver + "/purchase-orders").expect(200).object(), "purchaseOrderId")).containsExactlyInAnyOrder("CONTACTS-1A", "CONTACTS-1B");
        assertThat(admin.get("purchase-orders?contact=LEAVER@contacts-1.example").expect(200).object().getJsonArray("items")).hasSize(2);
        assertThat(admin.get("contacts/" + leaver).object().getInt("purchaseOrders")).isEqualTo(2);

        JsonObject done = admin.post("contacts/" + leaver + "/replacement", """
                {"contactId":"%s","reason":"Left in September"}""".formatted(successor)).expect(200).object();

        assertThat(done.getInt("purchaseOrders")).isEqualTo(2);
        assertThat(done.getJsonObject("replaced").getBoolean("active")).isFalse();
        assertThat(done.getJsonObject("replaced").getString("replacedBy")).isEqualTo(successor);
        JsonObject now = read(first);
        assertThat(emails(now)).containsExactly("successor@contacts-1.example", "other@contacts-1.example");
        assertThat(Instant.parse(now.getString("updatedAt"))).isAfter(Instant.parse(first.getString("updatedAt")));
        assertThat(now.getInt("version")).isGreaterThan(first.getInt("version"));
        assertThat(emails(read(second))).containsExactly("successor@contacts-1.example");
        JsonObject version = admin.get("purchase-orders/" + first.getString("id") + "/versions").expect(200).object().getJsonArray("items").getJsonObject(0);
        assertThat(version.getString("action")).isEqualTo("CONTACT_REPLACED");
        assertThat(version.getString("reason")).isEqualTo("Left in September");
        assertThat(emails(order("CONTACTS-1C", "leaver@contacts-1.example"))).as("the old address means who took over").containsExactly("successor@contacts-1.example");
        admin.put("purchase-orders/" + first.getString("id"), first.toString()).expect(412);
        admin.delete("contacts/" + leaver).expect(204);
        admin.get("contacts/" + leaver).expect(404);
    }

    @Test
    void who_takes_over_may_be_new_to_the_directory() {
        String leaver = add("Leaver", "leaver@contacts-2.example").getString("id");
        JsonObject order = order("CONTACTS-2", "leaver@contacts-2.example");
        String body = "{\"name\":\"New\",\"email\":\"new@contacts-2.example\",\"language\":\"vi\",\"switchOff\":false}";
        Api once = admin.with("Idempotency-Key", "contacts-2");
        assertThat(once.post("contacts/" + leaver + "/replacement", body).expect(200).object().getInt("purchaseOrders")).isEqualTo(1);
        assertThat(once.post("contacts/" + leaver + "/replacement", body).expect(200).header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(emails(read(order))).containsExactly("new@contacts-2.example");
        assertThat(admin.get("contacts/" + leaver).object().getBoolean("active")).isTrue();
    }

    @Test
    void bad_replacements_are_refused_with_the_field_and_change_nothing() {
        String leaver = add("Leaver", "leaver@contacts-3.example").getString("id");
        JsonObject off = add("Off", "off@contacts-3.example");
        admin.put("contacts/" + off.getString("id"), "{\"name\":\"Off\",\"email\":\"off@contacts-3.example\",\"active\":false}").expect(200);
        JsonObject order = order("CONTACTS-3", "leaver@contacts-3.example");
        refused(leaver, "{}", "contactId", "Enter a value.");
        refused(leaver, "{\"contactId\":\"abc\"}", "contactId", "abc is not in the directory of contacts. Choose someone else, or ask an administrator to add the contact.");
        refused(leaver, "{\"contactId\":\"%s\"}".formatted(leaver), "contactId", "Choose someone else: a contact cannot take over from itself.");
        refused(leaver, "{\"contactId\":\"%s\"}".formatted(off.getString("id")), "contactId", "Off is switched off. Choose someone else, or switch the contact on first.");
        refused(leaver, "{\"name\":\"Nobody\",\"email\":\"nobody\"}", "email", "“nobody” is not an e-mail address. Write it like name@example.com.");
        refused(leaver, "{\"email\":\"nobody@contacts-3.example\"}", "name", "Enter a value.");
        refused(leaver, "{\"contactId\":\"1\",\"everywhere\":true}", "everywhere", "There is no field “everywhere”. Remove it or correct its name.");
        admin.post("contacts/" + leaver + "/replacement", "{\"contactId\":\"987654321\"}").expect(404);
        admin.post("contacts/987654321/replacement", "{\"contactId\":\"1\"}").expect(404);
        assertThat(read(order)).isEqualTo(order);
    }

    @Test
    void managers_choose_contacts_and_administrators_keep_them() {
        add("Known", "known@contacts-4.example");
        Api manager = ApiUsers.withRole("MANAGER");
        String body = orderBody("CONTACTS-4", "known@contacts-4.example");
        JsonObject created = manager.post("purchase-orders", body).expect(201).object();
        assertThat(emails(created)).containsExactly("known@contacts-4.example");
        JsonObject problem = manager.post("purchase-orders", orderBody("CONTACTS-4B", "known@contacts-4.example", "stranger@contacts-4.example")).expect(400).object();
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field")).isEqualTo("contacts[1].email");
        assertThat(manager.get("contacts?email=stranger@contacts-4.example").expect(200).object().getJsonArray("items")).isEmpty();
        manager.post("contacts", "{\"name\":\"New\",\"email\":\"new@contacts-4.example\"}").expect(403);
        manager.post("contacts/1/replacement", "{\"contactId\":\"2\"}").expect(403);
    }

    @Test
    void new_purchase_orders_begin_with_the_default_contacts_unless_they_name_their_own() {
        JsonObject contact = admin.post("contacts", "{\"name\":\"Default\",\"email\":\"default@contacts-5.example\",\"defaultContact\":true}").expect(201).object();
        try {
            assertThat(emails(order("CONTACTS-5A", (String[]) null))).contains("default@contacts-5.example");
            assertThat(emails(order("CONTACTS-5B"))).isEmpty();
        } finally {
            admin.put("contacts/" + contact.getString("id"), "{\"name\":\"Default\",\"email\":\"default@contacts-5.example\",\"defaultContact\":false}").expect(200);
        }
    }

    @Test
    void an_address_is_marked_and_cleared_and_a_contact_in_use_stays() {
        String id = add("Bounce", "bounce@contacts-6.example").getString("id");
        JsonObject order = order("CONTACTS-6", "bounce@contacts-6.example");
        JsonObject marked = admin.put("contacts/" + id + "/undeliverable", "{\"undeliverable\":true,\"reason\":\"550 no such mailbox\"}").expect(200).object();
        assertThat(marked.getString("undeliverableReason")).isEqualTo("550 no such mailbox");
        assertThat(read(order).getJsonArray("contacts").getJsonObject(0).getString("undeliverableSince")).isEqualTo(marked.getString("undeliverableSince"));
        assertThat(ids(admin.get("contacts?condition=UNDELIVERABLE&search=contacts-6").object(), "id")).containsExactly(id);
        assertThat(admin.put("contacts/" + id + "/undeliverable", "{\"undeliverable\":false}").expect(200).object().isNull("undeliverableSince")).isTrue();
        assertThat(admin.delete("contacts/" + id).expect(409).object().getString("detail")).contains("Bounce is named on 1 purchase order.");
    }

    @Test
    void contacts_come_from_a_file_and_bad_rows_are_named_in_the_callers_language() {
        byte[] file = "name,email,language\nĐức,duc@contacts-7.example,vi\n,nobody,vi\n".getBytes(StandardCharsets.UTF_8);
        JsonObject result = admin.with("Accept-Language", "vi").upload("contacts/import", "contacts.csv", file).expect(200).object();
        assertThat(result.getInt("created")).isEqualTo(1);
        assertThat(result.getInt("errors")).isEqualTo(1);
        assertThat(result.getJsonArray("refused").getJsonObject(1).getString("message")).startsWith("“nobody” không phải là địa chỉ e-mail.");
        assertThat(admin.upload("contacts/import", "contacts.csv", file).expect(200).object().getInt("unchanged")).isEqualTo(1);
        admin.upload("contacts/import", "contacts.csv", new byte[0]).expect(400);
        admin.upload("contacts/import", "contacts.csv", new byte[5 * 1024 * 1024 + 1]).expect(413);
    }

    private void refused(String leaver, String body, String field, String message) {
        JsonObject error = admin.post("contacts/" + leaver + "/replacement", body).expect(400).object().getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("field")).isEqualTo(field);
        assertThat(error.getString("message")).isEqualTo(message);
    }

    private JsonObject add(String name, String email) {
        return admin.post("contacts", "{\"name\":\"%s\",\"email\":\"%s\"}".formatted(name, email)).expect(201).object();
    }

    private JsonObject read(JsonObject order) {
        return admin.get("purchase-orders/" + order.getString("id")).expect(200).object();
    }

    private JsonObject order(String id, String... emails) {
        return admin.post("purchase-orders", orderBody(id, emails)).expect(201).object();
    }

    /** Without a list of contacts if there is none. */
    private static String orderBody(String id, String... emails) {
        String contacts = emails == null ? ""
                : ",\"contacts\":[" + String.join(",", java.util.Arrays.stream(emails).map(e -> "{\"name\":\"Somebody\",\"email\":\"" + e + "\"}").toList()) + "]";
        return """
                {"purchaseOrderId":"%s","sellers":["ANY"],"currency":"EUR","effectiveMonth":"2033-01","expirationMonth":"2033-12"%s,
                 "lineItems":[{"number":"1","type":"ALL","startMonth":"2033-01","endMonth":"2033-12"}]}""".formatted(id, contacts);
    }

    private static List<String> emails(JsonObject order) {
        return order.getJsonArray("contacts").getValuesAs(JsonObject.class).stream().map(c -> c.getString("email")).toList();
    }

    private static List<String> ids(JsonObject list, String member) {
        return list.getJsonArray("items").getValuesAs(JsonObject.class).stream().map(i -> ((JsonString) i.get(member)).getString()).toList();
    }
}
