// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.github.perfjunit.AfterLoad;
import io.github.perfjunit.LoadTest;
import io.github.perfjunit.aws.fake.CountedTarget;
import io.github.perfjunit.aws.fake.FakeEcs;
import io.github.perfjunit.aws.fake.FakeS3;
import io.github.perfjunit.aws.fake.FakeTask;
import io.github.perfjunit.aws.fake.FargateTestRun;
import io.github.perfjunit.aws.fake.TestCredentials;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.metrics.LoadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult;

/** What can go wrong on the way to Fargate and back, each with its outcome; afterwards nothing runs any more. */
@Tag("minutes")
@ExtendWith(TestCredentials.class)
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(300)
class FargateFaultTests {

    private static List<LoadResult> results;

    private FakeS3 s3;
    private FakeEcs ecs;
    private CountedTarget target;

    @TempDir
    private Path output;

    @BeforeEach
    void start() throws IOException {
        s3 = FakeS3.start();
        ecs = FakeEcs.start();
        target = new CountedTarget();
        results = new ArrayList<>();
    }

    @AfterEach
    void end() throws InterruptedException {
        try {
            assertThat(await(() -> ecs.tasks().stream().noneMatch(FakeTask::isAlive)))
                    .as("all tasks have ended")
                    .isTrue();
        } finally {
            s3.close();
            ecs.close();
            target.close();
            results = null;
        }
    }

    static class Brief {

        @LoadTest(baseUrl = "${target}", users = 4, iterationsPerUser = 10)
        @RunOnFargate(tasks = 2, cpu = 256, memory = 512)
        void visit(Http http) {
            http.get("/").send();
        }

        @AfterLoad("visit")
        void keep(LoadResult result) {
            if (results != null) {
                results.add(result);
            }
        }
    }

    static class Steady {

        @LoadTest(baseUrl = "${target}", users = 4, duration = "${time:15s}", pacing = "50ms", gracefulStop = "2s")
        @RunOnFargate(tasks = 2, cpu = 256, memory = 512)
        void visit(Http http) {
            http.get("/").send();
        }

        @AfterLoad("visit")
        void keep(LoadResult result) {
            if (results != null) {
                results.add(result);
            }
        }
    }

    private FargateTestRun prepared() {
        return new FargateTestRun(s3, ecs, output).with("target", target.url());
    }

    private static boolean await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (System.nanoTime() < end) {
            if (condition.getAsBoolean()) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    /** Does something once, when the target has answered so many requests. */
    private void when(int answered, Runnable action) {
        Thread thread = new Thread(() -> {
            try {
                if (await(() -> target.answered() >= answered)) {
                    action.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String message(TestExecutionResult outcome) {
        return outcome.getThrowable().orElseThrow().getMessage();
    }

    private static String figures(LoadResult result) {
        return result.request("GET /").toString().replaceAll("@.*", "");
    }

    private long counted() {
        return results.get(0).request("GET /").count();
    }

    @Test
    void throttlesCapacityAndLostAnswers_runIsWhole() {
        ecs.throttles.set(2);
        ecs.noCapacity.set(2);
        ecs.noAnswer.set(1);
        ecs.failToStart.set(1);

        TestExecutionResult outcome = prepared().run(Brief.class);

        assertThat(outcome.getStatus()).isEqualTo(SUCCESSFUL);
        assertThat(counted()).isEqualTo(40).isEqualTo(target.answered());
        assertThat(ecs.tasks()).hasSize(3); // one never got its network, and was replaced
    }

    @Test
    void taskStaysPending_failsAfterTheTimeout() {
        ecs.pendingForEver = task -> task == 1;

        TestExecutionResult outcome =
                prepared().with("perf.aws.readyTimeout", "30s").run(Brief.class);

        assertThat(outcome.getStatus()).isEqualTo(FAILED);
        assertThat(message(outcome)).containsPattern("of 2 workers (was|were) not ready within 30 s");
        assertThat(target.answered()).isZero();
        assertThat(ecs.tasks().get(1).isStopped()).isTrue();
    }

    @Test
    void spotIsInterrupted_lastFiguresArrive_andTheTestFails() {
        when(40, () -> ecs.tasks().get(0).interruptSpot());

        TestExecutionResult outcome = prepared().run(Steady.class);

        assertThat(outcome.getStatus()).isEqualTo(FAILED);
        assertThat(message(outcome)).contains("worker 0 of 2 was lost").contains("SIGTERM");
        assertThat(s3.keys()).anyMatch(key -> key.endsWith("/done/00000"));
    }

    @Test
    void spotIsInterrupted_tolerated_passesOnWhatWasMeasured() {
        when(40, () -> ecs.tasks().get(0).interruptSpot());

        TestExecutionResult outcome = prepared()
                .with("perf.aws.partialResults", "tolerate")
                .with("perf.aws.maxLostShare", "50%")
                .run(Steady.class);

        assertThat(outcome.getThrowable()).isEmpty();
        assertThat(counted()).isBetween(target.answered() - 4, target.answered());
    }

    @Test
    void taskIsKilled_testFailsWithItsLog() {
        when(40, () -> ecs.tasks().get(1).kill());

        TestExecutionResult outcome = prepared().run(Steady.class);

        assertThat(outcome.getStatus()).isEqualTo(FAILED);
        assertThat(message(outcome)).contains("worker 1 of 2 was lost").contains("exit code 137");
    }

    @Test
    void storeFailsForAWhile_runIsWhole() {
        AtomicInteger requests = new AtomicInteger();
        s3.refuse(request -> {
            boolean ours = request.contains("/runs/") && target.answered() > 20;
            return ours && requests.incrementAndGet() % 3 == 0 ? new FakeS3.Refusal(500, "InternalError") : null;
        });
        s3.slowness(20);

        TestExecutionResult outcome = prepared().run(Steady.class);

        assertThat(outcome.getThrowable()).isEmpty();
        assertThat(counted()).isEqualTo(target.answered());
        assertThat(requests).hasPositiveValue();
    }

    @Test
    void jarIsNotWhatWasUploaded_testFailsBeforeTheLoad() {
        AtomicInteger damaged = new AtomicInteger();
        s3.damage(key -> key.startsWith("cp/") && damaged.getAndIncrement() == 0
                ? "other".getBytes(StandardCharsets.UTF_8)
                : null);

        TestExecutionResult outcome = prepared().run(Brief.class);

        assertThat(outcome.getStatus()).isEqualTo(FAILED);
        assertThat(message(outcome))
                .contains("is not what was uploaded: its SHA-256 is")
                .contains("exit code 5");
        assertThat(target.answered()).isZero();
    }

    @Test
    void figuresAreDamaged_testFails() {
        s3.damage(key -> key.matches(".*/part/00002/0000[01]") ? new byte[] {1, 2, 3} : null);

        TestExecutionResult outcome = prepared().run(Steady.class);

        assertThat(outcome.getStatus()).isEqualTo(FAILED);
        assertThat(message(outcome)).contains("worker ");
    }

    @Test
    void controllerIsSilent_tasksEndByThemselves() {
        // The messages of the controller do not arrive any more, and neither does the word to stop.
        s3.refuse(request -> request.startsWith("PUT") && request.endsWith("/beat") && target.answered() > 20
                ? new FakeS3.Refusal(403, "AccessDenied")
                : null);

        TestExecutionResult outcome =
                prepared().with("time", "2m").with("perf.aws.silence", "5s").run(Steady.class);

        assertThat(outcome.getStatus()).isEqualTo(FAILED);
        assertThat(target.answered()).isLessThan(4 * 20 * 60);
    }

    @Test
    void testIsInterrupted_allTasksAreStopped() {
        Thread test = Thread.currentThread();
        when(40, test::interrupt);

        TestExecutionResult outcome = prepared().with("time", "2m").run(Steady.class);

        assertThat(outcome.getStatus()).isEqualTo(FAILED);
        // Tasks that have read the word to stop end by themselves; those that are left are looked for, and stopped.
        assertThat(ecs.operations()).contains("ListTasks");
        assertThat(target.answered()).isLessThan(4 * 20 * 60);
    }

    @Test
    void run_evaluatedAgain_sameFigures() {
        assertThat(prepared().run(Brief.class).getThrowable()).isEmpty();
        String run = s3.keys().stream()
                .filter(key -> key.endsWith("/run"))
                .map(key -> key.split("/", -1)[1])
                .findFirst()
                .orElseThrow();
        int launched = ecs.tasks().size();

        TestExecutionResult again = prepared().with("perf.aws.merge", run).run(Brief.class);

        assertThat(again.getThrowable()).isEmpty();
        assertThat(results).hasSize(2);
        assertThat(results.get(1).request("GET /").count()).isEqualTo(40);
        assertThat(figures(results.get(1))).isEqualTo(figures(results.get(0)));
        assertThat(ecs.tasks()).hasSize(launched);
    }
}
