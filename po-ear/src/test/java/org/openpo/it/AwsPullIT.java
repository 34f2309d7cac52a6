package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

/** The shipped archive asks the AWS Invoicing API: its SDK is found and works on this server. */
class AwsPullIT {
    private static final Api API = Api.asAdmin();

    @Test
    void what_aws_lists_becomes_an_import_and_what_it_refuses_a_sentence() {
        assertThat(API.put("aws-invoicing", "{\"accountId\":\"12\",\"region\":\"nowhere\",\"overlapDays\":0,\"active\":true}").expect(400).body())
                .contains("\"accountId\"", "\"region\"", "\"overlapDays\"", "\"startDate\"");
        API.put("aws-invoicing", settings()).expect(200);
        AwsInvoicingStub.lists("AWS-PULL-IT");
        API.post("aws-invoicing/pull", "").expect(202);
        JsonObject last = pulled();
        assertThat(last.isNull("failure")).as("%s", last).isTrue();
        assertThat(last.getInt("summaries")).isEqualTo(1);
        assertThat(last.getString("by")).isEqualTo(OpenPoServer.ADMIN);
        JsonObject job = awaited("imports/" + last.getString("importId"), j -> !Set.of("QUEUED", "RUNNING").contains(j.getString("state")));
        assertThat(job.getInt("created")).as("%s", job).isEqualTo(1);
        assertThat(API.get("invoices?invoiceId=AWS-PULL-IT").expect(200).body()).contains("\"gross\":\"5.00\"");

        API.post("aws-invoicing/pull", "").expect(202);
        assertThat(pulled().isNull("importId")).as("the same is nothing new").isTrue();

        AwsInvoicingStub.refuses("AccessDeniedException");
        API.post("aws-invoicing/pull", "").expect(202);
        assertThat(pulled().getString("failure")).isEqualTo("AWS_DENIED");
        assertThat(API.with("Accept-Language", "vi").get("aws-invoicing").expect(200).object().getJsonObject("last").getString("message")).contains("AWS từ chối truy cập", "invoicing:ListInvoiceSummaries");
    }

    /** One window, so that it is asked once; off, so that nothing is pulled while other tests run. */
    private static String settings() {
        return "{\"accountId\":\"123456789012\",\"startDate\":\"%s\"}".formatted(LocalDate.now(ZoneOffset.UTC).minusDays(10));
    }

    private static JsonObject pulled() {
        return awaited("aws-invoicing", read -> !read.getBoolean("underWay")).getJsonObject("last");
    }

    private static JsonObject awaited(String path, Predicate<JsonObject> state) {
        Instant limit = Instant.now().plus(Duration.ofMinutes(3));
        JsonObject read = API.get(path).expect(200).object();
        while (!state.test(read)) {
            assertThat(Instant.now()).as("%s", read).isBefore(limit);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            read = API.get(path).expect(200).object();
        }
        return read;
    }
}
