// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.LoadData;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Runs load plans somewhere: in this JVM, in others on this machine, in a cloud.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader} and chosen by the key {@code perf.executor}, which
 * defaults to {@code local}, or by keys of their own.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LoadExecutor {

    /**
     * Returns the name by which {@code perf.executor} chooses this executor.
     *
     * @return lower-case letters and hyphens
     */
    String name();

    /**
     * Returns whether this executor passes {@link LoadJob#changes()} on to whatever runs the load, as {@link
     * LoadJob#runElsewhere} does. One that does not cannot run loads whose course may be changed while they run, which is a mistake of the configuration.
     *
     * @return false by default
     */
    default boolean changesCourse() {
        return false;
    }

    /**
     * Returns the keys beginning with {@code perf.} that this executor reads through {@link LoadCandidate#setting}. A
     * system property with such a beginning that nobody reads is a mistake.
     *
     * @return such as {@code perf.processes}; none by default
     */
    default Set<String> keys() {
        return Set.of();
    }

    /**
     * Returns whether settings ask for this executor although {@code perf.executor} does not name it. Asked before each
     * load. Settings that ask for two executors are a mistake.
     *
     * @param settings finds the value of a key that {@link #keys} has
     * @return false by default
     */
    default boolean isWanted(Function<String, Optional<String>> settings) {
        return false;
    }

    /**
     * Looks at a load that it is about to run: reads settings and annotations, and gives mistakes to the candidate, so
     * that all are reported together. Nothing may be started yet. Not called in workers.
     *
     * @param load the load
     * @return what runs it, such as a copy of this executor with the settings of the load; by default this executor
     */
    default LoadExecutor forLoad(LoadCandidate load) {
        return this;
    }

    /**
     * Runs a plan to its end.
     *
     * <p>Every interval goes to {@link LoadJob#intervals()} in order of time, and their sum is the returned data. An
     * executor that starts JVMs elsewhere leaves the rest to {@link LoadJob#runElsewhere}. One that has shares of the plan
     * run as it likes, with {@link io.github.perfjunit.load.LoadPlan#withShare}, adds up their intervals with {@link
     * IntervalMerger} and their results with {@link LoadData#merge}.
     *
     * <p>If the calling thread is interrupted, the load ends at once, the thread's interrupt status is set again, and the
     * figures until then are returned with a {@link LoadData#stopReason()}.
     *
     * @param job the load to run
     * @return the figures
     * @throws IllegalStateException if the plan or a share of it could not be run to its end; the test fails with its
     *     message, behind the name of the executor
     */
    LoadData execute(LoadJob job);
}
