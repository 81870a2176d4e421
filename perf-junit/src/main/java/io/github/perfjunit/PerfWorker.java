// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.worker.WorkerCommand;
import io.github.perfjunit.internal.worker.WorkerOutcome;
import org.apiguardian.api.API;

/**
 * Program that runs one worker's share of one load, for an executor that has a load made by several JVMs.
 *
 * <pre>{@code java -cp <class path of the tests> io.github.perfjunit.PerfWorker <store> <number>}</pre>
 *
 * <p>The first argument is the address of the {@link io.github.perfjunit.spi.RunStore} in which the controller left the
 * task, such as {@code file:///tmp/run/}; a {@link io.github.perfjunit.spi.RunStoreProvider} on the class path must open
 * it. The second one is the number of this worker, from 0. The task has the test and its settings, which are given to
 * JUnit as configuration parameters; system properties and environment variables count where they do not say otherwise.
 *
 * <p>Objectives, methods annotated with {@link AfterLoad} and what a {@link PerfTest} does after the load are for the
 * controller, and so are {@link BeforeLoad} methods with {@link OnController}. Those without it, and what JUnit calls before
 * and after a test, are called in every worker. If a {@link PerfTest} makes several loads, the worker of a later one runs
 * the method from its beginning; the earlier loads return the figures of the controller at once, and checks of them have
 * no effect.
 *
 * <p>It exits with 0 if the figures were sent; 1 if not, for which the controller and standard error are told why; 3 if the
 * task does not select exactly one test; 4 if it reached the end of its time.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PerfWorker {

    private PerfWorker() {}

    /**
     * Runs the worker and ends the JVM.
     *
     * @param arguments the address of the store, and the number of the worker
     */
    public static void main(String[] arguments) {
        WorkerOutcome outcome = WorkerCommand.run(PerfWorker::halt, arguments);
        if (!outcome.message().isEmpty()) {
            System.err.println(outcome.message());
        }
        System.exit(outcome.exitCode()); // users that ignored their interrupt must not keep the JVM
    }

    private static void halt(WorkerOutcome outcome) {
        System.err.println(outcome.message());
        Runtime.getRuntime().halt(outcome.exitCode()); // hooks of the test may hang as well
    }
}
