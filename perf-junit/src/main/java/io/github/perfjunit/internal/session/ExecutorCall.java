// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.engine.LocalExecutor;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.LoadJob;
import java.util.Objects;

/** Runs a load with an executor; a failure of a foreign executor is reported with its name. */
final class ExecutorCall {

    private ExecutorCall() {}

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
