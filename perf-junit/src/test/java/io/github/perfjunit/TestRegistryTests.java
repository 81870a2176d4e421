// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Where the registry of a test comes from, and what its load puts into it. */
class TestRegistryTests {

    private static final List<MeterRegistry> GIVEN = new ArrayList<>();
    private static final List<MeterRegistry> USED = new ArrayList<>();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        GIVEN.clear();
        USED.clear();
    }

    /** Gives a registry of its own to each parameter. */
    static final class OwnRegistries implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == MeterRegistry.class;
        }

        @Override
        public MeterRegistry resolveParameter(ParameterContext parameter, ExtensionContext context) {
            GIVEN.add(new SimpleMeterRegistry());
            return GIVEN.get(GIVEN.size() - 1);
        }
    }

    private static boolean isUsed(MeterRegistry registry) {
        return registry.find("loadtest.users").gauge() != null;
    }

    @ExtendWith(OwnRegistries.class)
    static class ResolvedTestCases {

        @LoadTest(users = 1, iterations = 2)
        void visit(MeterRegistry registry) {
            USED.add(registry);
        }

        @LoadTest(users = 1, iterations = 1)
        void two(MeterRegistry one, MeterRegistry other) {}

        @PerfTest
        void fluent(LoadBuilder load, MeterRegistry registry) {
            load.users(1).iterations(1).run(user -> {});
            if (isUsed(registry)) {
                USED.add(registry);
            }
        }

        @AfterLoad("visit")
        void seen(LoadResult result) {
            assertThat(isUsed(GIVEN.get(0))).isTrue();
        }
    }

    @Test
    void parameter_ofAnotherExtension_getsTheMeters() {
        TestRun run = TestRun.ofMethod(ResolvedTestCases.class, "visit", output);

        run.assertPassed("visit");
        assertThat(USED).hasSize(2).containsOnly(GIVEN.get(0));
        assertThat(isUsed(GIVEN.get(0))).isFalse();
    }

    @Test
    void parameter_ofAFluentTest_getsTheMeters() {
        TestRun.ofMethod(ResolvedTestCases.class, "fluent", output).assertPassed("fluent");

        assertThat(USED).containsExactly(GIVEN.get(0));
    }

    @Test
    void parameters_withTwoRegistries_areAMistake() {
        TestRun run = TestRun.ofMethod(ResolvedTestCases.class, "two", output);

        assertThat(run.failure("two"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("""
                        1 configuration error in ResolvedTestCases.two:
                          - two has 2 parameters with a MeterRegistry (one, other) but the meters of a load go to one: \
                        keep one of them as a parameter, or put all of them into one CompositeMeterRegistry""");
    }

    static class FieldTestCases {

        final SimpleMeterRegistry registry = new SimpleMeterRegistry();

        @LoadTest(users = 1, iterations = 1)
        void visit(MeterRegistry given) {
            if (given == registry) {
                USED.add(given);
            }
        }

        @PerfTest
        void fluent(LoadBuilder load, SimpleMeterRegistry given) {
            load.users(1).iterations(1).run(user -> {});
            if (given == registry && isUsed(given)) {
                USED.add(given);
            }
        }

        @AfterEach
        void seen() {
            assertThat(isUsed(registry)).isTrue();
        }
    }

    @Test
    void parameter_withoutAnotherExtension_isTheRegistryOfTheField() {
        TestRun run = TestRun.of(FieldTestCases.class, output);

        run.assertPassed("visit");
        run.assertPassed("fluent");
        assertThat(USED).hasSize(2);
    }

    static class TwoFieldsTestCases {

        final MeterRegistry one = new SimpleMeterRegistry();
        final MeterRegistry other = new SimpleMeterRegistry();

        @LoadTest(users = 1, iterations = 1)
        void visit(MeterRegistry given) {}
    }

    @Test
    void parameter_besideTwoFields_isTheirMistake() {
        assertThat(TestRun.of(TwoFieldsTestCases.class, output).failure("visit"))
                .hasMessageContaining("TwoFieldsTestCases has 2 fields with a MeterRegistry (one, other)");
    }

    @SpringJUnitConfig
    static class BeanTestCases {

        @Configuration
        static class Application {

            @Bean
            MeterRegistry registry() {
                return new SimpleMeterRegistry();
            }
        }

        @LoadTest(users = 1, iterations = 1)
        void plain() {}

        @LoadTest(users = 1, iterations = 1)
        void parameter(MeterRegistry given) {
            USED.add(given);
        }

        @AfterEach
        void seen(@Autowired MeterRegistry bean) {
            assertThat(isUsed(bean)).isTrue();
            GIVEN.add(bean);
        }

        @Nested
        class InnerTestCases {

            @LoadTest(users = 1, iterations = 1)
            void inner() {}
        }
    }

    @Test
    void bean_ofTheApplication_getsTheMeters() {
        TestRun run = TestRun.of(BeanTestCases.class, output);

        run.assertPassed("plain");
        run.assertPassed("parameter");
        run.assertPassed("inner");
        assertThat(USED).hasSize(1);
        assertThat(GIVEN).hasSize(3).containsOnly(USED.get(0));
        assertThat(isUsed(GIVEN.get(0))).isFalse();
    }

    @SpringJUnitConfig
    static class TwoBeansTestCases {

        @Configuration
        static class Application {

            @Bean
            MeterRegistry shop() {
                return new SimpleMeterRegistry();
            }

            @Bean
            MeterRegistry stock() {
                return new SimpleMeterRegistry();
            }
        }

        @LoadTest(users = 1, iterations = 1)
        void none() {}

        @LoadTest(users = 1, iterations = 1)
        void chosen(@Qualifier("stock") MeterRegistry given) {
            USED.add(given);
        }

        @AfterEach
        void seen(@Qualifier("stock") MeterRegistry stock) {
            if (isUsed(stock)) {
                GIVEN.add(stock);
            }
        }
    }

    @Test
    void beans_withoutAPrimaryOne_areAMistakeUnlessAParameterChooses() {
        TestRun run = TestRun.of(TwoBeansTestCases.class, output);

        assertThat(run.failure("none")).hasMessage("""
                        1 configuration error in TwoBeansTestCases.none:
                          - the application has 2 beans of type MeterRegistry (shop, stock) but the meters of a load go to one: \
                        mark one of them @Primary, or give the wanted one to the test as a field or parameter""");
        run.assertPassed("chosen");
        assertThat(GIVEN).containsExactly(USED.get(0));
    }

    @SpringJUnitConfig
    static class PrimaryTestCases {

        @Configuration
        static class Application {

            @Bean
            MeterRegistry shop() {
                return new SimpleMeterRegistry();
            }

            @Bean
            @Primary
            MeterRegistry stock() {
                return new SimpleMeterRegistry();
            }
        }

        @LoadTest(users = 1, iterations = 1)
        void visit() {}

        @AfterEach
        void seen(@Autowired MeterRegistry primary) {
            assertThat(isUsed(primary)).isTrue();
        }
    }

    @Test
    void beans_withAPrimaryOne_areAChoice() {
        TestRun.of(PrimaryTestCases.class, output).assertPassed("visit");
    }
}
