// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.VirtualUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Records of {@link Feed} on their way to the parameters of load tests. */
class FeedParameterTests {

    private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    record Product(int id, String name) {}

    static class StrategiesTestCases {
        static List<String> letters() {
            return List.of("a", "b", "c");
        }

        Stream<String> digits() {
            return Stream.of("1", "2", "3");
        }

        @LoadTest(users = 1, iterations = 50)
        void random(@Feed(value = "#digits", strategy = FeedStrategy.RANDOM) String digit) {
            SEEN.add(digit);
        }

        @LoadTest(users = 3, duration = "50ms", thinkTime = "5ms")
        void unique(
                VirtualUser user, @Feed(value = "#letters", strategy = FeedStrategy.UNIQUE_PER_USER) String letter) {
            SEEN.add(user.id() + letter);
        }

        @LoadTest(users = 1, iterations = 2)
        void file(VirtualUser user, @Feed("file:${products}") Product product) {
            SEEN.add(product);
        }
    }

    @Test
    void strategies_records_reachTheMethod() throws Exception {
        Path products = Files.writeString(output.resolve("products.csv"), "id,name\n7,Lamp\n8,\"Desk, oak\"\n");

        TestRun run = TestRun.of(StrategiesTestCases.class, output.resolve("perf"), "products=" + products);

        for (String method : new String[] {"random", "unique", "file"}) {
            run.assertPassed(method);
        }
        assertThat(SEEN)
                .filteredOn(Product.class::isInstance)
                .containsExactly(new Product(7, "Lamp"), new Product(8, "Desk, oak"));
        assertThat(SEEN)
                .filteredOn(String.class::isInstance)
                .contains("1", "2", "3", "0a", "1b", "2c")
                .doesNotContain("0b", "0c", "1a", "1c", "2a", "2b");
    }

    static class CircularTestCases {
        static List<String> letters() {
            return List.of("a", "b", "c");
        }

        @LoadTest(users = 1, iterations = 7)
        void circular(@Feed("#letters") String letter) {
            SEEN.add(letter);
        }
    }

    @Test
    void circular_records_beginAgain() {
        TestRun.of(CircularTestCases.class, output);

        assertThat(SEEN).containsExactly("a", "b", "c", "a", "b", "c", "a");
    }

    static class OnceTestCases {
        static List<Integer> numbers() {
            return List.of(1, 2, 3, 4, 5);
        }

        @LoadTest(users = 2, duration = "1m")
        void closed(@Feed(value = "#numbers", strategy = FeedStrategy.ONCE) int number) {
            SEEN.add(number);
        }
    }

    static class OnceOpenTestCases {
        static List<Integer> numbers() {
            return List.of(1, 2, 3, 4, 5);
        }

        @LoadTest(arrivalRate = "200/s", duration = "1m")
        void open(@Feed(value = "#numbers", strategy = FeedStrategy.ONCE) int number) {
            SEEN.add(number);
        }
    }

    static class OnceIterationsTestCases {
        static List<Integer> numbers() {
            return List.of(1, 2, 3, 4, 5);
        }

        @LoadTest(users = 2, iterations = 100)
        void counted(@Feed(value = "#numbers", strategy = FeedStrategy.ONCE) int number) {
            SEEN.add(number);
        }
    }

    @Test
    void once_recordsUsedUp_endTheLoadWhichPasses() {
        TestRun closed = TestRun.of(OnceTestCases.class, output.resolve("closed"));
        assertThat(SEEN).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        closed.assertPassed("closed");
        assertThat(closed.results().toString()).doesNotContain("never started");

        SEEN.clear();
        TestRun open = TestRun.of(OnceOpenTestCases.class, output.resolve("open"));
        open.assertPassed("open");
        assertThat(SEEN).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(open.results().toString()).doesNotContain("never started");
        assertThat(open.results().at("/run/durationMs").asLong()).isLessThan(30_000);
    }

    @Test
    void once_fewerRecordsThanIterations_endsAsPlanned() {
        TestRun run = TestRun.of(OnceIterationsTestCases.class, output);

        assertThat(SEEN).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(run.results().at("/verdict").asText()).isEqualToIgnoringCase("passed");
    }

    static class TooFewTestCases {
        static List<String> letters() {
            return List.of("a", "b", "c");
        }

        @LoadTest(users = 4, duration = "50ms")
        void visit(@Feed(value = "#letters", strategy = FeedStrategy.UNIQUE_PER_USER) String letter) {
            SEEN.add(letter);
        }
    }

    @Test
    void uniquePerUser_fewerRecordsThanUsers_failsBeforeTheLoad() {
        TestRun run = TestRun.of(TooFewTestCases.class, output);

        assertThat(run.failure("visit"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("""
                        1 configuration error in TooFewTestCases.visit:
                          - #letters has 3 records but UNIQUE_PER_USER needs one for each of the 4 users""");
        assertThat(SEEN).isEmpty();
        assertThat(run.directories()).isEmpty();
    }
}
