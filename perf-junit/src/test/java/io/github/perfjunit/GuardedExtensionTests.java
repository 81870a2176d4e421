// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.spi.TroubleExtension;
import io.github.perfjunit.spi.Troubled;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** What an extension throws is named, and spoils no clock, no other extension and no file. */
class GuardedExtensionTests {

    private static final String NAME = TroubleExtension.class.getName();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        TroubleExtension.CALLS.clear();
    }

    static class ObserverTestCases {

        @Troubled("observers")
        @LoadTest(users = 1, duration = "3s", thinkTime = "20ms")
        void watched() {}
    }

    @Test
    void monitorsAndListeners_thatHangOrThrow_spoilNothingElse() throws IOException {
        TestRun run = TestRun.of(ObserverTestCases.class, output);

        run.assertPassed("watched");
        Path directory = output.resolve("GuardedExtensionTests.ObserverTestCases.watched");
        int intervals = Files.readAllLines(directory.resolve("intervals.csv")).stream()
                .map(line -> line.split(",", 2)[0])
                .distinct()
                .toList()
                .size();
        List<String> sampled = Files.readAllLines(directory.resolve("monitors.csv"));
        assertThat(intervals).as("seconds and header").isGreaterThanOrEqualTo(4);
        assertThat(sampled)
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(line -> line.contains(",monitor,unit,") || line.endsWith(",good,,1"));
        int asked = (int) TroubleExtension.CALLS.stream()
                .filter("interval of watched"::equals)
                .count();
        String missing = "; these samples are missing";
        assertThat(notes(run.results("GuardedExtensionTests.ObserverTestCases.watched")))
                .contains(
                        "monitor 'hanging' of " + NAME + " answered late, or not at all, " + asked + " of " + asked
                                + " times" + missing,
                        "monitor 'hanging' of " + NAME + " did not return within 2 s of the end of the load",
                        "monitor 'throwing' of " + NAME + " failed " + asked + " of " + asked
                                + " times, first with IllegalStateException: boom" + missing,
                        "listener 'slow' of " + NAME + " missed " + asked + " of " + asked
                                + " intervals, because it was too slow",
                        "listener 'slow' of " + NAME + " did not return within 2 s of the end of the load",
                        "listener 'throwing' of " + NAME
                                + " failed 1 time, first with IllegalStateException: no display",
                        "listener 'endless' of " + NAME + " did not return within 2 s of the end of the load")
                .noneMatch(note -> note.startsWith("listener of"));
        assertThat(TroubleExtension.CALLS)
                .startsWith("begun with watched", "measure", "interval of watched")
                .containsSubsequence("listened to the end", "ended", "judge", "concluded", "close");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains(NAME));
    }

    static class ConsoleTestCases {

        private final PrintStream before = System.out;

        @BeforeEach
        void breakConsole() {
            System.setOut(new PrintStream(before) {
                @Override
                public void println(String line) {
                    throw new IllegalStateException("no console");
                }
            });
        }

        @AfterEach
        void mendConsole() {
            System.setOut(before);
        }

        @LoadTest(users = 1, duration = "1500ms", thinkTime = "20ms")
        void shown() {}
    }

    @Test
    void progress_thatCannotBeShown_endsNoLoad() {
        TestRun run = TestRun.of(ConsoleTestCases.class, output, "perf.progress=lines");

        run.assertPassed("shown");
        assertThat(notes(run.results()))
                .contains("the progress on the console failed 1 time, first with IllegalStateException: no console");
    }

    private static List<String> notes(JsonNode results) {
        return StreamSupport.stream(results.at("/notes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    static class FailingTestCases {

        @Troubled("join")
        @LoadTest(users = 1, iterations = 1)
        void join() {}

        @Troubled("open")
        @LoadTest(users = 1, iterations = 1)
        void open() {}

        @Troubled("argument")
        @LoadTest(users = 1, iterations = 1)
        void argument(io.github.perfjunit.load.VirtualUser user) {}

        @Troubled("around")
        @LoadTest(users = 1, iterations = 1)
        void around() {}

        @Troubled("prefersPlatformThreads")
        @LoadTest(users = 1, iterations = 1)
        void prefersPlatformThreads() {}

        @Troubled("monitors")
        @LoadTest(users = 1, iterations = 1)
        void monitors() {}

        @Troubled("listeners")
        @LoadTest(users = 1, iterations = 1)
        void listeners() {}

        @Troubled("begun")
        @LoadTest(users = 1, iterations = 1)
        void begun() {}

        @Troubled("ended")
        @LoadTest(users = 1, iterations = 1)
        void ended() {}

        @Troubled("judge")
        @LoadTest(users = 1, iterations = 1)
        void judge() {}

        @Troubled("decides")
        @LoadTest(users = 1, iterations = 1)
        void decides() {}

        @Troubled("concluded")
        @LoadTest(users = 1, iterations = 1)
        void concluded() {}

        @Troubled("close")
        @LoadTest(users = 1, iterations = 1)
        void close() {}

        @Troubled("null section")
        @LoadTest(users = 1, iterations = 1)
        void nullSection() {}

        @Troubled("nameless section")
        @LoadTest(users = 1, iterations = 1)
        void namelessSection() {}

        @Troubled("no sections")
        @LoadTest(users = 1, iterations = 1)
        void noSections() {}

        @Troubled("no judgement")
        @LoadTest(users = 1, iterations = 1)
        void noJudgement() {}

        @Troubled("judge assertion")
        @LoadTest(users = 1, iterations = 1)
        void judgeAssertion() {}

        @Troubled("concluded assertion")
        @LoadTest(users = 1, iterations = 1)
        void concludedAssertion() {}

        @Troubled("ended")
        @PerfTest
        void fluent(LoadBuilder load) {
            load.users(1).iterations(1).run(user -> {});
        }
    }

    /** All of these in one run, because a run costs more than a load. */
    @Test
    void participant_thatFails_isNamedAndKeepsNoOtherFromBeingCalled() {
        TestRun run = TestRun.of(FailingTestCases.class, output);

        for (String method : List.of("join", "open", "argument")) {
            assertThat(run.failure(method))
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage("1 configuration error in FailingTestCases." + method + ":\n  - the extension " + NAME
                            + " failed in " + method + ": IllegalStateException: boom");
            assertThat(run.failure(method).getSuppressed()[0]).hasRootCauseMessage("boom");
        }
        for (String method : List.of(
                "around",
                "prefersPlatformThreads",
                "monitors",
                "listeners",
                "begun",
                "ended",
                "judge",
                "decides",
                "concluded",
                "close")) {
            assertNamed(run, method, method, "IllegalStateException: boom");
        }
        assertNamed(run, "fluent", "ended", "IllegalStateException: boom");
        assertNamed(run, "nullSection", "ended", "NullPointerException: a section is null");
        assertNamed(run, "namelessSection", "ended", "NullPointerException: the name of a section is null");
        assertNamed(run, "noSections", "ended", "NullPointerException: it returned null");
        assertNamed(run, "noJudgement", "judge", "NullPointerException: it returned null");
        assertThat(run.failure("judgeAssertion"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not good enough");
        assertThat(run.failure("concludedAssertion"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not good enough");

        assertThat(TroubleExtension.CALLS).filteredOn("close"::equals).hasSize(20);
        assertThat(TroubleExtension.CALLS).filteredOn("ended"::equals).hasSize(12);
        assertThat(TroubleExtension.CALLS)
                .filteredOn("judge"::equals)
                .as("not of a @PerfTest")
                .hasSize(11);
        for (String method : List.of(
                "ended",
                "judge",
                "decides",
                "concluded",
                "close",
                "nullSection",
                "noJudgement",
                "judgeAssertion",
                "fluent")) {
            JsonNode results = run.results("GuardedExtensionTests.FailingTestCases." + method);
            assertThat(results.at("/all/count").asInt()).as(method).isEqualTo(1);
            assertThat(results.at("/sections/bystander/seen").asBoolean())
                    .as(method)
                    .isTrue();
        }
        assertThat(run.results("GuardedExtensionTests.FailingTestCases.judge")
                        .at("/verdict")
                        .asText())
                .isEqualTo("FAILED");
        assertThat(notes(run.results("GuardedExtensionTests.FailingTestCases.judge")))
                .contains("the extension " + NAME + " failed in judge: IllegalStateException: boom");
    }

    private static void assertNamed(TestRun run, String method, String failedIn, String reason) {
        assertThat(run.failure(method)).as(method).isInstanceOf(IllegalStateException.class);
        assertThat(run.failure(method)).hasMessage("the extension " + NAME + " failed in " + failedIn + ": " + reason);
    }
}
