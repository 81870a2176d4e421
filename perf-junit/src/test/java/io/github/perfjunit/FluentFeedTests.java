// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.Records;
import io.github.perfjunit.metrics.LoadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records on their way to the iterations of loads in fluent form. */
class FluentFeedTests {

    private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    record Product(int id, String name) {}

    static class RecordsTestCases {
        static List<String> letters() {
            return List.of("a", "b", "c");
        }

        @PerfTest
        void population(LoadBuilder load) {
            Records<Product> products = load.feed("file:${products}", Product.class);
            load.users(1).iterations(3).run(user -> SEEN.add(products.next(user)));
        }

        @PerfTest
        void scenarios(LoadBuilder load) {
            load.scenario("all", s -> {
                        Records<String> letters = s.feed("#letters", String.class);
                        s.users(1).iterations(4).run(user -> SEEN.add("all " + letters.next(user)));
                    })
                    .scenario("own", s -> {
                        Records<String> letters = s.feed("#letters", String.class, FeedStrategy.UNIQUE_PER_USER);
                        s.users(3)
                                .duration("50ms")
                                .thinkTime("5ms")
                                .run(user -> SEEN.add("own " + user.id() + letters.next(user)));
                    })
                    .start();
        }

        @PerfTest
        void numbers(LoadBuilder load) {
            Records<Integer> ids = load.feed("#ids", int.class);
            load.users(1).iterations(2).run(user -> SEEN.add(ids.next(user)));
        }

        static Stream<Integer> ids() {
            return Stream.of(7, 8);
        }
    }

    @Test
    void records_ofPopulationsAndScenarios_reachTheBody() throws Exception {
        Path products = Files.writeString(output.resolve("products.csv"), "id,name\n7,Lamp\n8,\"Desk, oak\"\n");

        TestRun run = TestRun.of(RecordsTestCases.class, output.resolve("perf"), "products=" + products);

        run.assertPassed("population");
        run.assertPassed("scenarios");
        run.assertPassed("numbers");
        assertThat(SEEN)
                .filteredOn(Product.class::isInstance)
                .containsExactly(new Product(7, "Lamp"), new Product(8, "Desk, oak"), new Product(7, "Lamp"));
        assertThat(SEEN)
                .filteredOn(String.class::isInstance)
                .contains("all a", "all b", "all c", "own 0a", "own 1b", "own 2c")
                .doesNotContain("own 0b", "own 0c", "own 1a", "own 1c", "own 2a", "own 2b");
        assertThat(SEEN).filteredOn(Integer.class::isInstance).containsExactly(7, 8);
    }

    static class OnceTestCases {
        static List<String> letters() {
            return List.of("a", "b", "c");
        }

        @PerfTest
        void once(LoadBuilder load) {
            Records<String> letters = load.feed("#letters", String.class, FeedStrategy.ONCE);
            LoadResult result = load.users(1).duration("1m").run(user -> SEEN.add(letters.next(user)));
            assertThat(result).count().isEqualTo(3);
        }
    }

    @Test
    void once_recordsAreUsedUp_endsTheScenario() {
        TestRun.of(OnceTestCases.class, output).assertPassed("once");

        assertThat(SEEN).containsExactly("a", "b", "c");
    }

    static class MistakesTestCases {
        static List<String> letters() {
            return List.of("a", "b", "c");
        }

        @PerfTest
        void several(LoadBuilder load) {
            load.scenario("shoppers", s -> s.users(5).duration("1 minute").run(user -> {}))
                    .scenario("buyers", s -> {
                        s.feed("/nowhere.csv", Product.class);
                        s.feed("${none}", Product.class);
                        s.users(5).duration("1s").run(user -> {});
                    })
                    .start();
        }

        @PerfTest
        void tooFew(LoadBuilder load) {
            load.scenario("a", s -> s.users(1).duration("1s").run(user -> {}))
                    .scenario("b", s -> {
                        s.feed("#letters", String.class, FeedStrategy.UNIQUE_PER_USER);
                        s.users(5).duration("1s").run(user -> {});
                    })
                    .start();
        }

        @PerfTest
        void unused(LoadBuilder load) {
            load.feed("#letters", String.class);
            load.scenario("a", s -> s.users(1).iterations(1).run(user -> {})).start();
        }
    }

    @Test
    void mistakes_ofRecordsAndSettings_areReportedTogether() {
        TestRun run = TestRun.of(MistakesTestCases.class, output);

        assertThat(run.failure("several")).hasMessage("""
                        3 configuration errors in MistakesTestCases.several:
                          - scenario("shoppers").duration was '1 minute' but must be a duration such as 250ms, 2s, 10m \
                        or 1h30m
                          - /nowhere.csv was not found: looked for nowhere.csv on the class path of \
                        io.github.perfjunit.FluentFeedTests$MistakesTestCases. Hint: put it into src/test/resources, or \
                        write file: before the path of a file.
                          - scenario("buyers").feed was '${none}' but must have a value for 'none': a JUnit \
                        configuration parameter or system property of that name, an environment variable 'NONE', or a \
                        default as in ${key:default}""");
        assertThat(run.failure("tooFew"))
                .hasMessage("1 configuration error in MistakesTestCases.tooFew:\n  - #letters has 3 records but"
                        + " UNIQUE_PER_USER needs one for each of the 5 users");
        assertThat(run.failure("unused"))
                .hasMessage("1 configuration error in MistakesTestCases.unused:\n  - load.feed is set, but in a load of"
                        + " several scenarios each must set its own");
        assertThat(SEEN).isEmpty();
    }

    static class MisuseTestCases {
        static List<String> letters() {
            return List.of("a", "b", "c");
        }

        @PerfTest
        void twice(LoadBuilder load) {
            Records<String> letters = load.feed("#letters", String.class);
            load.users(1).iterations(1).run(user -> SEEN.add(letters.next(user)));
            load.users(1).iterations(1).run(user -> SEEN.add(letters.next(user)));
        }

        @PerfTest
        void shared(LoadBuilder load) {
            Queue<Records<String>> letters = new ConcurrentLinkedQueue<>();
            load.scenario("first", s -> {
                        letters.add(s.feed("#letters", String.class));
                        s.users(1).iterations(1).run(user -> {});
                    })
                    .scenario("second", s -> s.users(1).iterations(1).run(user -> letters.element()
                            .next(user)))
                    .start();
        }
    }

    @Test
    void records_ofAnotherLoadOrScenario_areRefusedWithRemedy() {
        TestRun run = TestRun.of(MisuseTestCases.class, output);

        assertThat(run.failure("twice").getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("feed(\"#letters\") was asked for a record but its load is not running; call"
                        + " next(user) inside the body that is given to run(...) of the same load");
        assertThat(run.failure("shared").getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "feed(\"#letters\") was asked for a record by a user of scenario \"second\" but belongs"
                                + " to \"first\"; each scenario calls feed(...) itself");
        assertThat(SEEN).containsExactly("a");
    }
}
