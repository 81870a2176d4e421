// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.aws.fake.FakeS3;
import io.github.perfjunit.aws.fake.TestCredentials;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCredentials.class)
class TaskProgramTests {

    private final List<String> said = new ArrayList<>();

    @Test
    void run_wrongArguments_saysWhatTheyMustBe() {
        assertThat(TaskProgram.run(said::add, "s3://loads/runs/1")).isEqualTo(5);
        assertThat(TaskProgram.run(said::add, "file:/tmp", "s3://loads/cp", "0"))
                .isEqualTo(5);

        assertThat(said)
                .containsExactly(
                        "Usage: FargateTask <address of the run> <address of the jars> <number of the worker>",
                        "the share could not be begun: store was 'file:/tmp' but must be such as"
                                + " s3://bucket/runs/1?region=eu-west-1");
    }

    @Test
    void run_nothingIsThere_saysSo() throws IOException {
        try (FakeS3 s3 = FakeS3.start()) {
            String query = "?region=eu-west-1&endpoint="
                    + URLEncoder.encode(s3.endpoint().toString(), UTF_8);

            int code = TaskProgram.run(said::add, "s3://loads/runs/1/" + query, "s3://loads/cp/" + query, "0");

            assertThat(code).isEqualTo(5);
            assertThat(said)
                    .containsExactly(
                            "the share could not be begun: there is no list of the class path in the run's folder");
        }
    }
}
