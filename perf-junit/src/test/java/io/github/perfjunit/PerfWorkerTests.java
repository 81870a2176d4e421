// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.remote.FolderStore;
import io.github.perfjunit.internal.remote.WorkerRuns;
import io.github.perfjunit.internal.worker.WorkerCommand;
import io.github.perfjunit.internal.worker.WorkerOutcome;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.monitor.Monitors;
import io.github.perfjunit.monitor.Watch;
import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

    private RunStore store;

    @BeforeEach
    void open() {
        store = new FolderStore(directory);
    }

    @Test
    void share_sendsItsFiguresAndItsIntervals() throws IOException {
        WorkerOutcome outcome = worker(CLASS + "#iterate" + USER);

        assertThat(outcome).isEqualTo(new WorkerOutcome(0, ""));
        assertThat(store.list("")).contains("done/00001", "part/00000/00001", "ready/00001", "total/00001");
    }

    @Test
    void uniqueId_selectsTheTest() throws IOException {
        assertThat(worker("[engine:junit-jupiter]/[class:" + CLASS + "]/[method:iterate" + USER + "]"))
                .isEqualTo(new WorkerOutcome(0, ""));
    }

    @Test
    void fluentTest_endsAfterItsLoad() throws IOException {
        assertThat(worker(CLASS + "#fluent(io.github.perfjunit.load.LoadBuilder)"))
                .isEqualTo(new WorkerOutcome(0, ""));
    }

    @Test
    void failureAfterTheLoad_isToldAndTheFiguresCount() throws IOException {
        WorkerOutcome outcome = worker(CLASS + "$FailsLater#iterate" + USER);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.message()).startsWith("after the load: java.lang.IllegalStateException: cannot clean up\n");
        assertThat(store.list("after/")).containsExactly("after/00001");
        assertThat(store.list("done/")).containsExactly("done/00001");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fails(io.github.perfjunit.load.VirtualUser) | 1 | org.junit.jupiter.api.extension.ExtensionConfigurationException: 1 configuration error in Fixtures.fails
            plain()                                     | 1 | the test ended without running a load: {id}
            later(io.github.perfjunit.load.VirtualUser) | 1 | later(VirtualUser) was skipped: not yet
            nowhere()                                   | 3 | no test is selected by {id}: Could not find method
            """)
    void testThatRunsNoShare_saysWhyHereAndToTheController(String method, int exitCode, String message)
            throws IOException {
        WorkerOutcome outcome = worker(CLASS + "#" + method);

        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.message()).startsWith(message.replace("{id}", CLASS + "#" + method));
        assertThat(store.list("total/")).isEmpty();
        assertThat(store.list("done/")).containsExactly("done/00001");
    }

    @Test
    void idOfAClass_isNotOneTest() throws IOException {
        String id = "[engine:junit-jupiter]/[class:" + CLASS + "]";

        assertThat(worker(id))
                .isEqualTo(new WorkerOutcome(3, "5 tests are selected by " + id + " but a worker runs one"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {store}         | Usage: PerfWorker <address of the store> <number of the worker>
            {store} 2       | worker was '2' but must be a whole number from 0 to 1
            {store} first   | worker was 'first' but must be a whole number from 0 to 1
            {store}/none 1  | there is no folder {folder}/none
            """)
    void wrongArguments_areExplained(String arguments, String message) throws IOException {
        WorkerRuns.task(store, CLASS + "#iterate" + USER, 2);
        String address = "file://" + directory;

        WorkerOutcome outcome =
                WorkerCommand.run(o -> {}, arguments.replace("{store}", address).split(" "));

        assertThat(outcome).isEqualTo(new WorkerOutcome(1, message.replace("{folder}", directory.toString())));
    }

    @Test
    void storeWithoutATask_isExplained() {
        assertThat(WorkerCommand.run(o -> {}, directory.toUri().toString(), "0"))
                .isEqualTo(new WorkerOutcome(1, "there is no task: no controller has left one in this store"));
    }

    @Test
    void stop_endsTheLoadWithItsReason() throws IOException {
        WorkerRuns.stop(store, "another worker was lost");

        assertThat(worker(CLASS + "$Lasting#wait" + USER)).isEqualTo(new WorkerOutcome(0, ""));

        assertThat(WorkerRuns.total(store, 1).stopReason()).isEqualTo("another worker was lost");
    }

    @Test
    void fewerUsersThanWorkersInAnOpenLoad_areAMistake() throws IOException {
        WorkerOutcome outcome = worker(CLASS + "$Open#arrive" + USER);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.message())
                .contains("maxUsers of arrive was 1 but must be at least the number of workers, 2");
    }

    /** What is watched beside the load is watched where it is judged, though this one has all of it. */
    @Test
    void onlyWorker_leavesMonitorsToTheController() throws IOException {
        Fixtures.Watching.READ.set(0);
        WorkerRuns.task(store, CLASS + "$Watching#iterate" + USER, 1);

        WorkerOutcome outcome = WorkerCommand.run(o -> {}, directory.toUri().toString(), "0");

        assertThat(outcome).isEqualTo(new WorkerOutcome(0, ""));
        assertThat(Fixtures.Watching.READ).hasValue(0);
    }

    private WorkerOutcome worker(String test) throws IOException {
        WorkerRuns.task(store, test, 2);
        return WorkerCommand.run(outcome -> {}, directory.toUri().toString(), "1");
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

        static class Watching {

            static final AtomicInteger READ = new AtomicInteger();

            @Watch
            final Monitor queue = Monitors.of("queue depth", "messages", READ::incrementAndGet);

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
