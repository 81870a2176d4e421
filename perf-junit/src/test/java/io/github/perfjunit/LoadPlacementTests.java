// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.VirtualUser;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.Filter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Where load annotations may stand, and what else JUnit gives the methods that carry them. */
class LoadPlacementTests {

    private static final String CLASS = "LoadPlacementTests.";
    private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Load(users = 2, iterations = 6)
    @Slo(max = "1h")
    static class OnClassTestCases {
        @Test
        void ofClass(VirtualUser user) {
            SEEN.add("class " + user.scenario());
        }

        @LoadTest(users = 1, iterations = 3)
        void own() {
            SEEN.add("own");
        }

        @PerfTest
        void fluent(LoadBuilder load) {
            SEEN.add("fluent");
            load.users(1).iterations(1).run(user -> {});
        }

        @Nested
        class Inner {
            @Test
            void nested() {
                SEEN.add("nested");
            }
        }
    }

    @Test
    void loadOnClass_testsWithoutTheirOwn_haveIt() {
        TestRun run = TestRun.of(OnClassTestCases.class, output);

        for (String method : new String[] {"ofClass", "own", "fluent", "nested"}) {
            run.assertPassed(method);
        }
        assertThat(SEEN).filteredOn("class ofClass"::equals).hasSize(6);
        assertThat(SEEN).filteredOn("own"::equals).hasSize(3);
        assertThat(SEEN).filteredOn("fluent"::equals).hasSize(1);
        assertThat(SEEN).filteredOn("nested"::equals).hasSize(6);
        assertThat(run.results(CLASS + "OnClassTestCases.own").toString()).contains("\"max\"");
        assertThat(run.results(CLASS + "OnClassTestCases.Inner.nested").toString())
                .contains("\"max\"");
    }

    @Load(users = 2, iterations = 6)
    static class FactoryTestCases {
        @TestFactory
        DynamicTest factory() {
            return DynamicTest.dynamicTest("one", () -> SEEN.add("dynamic"));
        }
    }

    @Test
    void loadOnClassWithTestFactory_factory_failsWithRemedy() {
        assertThat(TestRun.of(FactoryTestCases.class, output).containerFailure("factory"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "FactoryTestCases.factory is a @TestFactory, which cannot be run as a load. Hint: move it to"
                                + " a class without @Load, or use @ParameterizedTest.");
        assertThat(SEEN).isEmpty();
    }

    static class TemplatesTestCases {
        @RepeatedTest(3)
        @Load(users = 1, iterations = 2)
        void repeated() {
            SEEN.add("repeated");
        }

        @ParameterizedTest
        @ValueSource(ints = {10, 20})
        @Load(users = 2, iterations = 4)
        void sized(int size, VirtualUser user, TestInfo test) {
            SEEN.add(size);
            assertThat(test.getTags()).contains("perf");
        }
    }

    @Test
    void loadOnTemplates_eachInvocation_isALoadWithItsOwnDirectory() {
        TestRun run = TestRun.of(TemplatesTestCases.class, output);

        run.assertPassed("repeated");
        run.assertPassed("sized");
        assertThat(SEEN).filteredOn("repeated"::equals).hasSize(6);
        assertThat(SEEN).filteredOn(seen -> seen.equals(10)).hasSize(4);
        assertThat(SEEN).filteredOn(seen -> seen.equals(20)).hasSize(4);
        assertThat(run.directories())
                .containsExactly(
                        CLASS + "TemplatesTestCases.repeated",
                        CLASS + "TemplatesTestCases.repeated.2",
                        CLASS + "TemplatesTestCases.repeated.3",
                        CLASS + "TemplatesTestCases.sized",
                        CLASS + "TemplatesTestCases.sized.2");
    }

    static class OverloadedTestCases {
        @LoadTest(users = 1, iterations = 1)
        void visit() {}

        @LoadTest(users = 1, iterations = 1)
        void visit(VirtualUser user) {}
    }

    @Test
    void overloadedMethods_each_haveTheirOwnDirectory() {
        TestRun run = TestRun.of(OverloadedTestCases.class, output);

        run.assertPassed("visit");
        assertThat(run.directories())
                .hasSize(2)
                .allMatch(name -> name.startsWith(CLASS + "OverloadedTestCases.visit_"));
    }

    @ParameterizedClass
    @ValueSource(ints = {1, 2})
    static class ParameterizedClassTestCases {
        @Parameter
        int size;

        @LoadTest(users = 1, iterations = 2)
        void visit() {
            SEEN.add(size);
        }

        @RepeatedTest(2)
        @Load(users = 1, iterations = 1)
        void again() {
            SEEN.add(-size);
        }
    }

    @Test
    void loadInParameterizedClass_eachInvocation_isALoadWithItsOwnDirectory() {
        TestRun run = TestRun.of(ParameterizedClassTestCases.class, output);

        run.assertPassed("visit");
        run.assertPassed("again");
        assertThat(SEEN).containsExactlyInAnyOrder(1, 1, 2, 2, -1, -1, -2, -2);
        assertThat(run.directories())
                .containsExactly(
                        CLASS + "ParameterizedClassTestCases.again",
                        CLASS + "ParameterizedClassTestCases.again.1001",
                        CLASS + "ParameterizedClassTestCases.again.1002",
                        CLASS + "ParameterizedClassTestCases.again.2",
                        CLASS + "ParameterizedClassTestCases.visit",
                        CLASS + "ParameterizedClassTestCases.visit.2");
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCases {
        private final AtomicInteger calls = new AtomicInteger();

        @LoadTest(users = 2, iterations = 5)
        void one() {
            SEEN.add(this);
            calls.incrementAndGet();
        }

        @LoadTest(users = 2, iterations = 5)
        void two() {
            SEEN.add(this);
            calls.incrementAndGet();
        }
    }

    @Test
    void instancePerClass_loads_shareIt() {
        TestRun run = TestRun.of(PerClassTestCases.class, output);

        run.assertPassed("one");
        run.assertPassed("two");
        assertThat(Set.copyOf(SEEN)).singleElement().satisfies(instance -> assertThat(
                        ((PerClassTestCases) instance).calls)
                .hasValue(10));
    }

    static class ForeignParametersTestCases {
        @LoadTest(users = 3, duration = "50ms", thinkTime = "5ms")
        void visit(TestInfo test, VirtualUser user, @TempDir Path scratch) {
            SEEN.add(test);
            SEEN.add(scratch);
            SEEN.add(user);
        }
    }

    @Test
    void parametersOfOthers_users_shareThem() {
        TestRun run = TestRun.of(ForeignParametersTestCases.class, output);

        run.assertPassed("visit");
        Set<Object> seen = ConcurrentHashMap.newKeySet();
        seen.addAll(SEEN);
        assertThat(seen).filteredOn(TestInfo.class::isInstance).hasSize(1);
        assertThat(seen).filteredOn(Path.class::isInstance).hasSize(1);
        assertThat(seen).filteredOn(VirtualUser.class::isInstance).hasSize(3);
    }

    static class MixedTestCases {
        @Test
        void plain() {}

        @LoadTest(users = 1, iterations = 1)
        void annotated() {}

        @PerfTest
        void fluent() {}

        @RepeatedTest(1)
        @Load(users = 1, iterations = 1)
        void repeated() {}

        @Nested
        @Load(users = 1, iterations = 1)
        class OnClass {
            @Test
            void ofClass() {}
        }
    }

    @Test
    void tagFilter_perf_selectsLoadsOnly() {
        assertThat(started(TagFilter.includeTags("perf")))
                .containsExactlyInAnyOrder("annotated()", "fluent()", "repetition 1 of 1", "ofClass()");
        assertThat(started(TagFilter.excludeTags("perf"))).containsExactly("plain()");
    }

    private List<String> started(Filter<?> filter) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(MixedTestCases.class))
                    .filters(filter)
                    .configurationParameter("perf.output", output.toString())
                    .configurationParameter("perf.progress", "off")
                    .configurationParameter("perf.invalid", "warn")
                    .execute()
                    .testEvents()
                    .started()
                    .map(event -> event.getTestDescriptor().getDisplayName())
                    .toList();
        } finally {
            System.setOut(out);
        }
    }
}
