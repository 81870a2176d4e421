// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.PerfExtension;
import io.github.perfjunit.spi.LoadKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * How many connections does the pool need? Runs the method as a {@link JdbcWorkload} with a fresh pool of each size, and
 * tells from which size on more connections bring no more throughput.
 *
 * <p>All sizes are run in each of several {@link #rounds()}, every other one in reverse, so that what changes with time
 * changes for all of them alike. The first round does not count, for caches are cold in it. Where the difference of two
 * sizes that matter is within the spread of their rounds, these have up to two rounds more; if it still is, the advice says
 * so. With five sizes, three rounds and 5 s, a sweep takes 75 s, at most 125 s, and the set-up of its loads; that is told
 * before it begins.
 *
 * <p>Each size is in each round an invocation of the test with a result of its own; the last one has the result of the sweep.
 * Objectives set by {@code @Slo} are held against each of them; a size holds them if it does so in every round that
 * counts. The test fails, with the last invocation, if no size does.
 *
 * <pre>{@code
 * @PoolSweep(sizes = {2, 4, 8, 16, 32}, users = 32, warmUp = "2s", duration = "5s")
 * @Slo(p95 = "50ms")
 * void checkout(Connection connection, VirtualUser user) throws SQLException { ... }
 * }</pre>
 *
 * <p>Of a HikariCP pool of the test the size is changed while it runs, and changed back afterwards. Any other data source
 * of the test cannot be swept, which is an error.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@LoadKind("pool sweep")
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@Tag("perf")
@ExtendWith({PerfExtension.class, PoolSizes.class})
@ResourceLock(value = Resources.GLOBAL, mode = ResourceAccessMode.READ_WRITE)
@Timeout(value = 365, unit = TimeUnit.DAYS)
public @interface PoolSweep {

    /**
     * The sizes that are tried, in this order and in reverse by turns.
     *
     * @return two or more different sizes, each from 1 to 1,000
     */
    int[] sizes() default {1, 2, 4, 8, 16, 32};

    /**
     * How often each size is run. The first round does not count.
     *
     * <p>Defaults to three: two that count.
     *
     * @return from 3 to 20
     */
    int rounds() default 3;

    /**
     * Name of the {@link javax.sql.DataSource} of the test that is to be used: a field or a Spring bean.
     *
     * <p>Defaults to the only one there is; where there is none, pools are opened on the database of the test.
     *
     * @return the name of a field or bean
     */
    String dataSource() default "";

    /**
     * Name of the load in results.
     *
     * <p>Defaults to the names of the test class and the test method.
     *
     * @return 1 to 100 letters, digits, spaces, dots, hyphens and underscores, of which the first is a letter or digit
     */
    String name() default "";

    /**
     * Virtual users of a closed model: each starts its next iteration after its last one. Either this, or
     * {@link #arrivalRate()}.
     *
     * <p>Defaults to 0: not set.
     *
     * @return at least 1
     */
    int users() default 0;

    /**
     * Time at full load that is not measured, in addition to {@link #duration()}.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "30s"}, or {@code "auto"}: until response times and throughput have settled, which takes 30 s
     *     at least and 3 min at most
     */
    String warmUp() default "";

    /**
     * Measured time of a size in each round.
     *
     * @return such as {@code "10s"}
     */
    String duration() default "";

    /**
     * Iterations that are due in a time, whatever the target does: an open model.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "200/s"} or {@code "10000/min"}
     */
    String arrivalRate() default "";

    /**
     * Most virtual users of an open model; they are added as needed.
     *
     * <p>Defaults to ten seconds' worth of arrivals, at least 100 and at most 10,000.
     *
     * @return at least 1
     */
    int maxUsers() default 0;

    /**
     * Pause of a user after each iteration, part of no response time.
     *
     * <p>Defaults to none.
     *
     * @return {@code "2s"}, or a range to draw from evenly, {@code "1s..3s"}
     */
    String thinkTime() default "";

    /**
     * How long running iterations may go on at the end; then they are interrupted, which is counted apart.
     *
     * <p>Defaults to 30 seconds.
     *
     * @return such as {@code "30s"}; {@code "0s"} to interrupt at once
     */
    String gracefulStop() default "";

    /**
     * Seed of everything random: think times, arrivals, the users' own random numbers.
     *
     * <p>Defaults to 1, so that runs draw the same numbers.
     *
     * @return any number
     */
    long seed() default 1;

    /**
     * The pools that are opened, whose size is that of the sweep.
     *
     * @return its settings
     */
    Pool pool() default @Pool;

    /**
     * How statements are seen.
     *
     * @return the probe
     */
    Probe probe() default Probe.AUTO;

    /**
     * How often a transaction is begun at most when the database ended it for a deadlock (SQLState 40P01) or because it
     * could not be serialized (40001). Its response time covers all tries.
     *
     * <p>Defaults to 1: such a failure counts at once.
     *
     * @return from 1 to 100
     */
    int maxTries() default 1;

    /**
     * How much transactions see of each other.
     *
     * @return the isolation level
     */
    Isolation isolation() default Isolation.DEFAULT;

    /**
     * Whether connections are told that nothing will be written.
     *
     * @return false by default
     */
    boolean readOnly() default false;
}
