// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import io.github.perfjunit.spi.RemoteSettings;
import io.github.perfjunit.spi.RemoteSettings.PartialResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A controller whose two workers do what the test says. */
class RemoteRunTests {

    private static final LoadPlan PLAN = plan("20 users, 10s", null);

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock();
    private final ScriptedWorkers workers = new ScriptedWorkers(2, store);
    private final List<Interval> intervals = new ArrayList<>();
    private final List<CourseChange> changes = new ArrayList<>();
    private final List<String> console = new ArrayList<>();
    private final List<String> samples = new ArrayList<>();
    private @Nullable String stopRequested;

    @Test
    void task_isLeftForTheWorkersBeforeTheyStart() {
        clock.at(1_000, () -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> run(settings(PartialResults.FAIL, 0)).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the load did not begin: interrupted, when 2 of 2 workers were not ready");

        assertThat(Thread.interrupted()).isTrue();
        TaskMessage task = Wire.record(store.messages.get("task"), TaskMessage.class);
        assertThat(task.test()).isEqualTo("[engine:junit-jupiter]/[method:visit]");
        assertThat(task.workers()).isEqualTo(2);
        assertThat(task.settings()).isEqualTo(Map.of("shop.url", "http://shop.test"));
        assertThat(task.capMillis())
                .isEqualTo(Duration.ofSeconds(60 + 1 + 10 + 5 + 60).toMillis());
        assertThat(workers.calls).containsExactly("start", "end 0", "end 1");
    }

    @Test
    void readyWorkers_areGivenOneStartOfTheStoresClock() throws Exception {
        store.offset = Duration.ofSeconds(40);
        bothReadyAt(2_000);
        bothEndAt(5_000);

        RemoteRun run = run(settings(PartialResults.FAIL, 0));
        LoadData data = run.run();

        assertThat(new String(store.messages.get("start"), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(Long.toString(1_000_000 + 2_000 + 40_000 + 1_000));
        assertThat(run.start()).hasValue(Instant.ofEpochMilli(1_043_000));
        assertThat(data.stopReason()).isEmpty();
        assertThat(data.series()).containsExactly(series(30));
        assertThat(data.scenarios().get(0).users()).isEqualTo(20);
        assertThat(intervals).hasSize(2);
        assertThat(data.generator().problems()).isEmpty();
        assertThat(run.section().summary()).isEmpty();
        assertThat(run.section().tables().get(0).rows())
                .containsExactly(
                        List.of("0", "host-0", "3 ms", "0 ms", "15", "15", "2 s", "as planned"),
                        List.of("1", "host-1", "3 ms", "7 ms", "15", "15", "2 s", "as planned"));
    }

    @Test
    void workerOfAnotherVersion_isToldByBothVersions() {
        clock.at(1_000, () -> workers.ready(1, PLAN, "0.9.1"));

        assertThatThrownBy(() -> run(settings(PartialResults.FAIL, 0)).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "worker 1 of 2 has perf-junit 0.9.1 but its controller has unknown: give both the same class"
                                + " path");
        assertThat(store.messages).doesNotContainKey("start");
    }

    @Test
    void workerWithAnotherPlan_isToldWithWhatDiffers() {
        clock.at(1_000, () -> workers.ready(0, plan("30 users, 10s", null)));

        assertThatThrownBy(() -> run(settings(PartialResults.FAIL, 0)).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "worker 0 of 2 read another plan: description of scenario visit is '30 users, 10s' there and"
                                + " '20 users, 10s' here. Hint: what the plan depends on must be a setting, such as"
                                + " ${shop.users}, or the same on every machine");
        assertThat(store.messages).doesNotContainKey("start");
    }

    @Test
    void workerThatIsNeverReady_isNamedWithItsLog() {
        clock.at(1_000, () -> workers.ready(0, PLAN));
        workers.log(1, "connecting to the database\nstill connecting\u001b[31m\n");

        assertThatThrownBy(() -> run(settings(PartialResults.FAIL, 0)).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("(?s)1 of 2 workers was not ready within 60 s: 1\n"
                        + "  connecting to the database\n  still connecting.*")
                .hasMessageNotContaining("\u001b");
        assertThat(workers.calls).containsExactly("start", "end 0", "end 1");
    }

    @Test
    void workerThatEndsBeforeItIsReady_isNamedWithItsLog() {
        workers.log(1, "Error: Could not find or load main class\n");
        clock.at(500, () -> workers.ended[1] = "exit code 1");

        assertThatThrownBy(() -> run(settings(PartialResults.FAIL, 0)).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("worker 1 of 2 ended before it was ready: exit code 1\n"
                        + "  Error: Could not find or load main class");
    }

    @Test
    void workerThatIsKilled_endsTheLoadAndKeepsWhatItSent() throws Exception {
        bothReadyAt(1_000);
        sendFirstSecondAt(3_500);
        workers.log(1, "out of memory\n");
        clock.at(4_000, () -> workers.ended[1] = "exit code 137, signal 9");
        clock.at(6_000, () -> {
            assertThat(Wire.record(store.messages.get("stop"), StopMessage.class))
                    .isEqualTo(new StopMessage(
                            "worker 1 of 2 was lost 1 s after the start: exit code 137, signal 9", false));
            workers.sends(0, data(10, 2), 3, interval(1, 5));
            workers.done(0);
        });

        RemoteRun run = run(settings(PartialResults.FAIL, 0));
        LoadData data = run.run();

        assertThat(data.stopReason()).isEqualTo("worker 1 of 2 was lost 1 s after the start: exit code 137, signal 9");
        assertThat(data.series()).containsExactly(series(25));
        assertThat(run.section().summary())
                .containsExactly("worker 1 of 2 was lost after 1 s, of which 10 samples are in the figures: exit code"
                        + " 137, signal 9");
        assertThat(console).containsExactly("the last lines of worker 1 of 2:\n  out of memory");
        assertThat(run.section().workers().get(1).log()).isEqualTo("out of memory");
    }

    @Test
    void toleratedLoss_letsTheOthersGoOn() throws Exception {
        bothReadyAt(1_000);
        sendFirstSecondAt(3_500);
        clock.at(4_000, () -> workers.ended[1] = "the task was stopped");
        clock.at(6_000, () -> {
            assertThat(store.messages).doesNotContainKey("stop");
            workers.sends(0, data(10, 2), 3, interval(1, 5));
            workers.done(0);
        });

        RemoteRun run = run(settings(PartialResults.TOLERATE, 0.5));
        LoadData data = run.run();

        assertThat(data.stopReason()).isEmpty();
        assertThat(data.series()).containsExactly(series(25));
        assertThat(run.section().summary())
                .containsExactly(
                        "worker 1 of 2 was lost after 1 s, of which 10 samples are in the figures: the task was"
                                + " stopped");
    }

    @Test
    void greaterLossThanTolerated_endsTheLoad() throws Exception {
        bothReadyAt(1_000);
        sendFirstSecondAt(3_500);
        clock.at(4_000, () -> workers.ended[1] = "the task was stopped");
        clock.at(6_000, () -> workers.done(0));

        LoadData data = run(settings(PartialResults.TOLERATE, 0.49)).run();

        assertThat(data.stopReason()).isEqualTo("worker 1 of 2 was lost 1 s after the start: the task was stopped");
    }

    @Test
    void silentWorker_isEndedAndLost() throws Exception {
        bothReadyAt(1_000);
        sendFirstSecondAt(3_500);
        clock.at(25_000, () -> {
            assertThat(workers.calls).contains("end 1").doesNotContain("end 0");
            workers.done(0);
        });

        LoadData data = run(settings(PartialResults.FAIL, 0)).run();

        assertThat(data.stopReason())
                .isEqualTo("worker 1 of 2 was lost 1 s after the start: it has given no sign of life for 20 s");
    }

    @Test
    void countsThatDidNotArrive_failTheLoad() throws Exception {
        bothReadyAt(1_000);
        sendFirstSecondAt(3_500);
        clock.at(4_000, () -> {
            workers.done(0);
            workers.done(1);
            store.put(
                    "done/00001",
                    Wire.record(new DoneMessage("", 1, Map.of("REQUEST GET /", 12L), 3, List.of(), List.of())));
        });

        LoadData data = run(settings(PartialResults.FAIL, 0)).run();

        assertThat(data.stopReason())
                .isEqualTo("worker 1 of 2 was lost 1 s after the start: it counted 12 samples of REQUEST GET / but 10"
                        + " arrived");
        assertThat(data.series()).containsExactly(series(20));
    }

    @Test
    void partThatDidNotArrive_failsTheLoad() throws Exception {
        bothReadyAt(1_000);
        sendFirstSecondAt(3_500);
        clock.at(4_000, () -> {
            workers.done(0);
            store.put("done/00001", Wire.record(new DoneMessage("", 2, Map.of(), 3, List.of(), List.of())));
        });

        assertThat(run(settings(PartialResults.FAIL, 0)).run().stopReason())
                .isEqualTo("worker 1 of 2 was lost 1 s after the start: it sent 2 parts of its figures but 1 arrived");
    }

    @Test
    void damagedPart_failsTheLoadWithoutItsFigures() throws Exception {
        bothReadyAt(1_000);
        clock.at(3_500, () -> {
            workers.sends(0, data(10, 1), 3, interval(0, 10));
            workers.sends(1, data(10, 1), 3, interval(0, 10));
            byte[] part = store.messages.get("part/00000/00001");
            store.messages.put("part/00000/00001", Arrays.copyOf(part, part.length / 2));
            workers.done(0);
            workers.done(1);
        });

        LoadData data = run(settings(PartialResults.FAIL, 0)).run();

        assertThat(data.stopReason())
                .startsWith("worker 1 of 2 was lost 0 ms after the start: part 0 of its figures cannot be read: the"
                        + " message is damaged: ");
        assertThat(data.series()).containsExactly(series(10));
    }

    @Test
    void storeThatFailsForAWhile_losesNothing() throws Exception {
        bothReadyAt(1_000);
        clock.at(1_500, () -> store.failing = true);
        clock.at(15_000, () -> store.failing = false);
        bothEndAt(16_000);

        LoadData data = run(settings(PartialResults.FAIL, 0)).run();

        assertThat(data.stopReason()).isEmpty();
        assertThat(data.series()).containsExactly(series(30));
    }

    @Test
    void storeThatFailsForLong_endsAllWorkers() throws Exception {
        bothReadyAt(1_000);
        clock.at(1_500, () -> store.failing = true);

        assertThatThrownBy(() -> run(settings(PartialResults.FAIL, 0)).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store of the workers' messages has failed for 20 s: 503 slow down");
        assertThat(workers.calls).containsExactly("start", "end 0", "end 1");
    }

    @Test
    void stopRequested_isPassedOn() throws Exception {
        bothReadyAt(1_000);
        clock.at(2_500, () -> stopRequested = "p95 was too high");
        clock.at(3_000, () -> assertThat(Wire.record(store.messages.get("stop"), StopMessage.class))
                .isEqualTo(new StopMessage("p95 was too high", false)));
        bothEndAt(4_000);

        assertThat(run(settings(PartialResults.FAIL, 0)).run().stopReason()).isEqualTo("p95 was too high");
    }

    @Test
    void interrupt_endsTheLoadAtOnceAndIsSetAgain() throws Exception {
        bothReadyAt(1_000);
        clock.at(2_500, () -> {
            throw new InterruptedException();
        });
        clock.at(3_000, () -> assertThat(Wire.record(store.messages.get("stop"), StopMessage.class))
                .isEqualTo(new StopMessage("interrupted", true)));
        bothEndAt(4_000);

        assertThat(run(settings(PartialResults.FAIL, 0)).run().stopReason()).isEqualTo("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void changesOfTheCourse_arePassedOnInOrder() throws Exception {
        CourseChange first = change(2, 40);
        CourseChange second = change(4, 80);
        bothReadyAt(1_000);
        clock.at(2_500, () -> changes.add(first));
        clock.at(3_000, () -> changes.add(second));
        bothEndAt(4_000);

        run(settings(PartialResults.FAIL, 0)).run();

        assertThat(CourseChange.decode(Wire.plain(store.messages.get("change/00000"))))
                .isEqualTo(first);
        assertThat(CourseChange.decode(Wire.plain(store.messages.get("change/00001"))))
                .isEqualTo(second);
    }

    @Test
    void courseThatMayChange_workersSendEachSecond() {
        clock.at(100, () -> workers.ended[0] = "exit code 1");
        LoadPlan plan = plan("20 users", new CourseLimits(Duration.ofMinutes(10), 100));

        RemoteRun run = new RemoteRun(job(plan), store, workers, RemoteSettings.FAR, clock);

        assertThatThrownBy(run::run).hasMessage("worker 0 of 2 ended before it was ready: exit code 1");
        assertThat(Wire.record(store.messages.get("task"), TaskMessage.class).sendMillis())
                .isEqualTo(1_000);
    }

    @Test
    void lateWorker_isAProblemOfTheGenerator() throws Exception {
        bothReadyAt(1_000);
        clock.at(3_500, () -> {
            workers.sends(0, data(10, 1), 3, interval(0, 10));
            workers.sends(1, data(10, 1), 2_600, interval(0, 10));
            workers.done(0);
            store.put(
                    "done/00001",
                    Wire.record(new DoneMessage(
                            "", 1, Map.of("REQUEST GET /", 10L), 2_600, List.of("warm-up was long"), List.of())));
            workers.ended[1] = "exit code 0";
        });

        RemoteRun run = run(settings(PartialResults.FAIL, 0));
        LoadData data = run.run();

        assertThat(data.generator().problems())
                .containsExactly(
                        "worker 1: it began 2.6 s after the start, and its share ran as much behind the others");
        assertThat(run.section().summary()).containsExactly("worker 1: warm-up was long");
        assertThat(run.section().tables().get(0).rows().get(1)).endsWith("late");
    }

    @Test
    void samplesOfWorkers_carryTheNumberOfTheWorker() throws Exception {
        bothReadyAt(1_000);
        clock.at(2_000, () -> {
            workers.samples(0, new SampleMessage(0, 1_000, Phase.MEASURE, List.of(new Gauge("pool.active", "", 3))));
            workers.samples(1, new SampleMessage(0, 1_000, Phase.MEASURE, List.of(new Gauge("pool.active", "", 4))));
        });
        bothEndAt(4_000);

        run(settings(PartialResults.FAIL, 0)).run();

        assertThat(samples)
                .containsExactly(
                        "1000 Gauge[name=pool.active [worker 0], unit=, value=3.0]",
                        "1000 Gauge[name=pool.active [worker 1], unit=, value=4.0]");
    }

    @Test
    void finishedRun_isReadAgainWithTheSameFigures() throws Exception {
        bothReadyAt(1_000);
        bothEndAt(4_000);
        LoadData before = run(settings(PartialResults.FAIL, 0)).run();
        intervals.clear();

        LoadData again = run(settings(PartialResults.FAIL, 0)).run();

        assertThat(again).isEqualTo(before);
        assertThat(intervals).hasSize(2);
    }

    private void bothReadyAt(long millis) {
        clock.at(millis, () -> {
            workers.ready(0, PLAN);
            workers.ready(1, PLAN);
        });
    }

    private void sendFirstSecondAt(long millis) {
        clock.at(millis, () -> {
            workers.sends(0, data(10, 1), 3, interval(0, 10));
            workers.sends(1, data(10, 1), 3, interval(0, 10));
        });
        for (int i = 0; i < 20; i++) {
            int sign = i;
            clock.at(1_000 + i * 2_000L, () -> workers.lives(0, sign));
        }
    }

    private void bothEndAt(long millis) {
        clock.at(millis, () -> {
            for (int worker = 0; worker < 2; worker++) {
                workers.sends(worker, data(10, 1), 3, interval(0, 10));
                workers.sends(worker, data(10, 2), 3, interval(1, 5));
                workers.done(worker);
            }
        });
    }

    private RemoteRun run(RemoteSettings settings) {
        return new RemoteRun(job(PLAN), store, workers, settings, clock);
    }

    private RemoteJob job(LoadPlan plan) {
        return new RemoteJob(
                plan,
                "[engine:junit-jupiter]/[method:visit]",
                List.of(),
                Map.of("shop.url", "http://shop.test"),
                intervals::add,
                () -> stopRequested,
                () -> List.copyOf(changes),
                (interval, gauges) -> gauges.forEach(gauge -> samples.add(interval.toMillis() + " " + gauge)),
                console::add);
    }

    private static RemoteSettings settings(PartialResults partial, double maxLostShare) {
        return new RemoteSettings(
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ZERO,
                partial,
                maxLostShare);
    }

    private static LoadPlan plan(String description, @Nullable CourseLimits limits) {
        LoadModel model = new LoadModel.Closed(
                List.of(new Segment(Duration.ofSeconds(10), 20, 20, Phase.MEASURE)), null, null, null);
        ScenarioPlan scenario = new ScenarioPlan(
                "visit",
                model,
                description,
                Duration.ZERO,
                ThinkTime.NONE,
                false,
                Duration.ofSeconds(5),
                "http://shop.test",
                List.of(),
                limits,
                Map.of());
        return new LoadPlan("Shop.visit", List.of(scenario), 42, WorkerShare.WHOLE);
    }

    private static CourseChange change(long second, double level) {
        return new CourseChange(
                "visit",
                Duration.ofSeconds(second),
                List.of(new Segment(Duration.ofSeconds(2), level, level, Phase.MEASURE)),
                false);
    }

    private static Interval interval(int second, int samples) {
        return ExampleLoad.interval(second, Phase.MEASURE, 0, series(samples));
    }

    private static Series series(int samples) {
        long[] nanos = new long[samples];
        Arrays.fill(nanos, 5_000_000);
        LatencySummary latency = LatencySummary.ofNanos(nanos);
        return TestFigures.series(
                new Series.Key("visit", "GET /", SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.OK, (long) samples),
                latency,
                LatencySummary.EMPTY,
                latency,
                0,
                0);
    }

    private static LoadData data(int users, int seconds) {
        ScenarioSummary scenario = new ScenarioSummary(
                "visit",
                "20 users, 10s",
                false,
                false,
                users,
                users,
                0,
                Map.of(Outcome.OK, 10L * seconds),
                10L * seconds,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(),
                Map.of());
        GeneratorHealth health = new GeneratorHealth(
                0.1, 0.1, 0, 0, LatencySummary.EMPTY, 0, PinnedThreads.UNWATCHED, List.of(), List.of());
        return new LoadData(
                Instant.ofEpochSecond(1_001),
                seconds * 1_000L,
                List.of(),
                List.of(scenario),
                List.of(),
                List.of(),
                health,
                "",
                0);
    }
}
