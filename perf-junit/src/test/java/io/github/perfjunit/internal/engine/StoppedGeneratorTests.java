// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.LoadData;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A generator that the system stops most of the time, in a JVM of its own. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class StoppedGeneratorTests {

    /** 75 ms of 95 ms stopped, which are 79 %, for as long as there is such a process. */
    private static final String STOP_AND_GO =
            "while kill -STOP $0 2>/dev/null; do sleep 0.075; kill -CONT $0 2>/dev/null; sleep 0.02; done";

    @Test
    void generator_thatIsStoppedMostOfTheTime_losesThatTime() throws IOException, InterruptedException {
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Generator.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader told = generator.inputReader()) {
            assertThat(told.readLine()).isEqualTo("begun");
            Process stopping = new ProcessBuilder("sh", "-c", STOP_AND_GO, Long.toString(generator.pid())).start();
            try {
                assertThat(Double.parseDouble(told.readLine())).isBetween(0.60, 0.95);
            } finally {
                stopping.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } finally {
            generator.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** Makes a small load and tells which share of the measured time was lost. */
    static final class Generator {

        private Generator() {}

        public static void main(String[] args) {
            LoadData data = Engines.of(
                            Engines.users(2, Duration.ofSeconds(3)),
                            Duration.ofSeconds(5),
                            ScenarioCode.of(user -> LockSupport.parkNanos(1_000_000)),
                            interval -> {})
                    .run(() -> System.out.println("begun"));
            System.out.println(
                    data.generator().lostMillis() / data.scenarios().get(0).measuredMillis());
        }
    }
}
