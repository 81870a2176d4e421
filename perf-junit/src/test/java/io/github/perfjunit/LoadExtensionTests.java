// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.SloViolation;
import io.github.perfjunit.spi.QueueExtension;
import io.github.perfjunit.spi.QueueExtension.Message;
import io.github.perfjunit.spi.QueueExtension.QueueSection;
import io.github.perfjunit.spi.QueueLoad;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** What an extension can add to loads: an annotation, a parameter, something around iterations, gauges, a section. */
class LoadExtensionTests {

    private static final Queue<String> TEXTS = new ConcurrentLinkedQueue<>();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        TEXTS.clear();
        QueueExtension.CALLS.clear();
    }

    static class QueueTestCases {

        @QueueLoad(users = 1, iterations = 2, queue = "${queue.name:orders}")
        void take(Message message) {
            TEXTS.add(message.text());
        }

        @AfterLoad("take")
        void taken(LoadResult result) {
            assertThat(result).statement("select 1\n  from queue").max().isLessThan(ofMillis(1));
        }

        @Slo(request = "select 1 from queue", max = "10ms")
        @QueueLoad(users = 1, iterations = 1, queue = "orders")
        void judged() {}

        @QueueLoad(users = 1, iterations = 1, queue = "full")
        void full() {}

        @QueueLoad(users = 1, iterations = 1, queue = "full", decides = true)
        void left() {}

        @QueueLoad(users = 1, iterations = 1, queue = "worse", decides = true)
        void worse() {}

        @QueueLoad(users = 1, iterations = 1, queue = "closed")
        void closed() {}

        @QueueLoad(iterations = 1, queue = "", timeout = "soon")
        void wrong() {}

        @PerfTest
        void fluent(LoadBuilder load) {
            load.users(1).iterations(1).run(user -> {});
        }
    }

    @Test
    void kindOfLoad_ofAnExtension_runsWithAllThatItAdds() throws IOException {
        TestRun run = TestRun.of(QueueTestCases.class, output);

        assertThat(run.failure("take"))
                .hasMessage("max of \"select 1 from queue\" is 2 ms, limit < 1 ms (1 iteration, first missed at 0:00)");
        run.assertPassed("judged");
        run.assertPassed("left");
        run.assertPassed("fluent");
        assertThat(TEXTS).containsExactly("orders 0", "orders 1");
        JsonNode results = run.results("LoadExtensionTests.QueueTestCases.take");
        assertThat(results.at("/test/kind").asText()).isEqualTo("queue load");
        assertThat(results.at("/sections/queue/calls").asInt()).isEqualTo(8);
        assertThat(results.at("/monitors/0/name").asText()).isEqualTo("queue.length");
        assertThat(results.at("/statements/0/name").asText()).isEqualTo("select 1 from queue");
        assertThat(results.at("/statements/0/count").asInt()).isEqualTo(1);
        assertThat(results.at("/all/count").asInt())
                .as("statements are no requests")
                .isEqualTo(2);
        assertThat(run.printed())
                .contains("   queue   calls\n   orders      8\n\n   advice      use a longer queue\n")
                .contains("   note        queue orders was watched\n");
        assertThat(Files.readAllLines(output.resolve("LoadExtensionTests.QueueTestCases.take/monitors.csv")))
                .first()
                .isEqualTo("t_ms,phase,monitor,unit,value");
    }

    @Test
    void participant_ofALoad_isCalledInOrder() {
        TestRun.of(OneTestCases.class, output).assertPassed("one");

        assertThat(QueueExtension.CALLS).containsSubsequence("begun in measure", "monitor", "ended");
        assertThat(QueueExtension.CALLS)
                .filteredOn(call -> !call.equals("monitor")) // once a second, wherever the iteration is by then
                .containsExactly(
                        "open", "begun in measure", "around", "ended", "judge 7 after 1", "concluded", "close");
    }

    static class OneTestCases {

        @QueueLoad(users = 1, iterations = 1, queue = "orders")
        void one() {}

        @AfterLoad
        void after(LoadResult result) {
            assertThat(result.section(QueueSection.class)).contains(new QueueSection("orders", 8));
            assertThat(result.monitors()).hasSize(1);
        }
    }

    static class FailingTestCases {

        @QueueLoad(users = 1, iterations = 1, queue = "shut")
        void begun() {}

        @QueueLoad(users = 1, iterations = 1, queue = "lost")
        void ended() {}

        @QueueLoad(users = 1, iterations = 1, queue = "broken")
        void judged() {}
    }

    @Test
    void participant_thatFails_failsTheTestAndIsClosed() {
        TestRun run = TestRun.of(FailingTestCases.class, output);

        assertThat(run.failure("begun"))
                .hasMessage("the extension io.github.perfjunit.spi.QueueExtension failed in begun:"
                        + " IllegalStateException: queue 'shut' failed");
        assertThat(run.failure("ended"))
                .hasMessage("the extension io.github.perfjunit.spi.QueueExtension failed in ended:"
                        + " IllegalStateException: queue 'lost' failed");
        assertThat(run.failure("judged"))
                .hasMessage("the extension io.github.perfjunit.spi.QueueExtension failed in judge:"
                        + " IllegalStateException: queue 'broken' failed");
        assertThat(QueueExtension.CALLS).contains("close");
    }

    @Test
    void participant_thatFailsWithTheResult_leavesWhatWasMeasured() throws IOException {
        TestRun run = TestRun.of(FailingTestCases.class, output);

        JsonNode ended = run.results("LoadExtensionTests.FailingTestCases.ended");
        assertThat(ended.at("/verdict").asText()).isEqualTo("FAILED");
        assertThat(ended.at("/notes").toString())
                .contains("the extension io.github.perfjunit.spi.QueueExtension failed in ended:"
                        + " IllegalStateException: queue 'lost' failed");
        assertThat(ended.at("/all/count").asInt()).isEqualTo(1);
        JsonNode judged = run.results("LoadExtensionTests.FailingTestCases.judged");
        assertThat(judged.at("/verdict").asText()).isEqualTo("FAILED");
        assertThat(judged.at("/sections/queue/calls").asInt()).isEqualTo(7);
        assertThat(run.printed()).contains("FailingTestCases.judged");
    }

    static class GarbledTestCases {

        @QueueLoad(users = 1, iterations = 1, queue = "garbled")
        void one() {}
    }

    @Test
    void sectionAndMonitorThatFail_areNamedAndSpoilNothingElse() throws IOException {
        TestRun run = TestRun.of(GarbledTestCases.class, output);

        run.assertPassed("one");
        JsonNode results = run.results();
        assertThat(results.at("/verdict").asText()).isEqualTo("PASSED");
        assertThat(results.at("/sections/queue"))
                .hasToString("{\"name\":\"queue\",\"error\":\"IllegalStateException: the queue holds garbage\"}");
        assertThat(results.at("/notes"))
                .extracting(JsonNode::asText)
                .contains(
                        "the section 'queue' could not be written: IllegalStateException: the queue holds garbage",
                        "monitor of io.github.perfjunit.spi.QueueExtension failed 1 of 1 time, first with"
                                + " IllegalStateException: queue 'garbled' failed; these samples are missing");
        assertThat(results.at("/monitors/0/name").asText()).isEqualTo("queue.length");
        assertThat(run.printed().replaceAll("\\s+", " "))
                .contains(
                        "note the tables of the section 'queue' could not be shown: IllegalStateException: the queue"
                                + " holds garbage",
                        "note the section 'queue' could not be written: IllegalStateException: the queue holds garbage",
                        "note monitor of io.github.perfjunit.spi.QueueExtension failed 1 of 1 time, ");
    }

    static class WatchedTestCases {

        @LoadTest(users = 1, iterations = 1)
        void one() {}
    }

    /** The extension of docs/extending.md. */
    @Test
    void monitorAndListener_ofAnExtension_followTheLoad() throws IOException {
        Path file = output.resolve("status");

        TestRun run = TestRun.of(WatchedTestCases.class, output, "perf.status.file=" + file);

        run.assertPassed("one");
        assertThat(file).hasContent("done");
        JsonNode results = run.results("LoadExtensionTests.WatchedTestCases.one");
        assertThat(results.at("/monitors/0/name").asText()).isEqualTo("heap.used");
        assertThat(results.at("/monitors/0/unit").asText()).isEqualTo("MiB");
    }

    static class InterruptedTestCases {

        private final Thread caller = Thread.currentThread();

        @QueueLoad(users = 1, iterations = 1, queue = "orders")
        void one() {
            caller.interrupt();
        }
    }

    /** An interrupted thread could not close connections, nor wait for a server to stop. */
    @Test
    void participant_ofAnInterruptedTest_isClosedWithoutTheInterrupt() {
        TestRun.of(InterruptedTestCases.class, output);
        boolean left = Thread.interrupted();

        assertThat(QueueExtension.CALLS).as("interrupt left: %s", left).contains("ended", "close");
    }

    @Test
    void objective_ofAnExtension_failsLikeAnyOther() {
        TestRun run = TestRun.of(QueueTestCases.class, output);

        assertThat(run.failure("full")).isInstanceOf(SloViolation.class);
        assertThat(TestRun.headline(run.failure("full")))
                .isEqualTo("full missed 1 of 2 SLOs: length of the queue 9, limit 5 (1 user, 1 iteration within 10m;"
                        + " 1 iteration)");
        assertThat(TestRun.headline(run.failure("worse"))).isEqualTo("the queue got worse");
    }

    @Test
    void statement_thatIsUnknown_namesThoseThatExist() {
        TestRun run = TestRun.of(UnknownTestCases.class, output);

        assertThatExceptionOfType(SloViolation.class)
                .isThrownBy(() -> {
                    throw run.failure("one");
                })
                .withMessage("no statement \"select 2 from queue\"; there are: select 1 from queue");
    }

    static class UnknownTestCases {

        @QueueLoad(users = 1, iterations = 1, queue = "orders")
        void one() {}

        @AfterLoad
        void after(LoadResult result) {
            assertThat(result).statement("select 2 from queue").p50().isLessThan(ofMillis(1));
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @LoadTest(users = 1, iterations = 1)
    @interface Nightly {}

    static class SeveralKindsTestCases {

        @LoadTest(users = 1, iterations = 1)
        @QueueLoad(users = 1, iterations = 1, queue = "orders")
        void foreign() {
            TEXTS.add("run");
        }

        @LoadTest(users = 1, iterations = 1)
        @io.github.perfjunit.Load(users = 1, iterations = 1)
        void own() {
            TEXTS.add("run");
        }

        @Nightly
        @LoadTest(users = 2, iterations = 2)
        void composed() {
            TEXTS.add("run");
        }

        @PerfTest
        @LoadTest(users = 1, iterations = 1)
        void fluent(LoadBuilder load) {
            TEXTS.add("run");
        }

        @Nightly
        void one() {}
    }

    @Test
    void kindsOfLoad_severalOnOneMethod_failNamingAllOfThem() {
        TestRun run = TestRun.of(SeveralKindsTestCases.class, output);

        assertSeveral(run, "foreign", "@LoadTest and @QueueLoad");
        assertSeveral(run, "own", "@LoadTest and @Load");
        assertSeveral(run, "composed", "@LoadTest of @Nightly and @LoadTest");
        assertSeveral(run, "fluent", "@LoadTest and @PerfTest");
        run.assertPassed("one");
        assertThat(TEXTS).isEmpty();
        assertThat(QueueExtension.CALLS).isEmpty();
    }

    private static void assertSeveral(TestRun run, String method, String kinds) {
        assertThat(run.failure(method))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("SeveralKindsTestCases." + method + " has " + kinds
                        + ", of which a method can have only one. Hint: write a method for each.");
    }

    static class ValuesTestCases {

        @QueueLoad(users = 1, iterations = 1, queue = "${queue.place}")
        void known(Message message) {
            TEXTS.add(message.text());
        }

        @QueueLoad(users = 1, iterations = 1, queue = "${queue.place.other:attic}")
        void byDefault(Message message) {
            TEXTS.add(message.text());
        }
    }

    @Test
    void value_thatAnExtensionKnows_isTakenBeforeTheDefault() {
        TestRun run = TestRun.of(ValuesTestCases.class, output);

        run.assertPassed("known");
        run.assertPassed("byDefault");
        assertThat(TEXTS).containsExactlyInAnyOrder("cellar 0", "attic 0");
    }

    @Test
    void value_thatIsSetOutside_isNotAskedOfExtensions() {
        TestRun.of(ValuesTestCases.class, output, "queue.place=roof").assertPassed("known");

        assertThat(TEXTS).contains("roof 0");
    }

    @Test
    void mistakes_thatAnExtensionFinds_areReportedWithAllOthersBeforeTheLoad() {
        TestRun run = TestRun.of(QueueTestCases.class, output);

        assertThat(run.failure("wrong"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("""
                        3 configuration errors in QueueTestCases.wrong:
                          - @QueueLoad sets no load but must set users
                          - @QueueLoad.timeout was 'soon' but must be a duration such as 250ms, 2s, 10m or 1h30m
                          - @QueueLoad.queue was empty but must name a queue""");
        assertThat(run.failure("closed"))
                .hasMessage("1 configuration error in QueueTestCases.closed:\n  - queue 'closed' is closed");
    }
}
