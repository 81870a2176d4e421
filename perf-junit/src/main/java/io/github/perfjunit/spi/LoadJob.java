// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A load that waits to be run by a {@link LoadExecutor}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LoadJob {

    /**
     * Returns the plan to run.
     *
     * @return the whole plan
     */
    LoadPlan plan();

    /**
     * Returns which test this is, by which a JVM with the same class path finds it again.
     *
     * @return JUnit's unique id of the test, or null if the load was not started by JUnit
     */
    @Nullable
    String uniqueId();

    /**
     * Returns the keys and values, from wherever they came, by which this plan was read. A worker that is given
     * them as JUnit configuration parameters reads an equal plan. There may be secrets among the values.
     *
     * @return such as {@code perf.scale=0.1} and {@code shop.url=http://shop.test}; properties that the test's own code
     *     reads are not there
     */
    Map<String, String> settings();

    /**
     * Returns the receiver of intervals.
     *
     * @return to be called for each interval in order, from one thread at a time
     */
    Consumer<Interval> intervals();

    /**
     * Returns why the load is to end early; to be asked at least once a second by the executor.
     *
     * @return the reason, or null to go on
     */
    @Nullable
    String stopRequested();

    /**
     * Returns the changes of the course so far; to be asked at least ten times a second by an executor that {@link
     * LoadExecutor#changesCourse() changes the course}, which passes new ones on to all workers.
     *
     * @return in order, earlier ones first; always the same ones, to which new ones are added
     */
    List<CourseChange> changes();

    /**
     * Runs a plan with this job's code in this JVM; an interrupt ends it as {@link LoadExecutor#execute} says.
     *
     * @param plan the whole plan or a share of it
     * @param intervals called for each interval in order
     * @return the figures
     */
    LoadData runHere(LoadPlan plan, Consumer<Interval> intervals);

    /**
     * Has workers run a plan with this job's code in other JVMs, and returns when all have ended.
     *
     * <p>The test and its settings, secrets among them, are left in the store for the workers, which find the test again
     * and run a share of the plan each. The load begins when all are ready and have read an equal plan with an equal
     * version of the library, at one time for all. While it runs, their intervals are added up for {@link #intervals()};
     * a {@link #stopRequested() stop}, an interrupt and {@link #changes() changes} of the course are passed on. At the end
     * the counts that arrived are compared with those that the workers declare. The figures of each worker become the
     * section {@code workers} of the result.
     *
     * <p>If the store has the messages of a load that is over, because it was run before with an equal plan, they are read
     * and give the same figures.
     *
     * @param store where the controller and its workers leave messages; of this load alone
     * @param workers starts and ends them
     * @param settings how both deal with each other
     * @return the figures, also of workers that were lost as far as they came
     * @throws IllegalStateException if the load could not begin, or nothing of it is left; the message names the workers
     */
    LoadData runElsewhere(RunStore store, RemoteWorkers workers, RemoteSettings settings);
}
