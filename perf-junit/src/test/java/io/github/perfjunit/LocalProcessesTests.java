// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.Records;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.PerfAssertions;
import io.github.perfjunit.slo.SloViolation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Loads made by other JVMs, from the annotation in this one to its verdict in this one. */
@Tag("minutes")
@Execution(ExecutionMode.SAME_THREAD)
class LocalProcessesTests {

    /** Null in the workers' JVMs. */
    private static List<LoadResult> results;

    @TempDir
    private Path output;

    @BeforeEach
    void beController() {
        results = new ArrayList<>();
    }

    @AfterEach
    void beNothing() {
        results = null;
    }

    @Test
    void closedLoad_tenUsersOnThreeWorkers_runsEachUserOnOneWorker() throws IOException {
        Events tests = run(Closed.class);

        tests.assertThatEvents().haveExactly(1, passed());
        assertThat(names(results.get(0).data()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "user " + i).toList());
        assertThat(results.get(0).data().scenarios().get(0).users()).isEqualTo(10);
        assertWhole(results.get(0));
        assertThat(output.toFile().listFiles(File::isDirectory)).hasSize(1);
        JsonNode json = new ObjectMapper()
                .readTree(results.get(0).directory().resolve("results.json").toFile());
        assertThat(json.path("sections").path("workers").path("each")).hasSize(3);
    }

    @Test
    void openLoad_settingsOfTheControllerAlone_startsEachArrivalOnce() throws IOException {
        Events tests = run(Open.class);

        tests.assertThatEvents().haveExactly(1, passed());
        LoadResult result = results.get(0);
        ScenarioSummary scenario = result.data().scenarios().get(0);
        assertThat(scenario.due()).isEqualTo(200);
        assertThat(scenario.started() + scenario.dropped()).isEqualTo(200); // a busy machine may be too late for one
        assertWhole(result);
    }

    @Test
    void iterations_tenOnThreeWorkers_areTenInAll() throws IOException {
        Events tests = run(Iterations.class);

        tests.assertThatEvents().haveExactly(1, passed());
        assertThat(results.get(0).data().scenarios().get(0).started()).isEqualTo(10);
        assertThat(results.get(0).data().scenarios().get(0).dropped()).isZero();
        assertWhole(results.get(0));
    }

    @ParameterizedTest
    @ValueSource(classes = {Once.class, FluentOnce.class})
    void feedOnce_onThreeWorkers_usesEachRecordOnce(Class<?> testClass) {
        Events tests = run(testClass);

        tests.assertThatEvents().haveExactly(1, passed());
        Map<String, Long> counts = new TreeMap<>();
        results.get(0).data().series().stream()
                .filter(s -> s.key().kind() == SeriesKind.REQUEST)
                .forEach(s -> counts.merge(s.key().request(), s.ok().count(), Long::sum));
        assertThat(counts).hasSize(20).allSatisfy((record, count) -> assertThat(count)
                .isEqualTo(1));
    }

    @Test
    void missedObjective_isJudgedOnTheWholeByTheController() {
        Events tests = run(Missed.class);

        tests.assertThatEvents()
                .haveExactly(
                        1,
                        failed(
                                instanceOf(SloViolation.class),
                                message(text ->
                                        text.contains("limit 1ms (3 users, 9 iterations within 10m; 9 requests)"))));
        assertThat(results.get(0).all().count()).isEqualTo(9);
    }

    @Test
    void objectiveThatAborts_endsAllWorkers() throws IOException {
        Events tests = run(Aborted.class);

        tests.assertThatEvents().haveExactly(1, failed(instanceOf(SloViolation.class)));
        assertThat(results.get(0).data().stopReason()).contains("p95");
        assertThat(results.get(0).data().elapsedMillis()).isLessThan(20_000);
        assertWhole(results.get(0));
    }

    @Test
    void interrupt_endsAllWorkersAtOnceAndKeepsWhatTheyMeasured() throws IOException {
        Events tests = run(Interrupted.class);

        tests.assertThatEvents().haveExactly(1, failed(message(text -> text.contains("timed out after 3 seconds"))));
    }

    @Test
    void fluentLoad_isRunByWorkersUpToItsAssertions() throws IOException {
        Events tests = run(Fluent.class);

        tests.assertThatEvents().haveExactly(1, passed());
        assertWhole(results.get(0));
    }

    @ParameterizedTest
    @ValueSource(classes = {Prepared.class, FluentPrepared.class})
    void codeBeforeTheLoad_onThreeWorkers_runsOnEachAndThatOfTheControllerOnceBefore(Class<?> testClass)
            throws IOException {
        String own = String.valueOf(ProcessHandle.current().pid());
        Files.deleteIfExists(calls());

        run(testClass).assertThatEvents().haveExactly(1, passed());

        List<String> calls = Files.readAllLines(calls());
        Files.delete(calls());
        assertThat(calls.get(0)).isEqualTo("seed " + own);
        assertThat(calls.subList(1, calls.size()))
                .hasSize(3)
                .doesNotHaveDuplicates()
                .doesNotContain("warm " + own)
                .allSatisfy(call -> assertThat(call).startsWith("warm "));
    }

    @Test
    void workerThatFails_failsTheTestWithItsNameAndMessage() {
        Events tests = run(BrokenOnWorkers.class);

        tests.assertThatEvents()
                .haveExactly(
                        1,
                        failed(
                                instanceOf(IllegalStateException.class),
                                message(text -> text.matches(
                                        "(?s)the load executor io.github.perfjunit.LocalProcesses failed: worker [012]"
                                                + " of 3 failed before the load:"
                                                + " java\\.lang\\.IllegalStateException: no database here\n.*"))));
        assertThat(results).isEmpty();
    }

    @Test
    void testThatIsNotThereOnWorkers_failsTheTestWithItsId() {
        Events tests = run(OtherOnWorkers.class);

        tests.assertThatEvents()
                .haveExactly(
                        1,
                        failed(
                                instanceOf(IllegalStateException.class),
                                message(text -> text.matches(
                                        "(?s)the load executor io.github.perfjunit.LocalProcesses failed: worker [012]"
                                                + " of 3 failed before the load: no test is selected by"
                                                + " \\[engine:junit-jupiter]/.*#2]"))));
    }

    private Events run(Class<?> fixture) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("perf.executor", "processes")
                .configurationParameter("perf.processes", "3")
                .configurationParameter("perf.output", output.toString())
                .configurationParameter("perf.progress", "off")
                .configurationParameter("perf.invalid", "warn") // three JVMs start at once, on machines with two cores
                .configurationParameter("child.rate", "100/s")
                .selectors(selectClass(fixture))
                .execute()
                .testEvents();
    }

    private static Condition<Event> passed() {
        return org.assertj.core.api.Assertions.allOf(test(), finishedSuccessfully());
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // handed on to a method that is safe as well
    private static Condition<Event> failed(Condition<Throwable>... conditions) {
        return org.assertj.core.api.Assertions.allOf(test(), finishedWithFailure(conditions));
    }

    private static List<String> names(LoadData data) {
        return data.series().stream()
                .filter(s -> s.key().kind() == SeriesKind.REQUEST)
                .map(s -> s.key().request())
                .distinct()
                .sorted()
                .toList();
    }

    /** The intervals follow each other, and their sum is the result, to the last sample of each histogram. */
    private static void assertWhole(LoadResult result) {
        List<Series> ofIntervals = new ArrayList<>();
        long at = 0;
        List<Interval> intervals = new ArrayList<>();
        result.timeline().forEach(intervals::add);
        for (Interval interval : intervals) {
            assertThat(interval.fromMillis()).isEqualTo(at);
            at = interval.toMillis();
            ofIntervals.addAll(interval.series());
        }
        assertThat(Series.merge(ofIntervals).stream().map(s -> s.ok()).toList())
                .containsExactlyInAnyOrderElementsOf(
                        result.data().series().stream().map(s -> s.ok()).toList());
    }

    static class Closed {

        @LoadTest(users = 10, duration = "2s", thinkTime = "20ms")
        void visit(VirtualUser user) throws Exception {
            user.step("user " + user.id(), () -> {});
        }

        @AfterLoad
        void keep(LoadResult result) {
            results.add(result);
        }
    }

    static class Open {

        @LoadTest(arrivalRate = "${child.rate}", duration = "2s", maxUsers = 20)
        void arrive(VirtualUser user) throws Exception {
            user.step("arrival", () -> {});
        }

        @AfterLoad
        void keep(LoadResult result) {
            results.add(result);
        }
    }

    /** Fewer users than workers: those without a user must not keep iterations for themselves. */
    static class Iterations {

        @LoadTest(users = 4, iterations = 10)
        void count(VirtualUser user) throws Exception {
            user.step("iteration", () -> {});
        }

        @AfterLoad
        void keep(LoadResult result) {
            results.add(result);
        }
    }

    static class Once {

        static Stream<Integer> numbers() {
            return IntStream.range(0, 20).boxed();
        }

        @LoadTest(users = 5, duration = "10s")
        void use(VirtualUser user, @Feed(value = "#numbers", strategy = FeedStrategy.ONCE) int number)
                throws Exception {
            user.step("record " + number, () -> {});
        }

        @AfterLoad
        void keep(LoadResult result) {
            results.add(result);
        }
    }

    static class FluentOnce {

        static Stream<Integer> numbers() {
            return IntStream.range(0, 20).boxed();
        }

        @PerfTest
        void use(LoadBuilder load) {
            Records<Integer> numbers = load.feed("#numbers", Integer.class, FeedStrategy.ONCE);
            LoadResult result =
                    load.users(5).duration("10s").run(user -> user.step("record " + numbers.next(user), () -> {}));
            results.add(result);
        }
    }

    static class Missed {

        @LoadTest(users = 3, iterations = 9)
        @Slo(max = "1ms")
        void slow(VirtualUser user) throws Exception {
            user.step("slow", () -> Thread.sleep(5));
        }

        @AfterLoad
        void keep(LoadResult result) {
            results.add(result);
        }
    }

    static class Aborted {

        @LoadTest(users = 3, duration = "40s")
        @Slo(p95 = "1ms", abort = true, over = "1s")
        void wait(VirtualUser user) throws Exception {
            user.step("wait", () -> Thread.sleep(5));
        }

        @AfterLoad
        void keep(LoadResult result) {
            results.add(result);
        }
    }

    static class Interrupted {

        @LoadTest(users = 3, duration = "40s")
        @Timeout(value = 3, unit = TimeUnit.SECONDS)
        void wait(VirtualUser user) throws Exception {
            user.step("wait", () -> Thread.sleep(30_000));
        }
    }

    static class Fluent {

        @PerfTest
        void load(LoadBuilder load) {
            LoadResult result = load.users(4).iterations(8).run(user -> user.step("step", () -> {}));
            PerfAssertions.assertThat(result).count().isEqualTo(8);
            results.add(result);
        }
    }

    /** The file in which all JVMs of a test note what they did. */
    private static Path calls() {
        return Path.of("target", "before-load-calls.txt");
    }

    private static void call(String what) throws IOException {
        String line = what + " " + ProcessHandle.current().pid() + "\n";
        Files.writeString(calls(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static class Prepared {

        @BeforeLoad
        void warm() throws IOException {
            call("warm");
        }

        @BeforeLoad
        @OnController
        void seed() throws IOException {
            call("seed");
        }

        @LoadTest(users = 3, iterations = 3)
        void visit() {}
    }

    static class FluentPrepared {

        @PerfTest
        void visit(LoadBuilder load) {
            load.beforeLoad(user -> call("warm"))
                    .onController(user -> call("seed"))
                    .users(3)
                    .iterations(3)
                    .run(user -> {});
        }
    }

    static class BrokenOnWorkers {

        @BeforeEach
        void connect() {
            if (results == null) {
                throw new IllegalStateException("no database here");
            }
        }

        @LoadTest(users = 3, iterations = 3)
        void never(VirtualUser user) throws Exception {
            user.step("never", () -> {});
        }

        @AfterLoad
        void keep(LoadResult result) {
            results.add(result);
        }
    }

    static class OtherOnWorkers {

        static Stream<Integer> numbers() {
            return results == null ? Stream.of(1) : Stream.of(1, 2);
        }

        @ParameterizedTest
        @MethodSource("numbers")
        @Load(users = 3, iterations = 3)
        void numbered(int number, VirtualUser user) throws Exception {
            user.step("number " + number, () -> {});
        }
    }
}
