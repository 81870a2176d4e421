// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stacks lead CI tools and IDEs to the user's own lines. */
class FailureStackTests {

    private static final String FILE = "FailureStackTests.java";

    private static final Map<String, Integer> LINES = new ConcurrentHashMap<>();

    private static int lineOfBody;

    @TempDir
    Path output;

    private static int line() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow())
                .getLineNumber();
    }

    static class FailingTestCases {
        @LoadTest(users = 1, iterations = 4)
        void visit(VirtualUser user) {
            lineOfBody = line();
            if (user.iteration() % 2 == 0) {
                throw new IllegalArgumentException("odd basket");
            }
            throw new AssertionError("even basket");
        }

        @Nested
        class Inner {
            @LoadTest(users = 1, iterations = 4)
            void nested() {
                lineOfBody = line();
                throw new IllegalArgumentException("odd basket");
            }
        }
    }

    @Test
    void missedSlo_stack_isTheTestMethod() {
        TestRun run = TestRun.of(FailingTestCases.class, output);

        Throwable nested = run.failure("nested");
        assertThat(nested.getStackTrace())
                .containsExactly(
                        new StackTraceElement(FailureStackTests.class.getName(), "nested", FILE, lineOfBody),
                        new StackTraceElement(FailingTestCases.Inner.class.getName(), "nested", FILE, lineOfBody));
        Throwable visit = run.failure("visit");
        assertThat(visit).isInstanceOf(SloViolation.class);
        assertThat(visit.getStackTrace())
                .extracting(StackTraceElement::getClassName, StackTraceElement::getMethodName)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(FailureStackTests.class.getName(), "visit"),
                        org.assertj.core.api.Assertions.tuple(FailingTestCases.class.getName(), "visit"));
        assertThat(visit.getStackTrace())
                .extracting(StackTraceElement::getFileName)
                .containsOnly(FILE);
    }

    @Test
    void missedSlo_suppressedSamples_carryTheUsersLines() {
        Throwable visit = TestRun.of(FailingTestCases.class, output).failure("visit");

        assertThat(visit.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder("odd basket", "even basket");
        int first = visit.getStackTrace()[0].getLineNumber();
        assertThat(Arrays.stream(visit.getSuppressed()).map(sample -> sample.getStackTrace()[0]))
                .extracting(StackTraceElement::getFileName, StackTraceElement::getLineNumber)
                .containsExactlyInAnyOrder(tuple(first + 2), tuple(first + 4));
    }

    abstract static class BaseTestCases {
        @LoadTest(users = 1, iterations = 4)
        void inherited() {
            at("inherited", 1);
            throw new IllegalStateException("no stock of base");
        }
    }

    interface DefaultTestCases {
        @LoadTest(users = 1, iterations = 4)
        default void ofInterface() {
            at("ofInterface", 1);
            throw new IllegalStateException("no stock of interface");
        }
    }

    static class PlacesTestCases extends BaseTestCases {
        @LoadTest(users = 1, iterations = 4)
        void plain() {
            at("plain", 1);
            throw new IllegalStateException("no stock of plain");
        }

        @LoadTest(users = 1, iterations = 4)
        void lambda(VirtualUser user) throws Exception {
            at("lambda", 2);
            user.step("order", () -> {
                throw new IllegalStateException("no stock of lambda");
            });
        }

        @LoadTest(users = 1, iterations = 4)
        void library() {
            at("library", 1);
            List.of().iterator().next();
        }

        @Nested
        class Inner implements DefaultTestCases {
            @LoadTest(users = 1, iterations = 4)
            void nested() {
                at("nested", 1);
                throw new IllegalStateException("no stock of nested");
            }
        }
    }

    private static void at(String method, int below) {
        int here = StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow())
                .getLineNumber();
        LINES.put(method, here + below);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    plain       | iteration | (iteration) IllegalStateException no stock of plain, 4 of 4 iterations
                    lambda      | request   | order IllegalStateException no stock of lambda, 4 of 4
                    library     | iteration | (iteration) NoSuchElementException, 4 of 4 iterations
                    nested      | iteration | (iteration) IllegalStateException no stock of nested, 4 of 4 iterations
                    inherited   | iteration | (iteration) IllegalStateException no stock of base, 4 of 4 iterations
                    ofInterface | iteration | (iteration) IllegalStateException no stock of interface, 4 of 4 iterations
                    """)
    void thrownInTheBody_message_endsItsErrorWithTheUsersLine(String method, String thing, String error) {
        TestRun run = TestRun.of(PlacesTestCases.class, output);

        String place = " at " + FILE + ":" + LINES.get(method);
        String message = String.valueOf(run.failure(method).getMessage());
        assertThat(message.lines()
                        .filter(line -> !line.startsWith("  generator:")
                                && !line.startsWith("  report:")
                                && !line.startsWith("  no request was made")))
                .containsExactly(
                        method + " missed 1 of 1 SLO: errors 4, none allowed (1 user, 4 iterations within 10m; 4 "
                                + thing + "s)",
                        "",
                        "  SLO     limit  actual",
                        "  errors  none   4       MISSED  first at 0:00, 4 samples",
                        "",
                        "  top error: " + error + place);
        assertThat(run.printed().replaceAll("\\s+", " ")).contains(place);
        StackTraceElement frame = run.failure(method).getStackTrace()[0];
        assertThat(frame.getMethodName()).isEqualTo(method);
        assertThat(frame.getFileName()).isEqualTo(FILE);
        assertThat(frame.getLineNumber()).isBetween(LINES.get(method) - 2, LINES.get(method) - 1);
    }

    private static org.assertj.core.groups.Tuple tuple(int line) {
        return org.assertj.core.groups.Tuple.tuple(FILE, line);
    }
}
