// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.LoadJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class ExecutorCallTests {

    private static final String NAME = "the load executor " + Elsewhere.class.getName() + " failed: ";

    private record Elsewhere(Supplier<@Nullable LoadData> run) implements LoadExecutor {

        @Override
        public String name() {
            return "elsewhere";
        }

        @Override
        @SuppressWarnings("NullAway") // that is the mistake
        public LoadData execute(LoadJob job) {
            return run.get();
        }
    }

    private static void assertFails(Supplier<@Nullable LoadData> run, String message) {
        LoadJob none = (LoadJob) Proxy.newProxyInstance(
                LoadJob.class.getClassLoader(), new Class<?>[] {LoadJob.class}, (proxy, method, arguments) -> null);
        assertThatIllegalStateException()
                .isThrownBy(() -> ExecutorCall.execute(new Elsewhere(run), none))
                .withMessage(NAME + message);
    }

    @Test
    void executorThatFails_isNamed() {
        assertFails(
                () -> {
                    throw new IllegalStateException("worker 1 of 3 ended with 2");
                },
                "worker 1 of 3 ended with 2");
        assertFails(
                () -> {
                    throw new UncheckedIOException("no route", new IOException());
                },
                "no route");
        assertFails(
                () -> {
                    throw new UnsupportedOperationException();
                },
                "java.lang.UnsupportedOperationException");
        assertFails(
                () -> {
                    throw new NoClassDefFoundError("com/amazonaws/Client");
                },
                "com/amazonaws/Client");
        assertFails(() -> null, "it returned null");
    }

    @Test
    void executorThatFailsWhenAskedWhetherItIsWanted_isNamed() {
        LoadExecutor broken = new LoadExecutor() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public boolean isWanted(Function<String, Optional<String>> settings) {
                return settings.apply("perf.broken").orElseThrow().isEmpty();
            }

            @Override
            public LoadData execute(LoadJob job) {
                throw new IllegalStateException("not asked");
            }
        };

        assertThatExceptionOfType(ExtensionConfigurationException.class)
                .isThrownBy(() -> ExecutorCall.isWanted(broken, key -> null))
                .withMessageContaining(broken.getClass().getName() + " failed in isWanted: ");
        assertThat(ExecutorCall.isWanted(broken, key -> "")).isTrue();
        assertThat(ExecutorCall.isWanted(new Elsewhere(() -> null), key -> "")).isFalse();
    }
}
