// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.VirtualUser;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;

/** Loads beside other extensions of JUnit, and annotations that do not go together. */
class ForeignExtensionTests {

    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        CALLS.set(0);
    }

    /** Runs the body itself, as that of Quarkus does. */
    static final class Replacing implements InvocationInterceptor {
        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
                throws Throwable {
            invocation.skip();
            call.getExecutable()
                    .invoke(call.getTarget().orElseThrow(), call.getArguments().toArray());
        }
    }

    @ExtendWith(Replacing.class)
    static class ReplacedTestCases {
        @LoadTest(users = 2, iterations = 10)
        void visit() {
            CALLS.incrementAndGet();
        }
    }

    @Test
    void interceptorInFront_load_failsWithRemedy() {
        TestRun run = TestRun.of(ReplacedTestCases.class, output);

        assertThat(run.failure("visit"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("the load of ReplacedTestCases.visit did not run: another extension replaced the invocation"
                        + " of the test method. Hint: name PerfExtension first, as in"
                        + " @ExtendWith({PerfExtension.class, Other.class}), or use @PerfTest.");
        assertThat(run.directories()).isEmpty();
    }

    @ExtendWith({PerfExtension.class, Replacing.class})
    static class BehindTestCases {
        @LoadTest(users = 2, iterations = 10)
        void visit() {
            CALLS.incrementAndGet();
        }
    }

    @Test
    void interceptorBehind_load_runs() {
        TestRun.of(BehindTestCases.class, output).assertPassed("visit");

        assertThat(CALLS).hasValue(10);
    }

    static class CombinedTestCases {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @LoadTest(users = 1, iterations = 1)
        void sized(int size, VirtualUser user) {
            CALLS.incrementAndGet();
        }

        @RepeatedTest(2)
        @LoadTest(users = 1, iterations = 1)
        void again() {
            CALLS.incrementAndGet();
        }

        @RepeatedTest(2)
        @PerfTest
        void fluent() {
            CALLS.incrementAndGet();
        }
    }

    @Test
    void loadTestOnTemplate_allItsTests_failWithRemedy() {
        TestRun run = TestRun.of(CombinedTestCases.class, output);

        assertFailed(
                run.ends("sized"),
                "@LoadTest on CombinedTestCases.sized is a test of its own and cannot be combined with"
                        + " @ParameterizedTest or @RepeatedTest. Hint: use @Load instead of @LoadTest there.");
        assertFailed(
                run.ends("again"),
                "@LoadTest on CombinedTestCases.again is a test of its own and cannot be combined with"
                        + " @ParameterizedTest or @RepeatedTest. Hint: use @Load instead of @LoadTest there.");
        assertFailed(
                run.ends("fluent"),
                "@PerfTest on CombinedTestCases.fluent is a test of its own and cannot be combined with"
                        + " @ParameterizedTest or @RepeatedTest. Hint: run several loads in one method instead.");
        assertThat(CALLS).hasValue(0);
    }

    private static void assertFailed(List<TestExecutionResult> ends, String message) {
        assertThat(ends).isNotEmpty().allSatisfy(end -> assertThat(end.getThrowable())
                .hasValueSatisfying(thrown -> assertThat(thrown)
                        .isInstanceOf(ExtensionConfigurationException.class)
                        .hasMessage(message)));
    }

    static class TwiceTestCases {
        @Test
        @LoadTest(users = 2, iterations = 10)
        void visit() {
            CALLS.incrementAndGet();
        }
    }

    @Test
    void loadTestBesideTest_load_runsOnce() {
        TestRun.of(TwiceTestCases.class, output).assertPassed("visit");

        assertThat(CALLS).hasValue(10);
    }
}
