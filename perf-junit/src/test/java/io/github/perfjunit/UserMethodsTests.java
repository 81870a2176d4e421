// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** What runs before and after each virtual user, in which order, and what becomes of its mistakes and failures. */
class UserMethodsTests {

    private static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        CALLS.clear();
    }

    static class Base {
        @BeforeUser
        void beforeInBase() {
            CALLS.add("before base");
        }

        @AfterUser
        void afterInBase() {
            CALLS.add("after base");
        }
    }

    static class OrderTestCases extends Base {
        @BeforeEach
        void beforeEach() {
            CALLS.add("before each");
        }

        @AfterEach
        void afterEach() {
            CALLS.add("after each");
        }

        @BeforeUser
        void beforeInOuter() {
            CALLS.add("before outer");
        }

        @AfterUser
        void afterInOuter() {
            CALLS.add("after outer");
        }

        @Nested
        class Inner {
            @BeforeUser
            void beforeInInner() {
                CALLS.add("before inner");
            }

            @AfterUser
            void afterInInner() {
                CALLS.add("after inner");
            }

            @LoadTest(users = 1, iterations = 2)
            void visit() {
                CALLS.add("visit");
            }
        }
    }

    @Test
    void nestedAndInherited_userMethods_runOutsideInAndBackOut() {
        TestRun run = TestRun.of(OrderTestCases.class, output);

        run.assertPassed("visit");
        assertThat(run.directories()).containsExactly("UserMethodsTests.OrderTestCases.Inner.visit");
        assertThat(CALLS)
                .containsExactly(
                        "before each",
                        "before base",
                        "before outer",
                        "before inner",
                        "visit",
                        "visit",
                        "after inner",
                        "after outer",
                        "after base",
                        "after each");
    }

    static class InheritedLoad {
        @LoadTest(users = 1, iterations = 1)
        void visit() {
            CALLS.add("visit");
        }
    }

    static class InheritingTestCases extends InheritedLoad {
        @BeforeUser
        void before() {
            CALLS.add("before");
        }
    }

    @Test
    void inheritedLoadTest_userMethodOfSubclass_runs() {
        TestRun run = TestRun.of(InheritingTestCases.class, output);

        run.assertPassed("visit");
        assertThat(CALLS).containsExactly("before", "visit");
        assertThat(run.directories()).containsExactly("UserMethodsTests.InheritingTestCases.visit");
    }

    static class EachUserTestCases {
        @BeforeUser
        void before(VirtualUser user) {
            user.put("name", "user " + user.id());
        }

        @AfterUser
        void after(VirtualUser user) {
            CALLS.add(user.get("name", String.class));
        }

        @LoadTest(users = 3, duration = "50ms", thinkTime = "5ms")
        void visit(VirtualUser user) {
            assertThat(user.get("name", String.class)).isEqualTo("user " + user.id());
        }
    }

    @Test
    void valuesOfUsers_bodyAndUserMethods_shareThem() {
        TestRun.of(EachUserTestCases.class, output).assertPassed("visit");

        assertThat(CALLS).containsExactlyInAnyOrder("user 0", "user 1", "user 2");
    }

    static class FailingBeforeTestCases {
        @BeforeUser
        void login(VirtualUser user) {
            if (user.id() == 1) {
                throw new IllegalStateException("no account");
            }
        }

        @AfterUser
        void logout(VirtualUser user) {
            CALLS.add("after " + user.id());
        }

        @LoadTest(users = 2, duration = "50ms", thinkTime = "5ms")
        void visit() {}
    }

    @Test
    void failureBeforeUser_load_failsAndSuppressesIt() {
        TestRun run = TestRun.of(FailingBeforeTestCases.class, output);

        Throwable failure = run.failure("visit");
        assertThat(failure).isInstanceOf(SloViolation.class).hasMessageContaining("before user: no account");
        assertThat(failure.getSuppressed()).singleElement().satisfies(sample -> assertThat(sample)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no account"));
        assertThat(CALLS).containsExactly("after 0");
    }

    @Test
    void failureBeforeUserInSmokeMode_load_failsWithItAsItIs() {
        FailAllTestCases.failBefore = true;

        assertThat(TestRun.of(FailAllTestCases.class, output, "perf.mode=smoke").failure("visit"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("no account");
    }

    @Test
    void failureAfterUserInSmokeMode_load_failsWithItAsItIs() {
        FailAllTestCases.failBefore = false;

        assertThat(TestRun.of(FailAllTestCases.class, output, "perf.mode=smoke").failure("visit"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("no way out");
    }

    static class FailAllTestCases {
        static volatile boolean failBefore;

        @BeforeUser
        void login() {
            if (failBefore) {
                throw new IllegalStateException("no account");
            }
        }

        @LoadTest(users = 2, iterations = 2)
        void visit() {}

        @AfterUser
        void logout() {
            throw new IllegalStateException("no way out");
        }
    }

    static class MistakenTestCases {
        @BeforeUser
        void login(String name) {}

        @AfterUser
        void logout(@Feed("/products.csv") List<String> all) {}

        @LoadTest(users = 1, iterations = 1)
        void visit() {
            CALLS.add("visit");
        }
    }

    @Test
    void foreignParametersOfUserMethods_load_failsBeforeItRan() {
        TestRun run = TestRun.of(MistakenTestCases.class, output);

        assertThat(run.failure("visit"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("""
                        2 configuration errors in MistakenTestCases.visit:
                          - @BeforeUser login() has a parameter of type String but may only have VirtualUser, Http
                          - @AfterUser logout() has a parameter of type List but may only have VirtualUser, Http""");
        assertThat(CALLS).isEmpty();
        assertThat(run.directories()).isEmpty();
    }
}
