// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** All mistakes of a test are found before its body runs, and reported together. */
class MistakesTests {

    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        CALLS.set(0);
    }

    static class ManyMistakesTestCases {
        @BeforeUser
        void login(int number) {}

        @AfterLoad("vist")
        void misspelt(LoadResult result) {}

        @AfterLoad
        void blind() {}

        @LoadTest(rampUp = "2 minutes", duration = "10m", baseUrl = "${shop.url}")
        @Slo(p95 = "fast", errorRate = "0.1")
        @Slo(request = "GET /", abort = true)
        void visit(@Feed("/nowhere.csv") Map<String, String> row) {
            CALLS.incrementAndGet();
        }
    }

    @Test
    void severalMistakes_message_listsAllOfThem() {
        TestRun run = TestRun.of(ManyMistakesTestCases.class, output, "perf.scale=half", "perf.executor=moon");

        Throwable failure = run.failure("visit");
        assertThat(failure).isInstanceOf(ExtensionConfigurationException.class).hasMessage("""
                        12 configuration errors in ManyMistakesTestCases.visit:
                          - perf.scale was 'half' but must be a number above 0 such as 0.2
                          - @LoadTest.rampUp was '2 minutes' but must be a duration such as 250ms, 2s, 10m or 1h30m
                          - @LoadTest.baseUrl was '${shop.url}' but must have a value for 'shop.url': a JUnit \
                        configuration parameter or system property of that name, an environment variable 'SHOP_URL', or \
                        a default as in ${key:default}
                          - @LoadTest sets no load but must set users, arrivalRate or stages
                          - @Slo[1].p95 was 'fast' but must be a duration such as 250ms, 2s, 10m or 1h30m
                          - @Slo[1].errorRate was '0.1' but must be a share from 0% to 100% such as 0.5%
                          - @Slo[2] sets no limit but must set at least one, such as p95 or errorRate
                          - perf.executor was 'moon' but must be one of local, made-up, processes
                          - @AfterLoad("vist") on misspelt() names no load test of its class, which has visit
                          - @AfterLoad on blind() must have a parameter of type LoadResult
                          - @BeforeUser login() has a parameter of type int but may only have VirtualUser, Http
                          - /nowhere.csv was not found: looked for nowhere.csv on the class path of \
                        io.github.perfjunit.MistakesTests$ManyMistakesTestCases. Hint: put it into src/test/resources, \
                        or write file: before the path of a file.""");
        assertThat(CALLS).hasValue(0);
        assertThat(run.directories()).isEmpty();
        assertThat(run.printed()).isEmpty();
    }

    static class NoModelTestCases {
        @LoadTest(duration = "1m")
        void visit() {
            CALLS.incrementAndGet();
        }
    }

    @Test
    void noUsers_load_failsBeforeItRan() {
        assertThat(TestRun.of(NoModelTestCases.class, output).failure("visit"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("""
                        1 configuration error in NoModelTestCases.visit:
                          - @LoadTest sets no load but must set users, arrivalRate or stages""");
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void outputThatIsAFile_load_failsBeforeItRan() throws Exception {
        Path file = Files.writeString(output.resolve("file"), "");

        assertThat(TestRun.of(PlaceholderTestCases.class, file, "t.p=1h").failure("visit"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("1 configuration error in PlaceholderTestCases.visit:\n  - perf.output " + file
                        + " cannot be written: ");
    }

    static class FluentMistakesTestCases {
        @PerfTest
        void scenarios(LoadBuilder load) {
            load.scenario("browse", s -> s.users(0).duration("1m").run(user -> CALLS.incrementAndGet()))
                    .scenario("buy", s -> s.arrivalRate("5 per second").duration("1m"))
                    .start();
        }

        @PerfTest
        void one(LoadBuilder load) {
            load.users(5).duration("1m").thinkTime("long").run(user -> CALLS.incrementAndGet());
        }

        @PerfTest
        void none(LoadBuilder load) {
            load.start();
        }
    }

    @Test
    void mistakesOfBuilders_load_throwsIllegalArgumentException() {
        TestRun run = TestRun.of(FluentMistakesTestCases.class, output);

        assertThat(run.failure("scenarios"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        3 configuration errors in FluentMistakesTestCases.scenarios:
                          - scenario("buy") has no code but must call run(...)
                          - scenario("browse").users was '0' but must be from 1 to 200000
                          - scenario("buy").arrivalRate was '5 per second' but must be a rate such as 200/s, 10000/min \
                        or 5/h""");
        assertThat(run.failure("one"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        1 configuration error in FluentMistakesTestCases.one:
                          - load.thinkTime was 'long' but must be a pause such as 2s or a range such as 1s..3s""");
        assertThat(run.failure("none"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        1 configuration error in FluentMistakesTestCases.none:
                          - the load has no scenario but must have at least one""");
        assertThat(CALLS).hasValue(0);
        assertThat(run.directories()).isEmpty();
    }

    static class PlaceholderTestCases {
        @LoadTest(name = "${t.name:named}", users = 2, duration = "${t.duration:50ms}")
        @Slo(max = "${t.p}")
        void visit(VirtualUser user, @Feed("${t.feed:#rows}") String row) {
            CALLS.incrementAndGet();
            assertThat(row).isEqualTo("default");
        }

        static String[] rows() {
            return new String[] {"default"};
        }

        static String[] others() {
            return new String[] {"default"};
        }
    }

    @Test
    void placeholders_configurationParameters_fillThem() {
        TestRun run = TestRun.of(
                PlaceholderTestCases.class, output, "t.name=other", "t.p=1h", "t.duration=20ms", "t.feed=#others");

        run.assertPassed("visit");
        assertThat(run.results().at("/run/measured/toMs").asInt()).isEqualTo(20);
        assertThat(run.results().toString()).contains("\"other\"").doesNotContain("${");
    }

    @Test
    void placeholderWithoutValue_load_failsBeforeItRan() {
        assertThat(TestRun.of(PlaceholderTestCases.class, output).failure("visit"))
                .hasMessage("""
                        1 configuration error in PlaceholderTestCases.visit:
                          - @Slo.max was '${t.p}' but must have a value for 't.p': a JUnit configuration parameter or \
                        system property of that name, an environment variable 'T_P', or a default as in ${key:default}""");
        assertThat(CALLS).hasValue(0);
    }
}
