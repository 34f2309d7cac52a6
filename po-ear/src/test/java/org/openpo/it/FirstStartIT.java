package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What an administrator meets after the first start. */
class FirstStartIT {

    @Test
    void aGivenPasswordIsNotLeftOnDisk() {
        assertThat(OpenPoServer.dataDirectory().resolve("initial-admin-password")).doesNotExist();
    }

    @Test
    void theLogDoesNotHoldThePassword() throws Exception {
        assertThat(Files.readString(OpenPoServer.log())).doesNotContain(OpenPoServer.ADMIN_PASSWORD);
    }
}
