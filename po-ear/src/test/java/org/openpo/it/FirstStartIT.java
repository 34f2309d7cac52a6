package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What an administrator meets after the first start. */
class FirstStartIT {

    @Test
    void theAdministratorSignsInWithTheGivenPassword() {
        assertThat(Api.asAdmin().get("me").expect(200).object().toString()).contains("admin");
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThat(Api.anonymous().as(OpenPoServer.ADMIN, "wrong").get("me").status()).isEqualTo(401);
    }

    @Test
    void aGivenPasswordIsNotLeftOnDisk() {
        assertThat(OpenPoServer.dataDirectory().resolve("initial-admin-password")).doesNotExist();
    }

    @Test
    void theLogDoesNotHoldThePassword() throws Exception {
        assertThat(Files.readString(OpenPoServer.log())).doesNotContain(OpenPoServer.ADMIN_PASSWORD);
    }
}
