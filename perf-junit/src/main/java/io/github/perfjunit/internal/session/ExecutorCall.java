// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.engine.LocalExecutor;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.LoadJob;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Runs a load with an executor; a failure of a foreign executor is reported with its name. */
final class ExecutorCall {

    private ExecutorCall() {}

    static Set<String> keys(LoadExecutor executor) {
        try {
            return Objects.requireNonNull(executor.keys(), "it returned null");
        } catch (RuntimeException | LinkageError e) {
            throw new ExtensionConfigurationException(failure(executor, "keys", e), e);
        }
    }

    static boolean isWanted(LoadExecutor executor, Function<String, @Nullable String> settings) {
        try {
            return executor.isWanted(key -> Optional.ofNullable(settings.apply(key)));
        } catch (RuntimeException | LinkageError e) {
            throw new ExtensionConfigurationException(failure(executor, "isWanted", e), e);
        }
    }

    /** Has an executor look at a load; a failure of it is a mistake of the configuration. */
    static Optional<LoadExecutor> forLoad(LoadExecutor executor, LoadCandidate load) {
        try {
            return Optional.of(Objects.requireNonNull(executor.forLoad(load), "it returned null"));
        } catch (RuntimeException | LinkageError e) {
            load.problem(failure(executor, "forLoad", e));
            return Optional.empty();
        }
    }

    private static String failure(LoadExecutor executor, String method, Throwable cause) {
        return "the load executor " + executor.getClass().getName() + " failed in " + method + ": " + Reasons.of(cause);
    }

    static LoadData execute(LoadExecutor executor, LoadJob job) {
        if (executor instanceof LocalExecutor) {
            return executor.execute(job);
        }
        try {
            return Objects.requireNonNull(executor.execute(job), "it returned null");
        } catch (RuntimeException | LinkageError e) {
            String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
            throw new IllegalStateException(
                    "the load executor " + executor.getClass().getName() + " failed: " + message, e);
        }
    }
}
