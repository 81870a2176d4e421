// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.worker.WorkerCommand;
import io.github.perfjunit.internal.worker.WorkerOutcome;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerfWorkerTests {

    private static final String CLASS = "io.github.perfjunit.PerfWorkerTests$Fixtures";
    private static final String USER = "(io.github.perfjunit.load.VirtualUser)";

    @TempDir
    private Path directory;

    @Test
    void share_writesResultAndIntervals() throws IOException {
        Files.writeString(directory.resolve("out.intervals"), "of an earlier worker");

        WorkerOutcome outcome = worker(CLASS + "#iterate" + USER);

        assertThat(outcome).isEqualTo(new WorkerOutcome(0, ""));
        LoadData data = LoadData.decode(Files.readString(directory.resolve("out")));
        assertThat(data.scenarios().get(0).started()).isEqualTo(2);
        List<Interval> intervals = Files.readAllLines(directory.resolve("out.intervals")).stream()
                .map(Interval::decode)
                .toList();
        assertThat(Series.merge(
                        intervals.stream().flatMap(i -> i.series().stream()).toList()))
                .containsExactlyInAnyOrderElementsOf(data.series());
    }

    @Test
    void uniqueId_selectsTheTest() {
        WorkerOutcome outcome = worker("[engine:junit-jupiter]/[class:" + CLASS + "]/[method:iterate" + USER + "]");

        assertThat(outcome).isEqualTo(new WorkerOutcome(0, ""));
    }

    @Test
    void fluentTest_endsAfterItsLoad() {
        WorkerOutcome outcome = worker(CLASS + "#fluent(io.github.perfjunit.load.LoadBuilder)");

        assertThat(outcome).isEqualTo(new WorkerOutcome(0, ""));
        assertThat(directory.resolve("out")).exists();
    }

    @Test
    void failureAfterTheLoad_isToldAndTheResultCounts() {
        WorkerOutcome outcome = worker(CLASS + "$FailsLater#iterate" + USER);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.message()).startsWith("after the load: java.lang.IllegalStateException: cannot clean up\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fails(io.github.perfjunit.load.VirtualUser) | 1 | org.junit.jupiter.api.extension.ExtensionConfigurationException: 1 configuration error in Fixtures.fails
            plain()                                     | 1 | the test ended without running a load: {id}
            later(io.github.perfjunit.load.VirtualUser) | 1 | later(VirtualUser) was skipped: not yet
            nowhere()                                   | 3 | no test is selected by {id}: Could not find method
            """)
    void testThatGivesNoResult_saysWhy(String method, int exitCode, String message) {
        WorkerOutcome outcome = worker(CLASS + "#" + method);

        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.message()).startsWith(message.replace("{id}", CLASS + "#" + method));
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void idOfAClass_isNotOneTest() {
        String id = "[engine:junit-jupiter]/[class:" + CLASS + "]";

        assertThat(worker(id))
                .isEqualTo(new WorkerOutcome(3, "5 tests are selected by " + id + " but a worker runs one"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none | a worker needs all of perf.worker.index, perf.worker.count and perf.worker.out
            perf.worker.index=0 | a worker needs all of perf.worker.index, perf.worker.count and perf.worker.out
            perf.worker.index=2 perf.worker.count=2 perf.worker.out=x | perf.worker.index was '2' and perf.worker.count was '2' but must be whole numbers, the first one from 0 to one below the second
            perf.worker.index=0 perf.worker.count=2 perf.worker.out=x perf.worker.startAt=noon | perf.worker.startAt was 'noon' but must be milliseconds since 1970, or signal
            users | argument was 'users' but must be <key>=<value>
            """)
    void wrongArguments_areExplained(String arguments, String message) {
        List<String> all = new ArrayList<>(List.of(CLASS + "#iterate" + USER));
        if (arguments != null) {
            all.addAll(Arrays.asList(arguments.split(" ")));
        }

        assertThat(WorkerCommand.run(all.toArray(String[]::new))).isEqualTo(new WorkerOutcome(1, message));
    }

    @Test
    void noArguments_areExplained() {
        assertThat(WorkerCommand.run())
                .isEqualTo(
                        new WorkerOutcome(1, "which test is to be run? Usage: PerfWorker <test> [<key>=<value> ...]"));
    }

    @Test
    void startAtInThePast_failsWithoutALoad() {
        WorkerOutcome outcome = worker(CLASS + "#iterate" + USER, "perf.worker.startAt=1000000000000");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.message())
                .matches("(?s)java\\.lang\\.IllegalStateException: the users were ready [0-9,]+ ms after"
                        + " 2001-09-09T01:46:40Z, when all workers were to begin\\. Hint: give them more time by a"
                        + " later perf\\.worker\\.startAt\n.*");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void stopFile_endsTheLoadWithItsText() throws IOException {
        Files.writeString(directory.resolve("out.stop"), "another worker was lost\n");

        WorkerOutcome outcome = worker(CLASS + "$Lasting#wait" + USER, "perf.worker.startAt=signal");

        assertThat(outcome.exitCode()).isZero();
        assertThat(directory.resolve("out.ready")).exists();
        LoadData data = LoadData.decode(Files.readString(directory.resolve("out")));
        assertThat(data.stopReason()).isEqualTo("another worker was lost");
    }

    @Test
    void fewerUsersThanWorkersInAnOpenLoad_areAMistake() {
        WorkerOutcome outcome = worker(CLASS + "$Open#arrive" + USER);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.message())
                .contains("maxUsers of arrive was 1 but must be at least the number of workers, 2");
    }

    private WorkerOutcome worker(String test, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                test, "perf.worker.index=1", "perf.worker.count=2", "perf.worker.out=" + directory.resolve("out")));
        arguments.addAll(Arrays.asList(settings));
        return WorkerCommand.run(arguments.toArray(String[]::new));
    }

    static class Fixtures {

        @LoadTest(users = 3, iterations = 4)
        void iterate(VirtualUser user) throws Exception {
            user.step("step", () -> {});
        }

        @PerfTest
        void fluent(LoadBuilder load) {
            load.users(2).iterations(2).run(user -> user.step("step", () -> {}));
            throw new IllegalStateException("only the controller comes here");
        }

        @Test
        void plain() {}

        @Disabled("not yet")
        @LoadTest(users = 3, iterations = 4)
        void later(VirtualUser user) {}

        @LoadTest(users = 3, iterations = 4, baseUrl = "${}")
        void fails(VirtualUser user) {}

        static class FailsLater {

            @AfterEach
            void cleanUp() {
                throw new IllegalStateException("cannot clean up");
            }

            @LoadTest(users = 3, iterations = 4)
            void iterate(VirtualUser user) {}
        }

        static class Lasting {

            @LoadTest(users = 3, duration = "20s", thinkTime = "10ms")
            void wait(VirtualUser user) {}
        }

        static class Open {

            @LoadTest(arrivalRate = "10/s", duration = "1s", maxUsers = 1)
            void arrive(VirtualUser user) {}
        }
    }
}
