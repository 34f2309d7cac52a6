package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A file that is too large gets OpenPO's own sentence, not the server's cut connection. */
class LargeUploadIT {

    private static final int MEGABYTE = 1024 * 1024;

    @Test
    void aFileOverTheLimitIsRefusedWithASentence() {
        byte[] file = new byte[101 * MEGABYTE];
        Arrays.fill(file, (byte) 'x');
        Api.Answer answer = Api.asAdmin().upload("imports", "large.csv", file).expect(413);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.object().getString("detail")).contains("100 MB");
    }
}
