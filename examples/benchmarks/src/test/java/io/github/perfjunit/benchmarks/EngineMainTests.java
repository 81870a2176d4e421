// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.benchmarks.compare.FastServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineMainTests {

    private final PrintStream console = System.out;
    private final Properties before = (Properties) System.getProperties().clone();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path output;

    @BeforeEach
    void redirect() {
        System.setProperty("perf.output", output.toString());
        System.setProperty("perf.progress", "off");
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(console);
        System.setProperties(before);
    }

    @Test
    void closedModel_run_printsResult() throws IOException {
        try (FastServer server = FastServer.start()) {
            assertThat(EngineMain.run(server.url(), "4", "1", "0")).isZero();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("(?m)^RESULT \\{\"count\":[1-9]\\d*,\"p50_us\":\\d+,\"p99_us\":\\d+,\"max_us\":\\d+,"
                        + "\"errors\":0,.*\"dropped\":0}$");
    }

    @Test
    void openModelWithoutServer_run_failsWithErrorsInResult() {
        assertThat(EngineMain.run("http://127.0.0.1:1/fast", "1", "1", "10")).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("RESULT {\"count\":10,", "\"errors\":10,");
    }
}
