// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.perfjunit.load.VirtualUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What is left on disk of a load whose JVM is ended from outside. */
@Timeout(value = 90) // it starts JVMs, perhaps on a busy machine
@DisabledOnOs(OS.WINDOWS) // it has no signals
class KilledRunTests {

    private static final int SECONDS_BEFORE = 2;

    @TempDir
    private Path output;

    private Process process;

    @AfterEach
    void endProcess() {
        if (process != null) { // else the test was skipped
            process.destroyForcibly();
        }
    }

    @Test
    void sigterm_leavesAnIncompleteResult() throws Exception {
        Path files = runForSomeSeconds();

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertIncompleteResult(files);
        assertIntervals(files);
    }

    @Test
    void sigint_leavesAnIncompleteResult() throws Exception {
        assumeFalse(isInterruptIgnored(), "SIGINT is ignored, as by all that a script runs in the background");
        Path files = runForSomeSeconds();

        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertIncompleteResult(files);
        assertIntervals(files);
    }

    @Test
    void sigkill_leavesTheIntervals() throws Exception {
        Path files = runForSomeSeconds();

        process.destroyForcibly();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertIntervals(files);
    }

    /** Nothing can be written any more, but a snapshot was each 10 s. */
    @Test
    void sigkill_ofASoak_leavesWhatItHadFound() throws Exception {
        Path files = run("soak", "results.json", 1);

        process.destroyForcibly();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        JsonNode result =
                new ObjectMapper().readTree(files.resolve("results.json").toFile());
        assertThat(result.path("verdict").asText()).isEqualTo("INCOMPLETE");
        JsonNode soak = result.at("/sections/soak");
        assertThat(soak.path("verdict").asText()).isEqualTo("too short to tell");
        assertThat(soak.path("runMs").asLong()).isBetween(3_000L, 60_000L);
        assertThat(soak.path("plannedMs").asLong()).isEqualTo(3_600_000);
        assertThat(soak.path("remarks").get(0).asText()).isEqualTo("it was cut short");
    }

    private Path runForSomeSeconds() throws IOException, InterruptedException {
        return run("wait", "intervals.csv", 1 + SECONDS_BEFORE);
    }

    private Path run(String method, String file, int lines) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Controller.class.getName(),
                        output.toString(),
                        method)
                .redirectErrorStream(true)
                .redirectOutput(output.resolve("output.txt").toFile())
                .start();
        Path files = output.resolve("KilledRunTests.Fixture." + method);
        while (lines(files.resolve(file)).size() < lines) {
            assertThat(process.isAlive())
                    .as(() -> text(output.resolve("output.txt")))
                    .isTrue();
            Thread.sleep(50);
        }
        return files;
    }

    /** Whether processes started here never see that signal; known on Linux alone. */
    private static boolean isInterruptIgnored() throws IOException {
        return lines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(ignored -> (ignored & 0b10) != 0);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void assertIncompleteResult(Path files) throws IOException {
        JsonNode result =
                new ObjectMapper().readTree(files.resolve("results.json").toFile());
        assertThat(result.path("verdict").asText()).isEqualTo("INCOMPLETE");
        assertThat(result.toString()).contains("the load had not ended when this was written");
        JsonNode request = result.path("requests").get(0);
        assertThat(request.path("name").asText()).isEqualTo("wait");
        assertThat(request.path("count").asLong()).isGreaterThan(10);
    }

    private static void assertIntervals(Path files) throws IOException {
        List<String> rows = lines(files.resolve("intervals.csv"));
        assertThat(rows).hasSizeGreaterThanOrEqualTo(1 + SECONDS_BEFORE);
        int columns = rows.get(0).split(",", -1).length;
        assertThat(rows).allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(columns));
        List<Long> counts = new ArrayList<>();
        try (HistogramLogReader reader =
                new HistogramLogReader(files.resolve("latency.hlog").toFile())) {
            EncodableHistogram histogram = reader.nextIntervalHistogram();
            while (histogram != null) {
                counts.add(((AbstractHistogram) histogram).getTotalCount());
                histogram = reader.nextIntervalHistogram();
            }
        }
        assertThat(counts).hasSizeGreaterThanOrEqualTo(SECONDS_BEFORE).allSatisfy(count -> assertThat(count)
                .isPositive());
    }

    /** Runs the fixture as any tool with JUnit's launcher would. */
    static final class Controller {

        private Controller() {}

        public static void main(String[] arguments) {
            LauncherConfig config = LauncherConfig.builder()
                    .enableTestExecutionListenerAutoRegistration(false)
                    .build();
            LauncherFactory.create(config)
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectMethod(Fixture.class, arguments[1], VirtualUser.class))
                            .configurationParameter("perf.output", arguments[0])
                            .configurationParameter("perf.progress", "off")
                            .build());
        }
    }

    static class Fixture {

        @LoadTest(users = 3, duration = "60s")
        void wait(VirtualUser user) throws Exception {
            user.step("wait", () -> Thread.sleep(20));
        }

        @Soak(users = 3, duration = "1h")
        void soak(VirtualUser user) throws Exception {
            wait(user);
        }
    }
}
