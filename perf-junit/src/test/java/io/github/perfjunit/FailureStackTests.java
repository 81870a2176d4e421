// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks lead CI tools and IDEs to the user's own lines. */
class FailureStackTests {

    private static final String FILE = "FailureStackTests.java";

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
    void missedSlo_stack_isOneFrameInTheTestMethod() {
        TestRun run = TestRun.of(FailingTestCases.class, output);

        Throwable nested = run.failure("nested");
        assertThat(nested.getStackTrace())
                .containsExactly(
                        new StackTraceElement(FailingTestCases.Inner.class.getName(), "nested", FILE, lineOfBody));
        Throwable visit = run.failure("visit");
        assertThat(visit).isInstanceOf(SloViolation.class);
        assertThat(visit.getStackTrace()).singleElement().satisfies(frame -> {
            assertThat(frame.getClassName()).isEqualTo(FailingTestCases.class.getName());
            assertThat(frame.getMethodName()).isEqualTo("visit");
            assertThat(frame.getFileName()).isEqualTo(FILE);
        });
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

    private static org.assertj.core.groups.Tuple tuple(int line) {
        return org.assertj.core.groups.Tuple.tuple(FILE, line);
    }
}
