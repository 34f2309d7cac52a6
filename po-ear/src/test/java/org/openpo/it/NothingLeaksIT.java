package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked for, no answer speaks of classes, stacks or servers. */
class NothingLeaksIT {
    private static final Pattern INNER_WORKINGS = Pattern.compile("Exception|\\bat [a-z]+(\\.[a-zA-Z_$0-9]+)+\\(|(org|com|jakarta|javax|java|io)\\.(?!faces)[a-z]+\\.[a-z.]*[A-Z]"
            + "|(?i:WildFly|Undertow|JBoss|Payara|GlassFish|Grizzly|Mojarra|stack ?trace|SQLState|HTTP Status|JBWEB|\\?\\?\\?)|UT0\\d+|ERR_");
    private static final String ADMIN = Base64.getEncoder().encodeToString((OpenPoServer.ADMIN + ":" + OpenPoServer.ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static String cookies;

    @ParameterizedTest
    @ValueSource(strings = {"nothing-here", "nothing-here.xhtml", "WEB-INF/web.xml", "META-INF/MANIFEST.MF", "WEB-INF/errorpages/error.xhtml", "purchase-orders/details",
        "purchase-orders/details?id=x", "purchase-orders/details?id=99999999999999999999", "purchase-orders/details?id=%00", "invoices/details?id=-1", "invoices/details?id=",
        "invoices?period=x&first=-1&rows=abc&sort=%27%22&state=NO&job=99999999999999999999", "dashboard?first=999999999999&rows=x&status=NO", "dashboard?q=%ff%fe",
        "dashboard?q=%00", "invoices?q=%00&seller=%00", "invoices?period=%2B999999999-12", "imports?id=x", "imports?id=99999999999999999999", "purchase-orders/line-items?id=x&draft=y",
        "purchase-orders/edit?id=0", "jakarta.faces.resource/nothing.css.xhtml?ln=openpo", "jakarta.faces.resource/../WEB-INF/web.xml", "jakarta.faces.resource/web.xml.xhtml?ln=../WEB-INF",
        "%2e%2e/%2e%2e/etc/passwd", "a%2fb", "a%5cb", "a%00b", "%zz", "%", "x;y=z/../dashboard;jsessionid=1", "dashboard.xhtml/x", "resources/openpo/", "admin/",
        "api", "api/", "api/v1", "api/v1/", "api/v2/me", "api/v1/nothing", "api/v1/purchase-orders/x", "api/v1/purchase-orders/-1", "api/v1/purchase-orders/%00", "api/v1/invoices/1%2f2",
        "api/v1/invoices?billingPeriod=+1000000000-01", "api/v1/invoices?limit=x", "api/v1/invoices?cursor=%00", "api/v1/invoices?search=%00", "api/v1/imports/1/errors?cursor=x",
        "api/v1/%zz", "api/v1/me/../../../dashboard?x=%"})
    void ofAnOddRequest(String path) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "TRACE")) {
            inspect(method + " " + path, RawRequest.send(method, path, "Cookie: " + session()));
            if (path.startsWith("api")) {
                inspect(method + " " + path + " with Basic", RawRequest.send(method, path, "Authorization: Basic " + ADMIN));
            }
        }
    }

    private static synchronized String session() {
        if (cookies == null) {
            cookies = Pages.asAdmin().cookies();
        }
        return cookies;
    }

    private static void inspect(String request, RawRequest.Answer answer) {
        assertThat(answer.status()).as("%s\n%s", request, answer.body()).isBetween(200, 501).isNotEqualTo(500);
        if (answer.status() >= 400) {
            assertThat(INNER_WORKINGS.matcher(answer.body()).results()
                    .map(r -> answer.body().substring(Math.max(0, r.start() - 40), Math.min(answer.body().length(), r.end() + 40))).toList()).as(request).isEmpty();
        }
    }
}
