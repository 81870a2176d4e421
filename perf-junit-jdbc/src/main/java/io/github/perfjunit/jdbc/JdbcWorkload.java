// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.PerfExtension;
import io.github.perfjunit.Stage;
import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.Overflow;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Load test of a database: does it, and the pool before it, hold at the expected load?
 *
 * <p>The method is one transaction of a virtual user. It gets the {@link java.sql.Connection}, or the {@link JdbcSession},
 * of the transaction, which the library takes from the pool, commits when the method returns, rolls back when it throws,
 * and gives back. The time of a transaction counts from the moment it was due, over the wait for a connection and all
 * tries, to its commit; it is a request under the name of the method, so {@code @Slo} is about transactions. Each statement
 * is measured as well, under its text with {@code ?} for values.
 *
 * <p>A method without either parameter takes its connections itself, through a {@link javax.sql.DataSource} parameter or
 * through a service of the application, and commits itself.
 *
 * <p>The database is, in this order: {@code perf.jdbc.url}, a {@link javax.sql.DataSource} of the test,
 * {@link PostgresContainer}, {@link EmbeddedPostgres}.
 *
 * <pre>{@code
 * @EmbeddedPostgres
 * @JdbcDataset(script = "schema.sql")
 * class CheckoutTest {
 *
 *     @JdbcWorkload(users = 8, warmUp = "5s", duration = "30s", pool = @Pool(size = 8))
 *     @Slo(p95 = "20ms", throughput = "500/s")
 *     void checkout(Connection connection, VirtualUser user) throws SQLException {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>The attributes that {@code @LoadTest} has mean what they mean there.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@LoadKind("database load")
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@Tag("perf")
@ExtendWith(PerfExtension.class)
@ResourceLock(value = Resources.GLOBAL, mode = ResourceAccessMode.READ_WRITE)
@Timeout(value = 365, unit = TimeUnit.DAYS)
public @interface JdbcWorkload {

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
     * {@link #arrivalRate()}, or {@link #stages()}.
     *
     * <p>Defaults to 0: not set.
     *
     * @return at least 1
     */
    int users() default 0;

    /**
     * Rate at which iterations are due, even if the target falls behind: an open model.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "200/s"} or {@code "10000/min"}
     */
    String arrivalRate() default "";

    /**
     * Course of users or of the arrival rate, instead of {@link #users()}, {@link #arrivalRate()}, {@link #rampUp()},
     * {@link #duration()}, {@link #iterations()}, {@link #iterationsPerUser()}, {@link #rampDown()} and any {@link #warmUp()} but
     * {@code auto}.
     *
     * <p>Leading stages that climb from zero are not measured, nor are trailing ones that fall, if a stage that holds
     * its level lies between; otherwise all stages are measured.
     *
     * <p>Defaults to none.
     *
     * @return stages in order, all of users or all of rate
     */
    Stage[] stages() default {};

    /**
     * Time over which users or rate grow evenly to their target; in addition to {@link #duration()} and not measured.
     *
     * <p>Defaults to none: the load is full from the start.
     *
     * @return such as {@code "2m"}
     */
    String rampUp() default "";

    /**
     * Time at full load that is not measured, after ramp-up and in addition to {@link #duration()}.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "30s"}, or {@code "auto"}: until response times and throughput have settled, which takes 30 s
     *     at least and 3 min at most
     */
    String warmUp() default "";

    /**
     * Measured time at full load.
     *
     * @return such as {@code "10m"}; needed unless there are {@link #iterations()}, {@link #iterationsPerUser()} or
     *     {@link #stages()}
     */
    String duration() default "";

    /**
     * Measured iterations after which the load ends, all users together; a closed model only. Without a
     * {@link #duration()} they may take 10 minutes; those that did not start by then count as dropped.
     *
     * <p>Defaults to 0: time alone ends the load.
     *
     * @return at least 1
     */
    long iterations() default 0;

    /**
     * Measured iterations of each user, after which it ends; a closed model only, and not together with
     * {@link #iterations()}. With 1, each of the {@link #users()} runs exactly once. Without a {@link #duration()} they
     * may take 10 minutes; those that did not start by then count as dropped.
     *
     * <p>Defaults to 0: the number is not limited.
     *
     * @return from 1 to 1,000,000,000
     */
    long iterationsPerUser() default 0;

    /**
     * Time over which users or rate fall evenly to zero, after {@link #duration()}; not measured.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "30s"}
     */
    String rampDown() default "";

    /**
     * Time from the moment one iteration of a user was due to its next one; a closed model only. An iteration that the
     * one before delayed keeps the time at which it was due, and its response time counts from then.
     *
     * <p>Defaults to none: on and on.
     *
     * @return such as {@code "5s"}
     */
    String pacing() default "";

    /**
     * Pause of a user after each iteration, part of no response time.
     *
     * <p>Defaults to none.
     *
     * @return {@code "2s"}, or a range to draw from evenly, {@code "1s..3s"}
     */
    String thinkTime() default "";

    /**
     * Most virtual users of an open model; they are added as needed.
     *
     * <p>Defaults to ten seconds' worth of arrivals, at least 100 and at most 10,000.
     *
     * @return at least 1
     */
    int maxUsers() default 0;

    /**
     * How an iteration is treated that is due while all {@link #maxUsers()} are busy; an open model only.
     *
     * @return queued or dropped
     */
    Overflow overflow() default Overflow.QUEUE;

    /**
     * How arrivals are spread in time; an open model only.
     *
     * @return evenly, or at random
     */
    Arrivals arrivals() default Arrivals.EVEN;

    /**
     * How long running iterations may go on at the end; then they are interrupted, which is counted apart.
     *
     * <p>Defaults to 30 seconds.
     *
     * @return such as {@code "30s"}; {@code "0s"} to interrupt at once
     */
    String gracefulStop() default "";

    /**
     * Seed of all random numbers: think times, random arrivals, choices, and the users' own random numbers. It is mixed
     * with the place of the scenario in its load and the number of the user, not with names: a renamed test draws the
     * same numbers.
     *
     * <p>Defaults to 1, so that runs draw the same numbers.
     *
     * @return any number
     */
    long seed() default 1;

    /**
     * Base of the relative URLs of {@link io.github.perfjunit.http.Http}: an absolute URL with http or https, without query,
     * fragment, user and password.
     *
     * <p>Defaults to none: URLs are absolute.
     *
     * @return such as {@code "${shop.url:http://localhost:8080}"}
     */
    String baseUrl() default "";

    /**
     * Name of the {@link javax.sql.DataSource} of the test that is to be used: a field or a Spring bean.
     *
     * <p>Defaults to the only one there is; where there is none, a pool is opened on the database of the test.
     *
     * @return the name of a field or bean
     */
    String dataSource() default "";

    /**
     * The pool that is opened for this load; not for a {@link javax.sql.DataSource} of the test, which is used as it is.
     *
     * @return its settings
     */
    Pool pool() default @Pool;

    /**
     * The pool of read-only transactions, for an application that reads from replicas: those of {@link JdbcTransaction}
     * with {@code readOnly = true}. It leads to {@code perf.jdbc.reads.url}, else to the replicas of {@link
     * EmbeddedPostgres#replicas()}, else to the same server as {@link #pool()}. Figures of both pools stand apart in the
     * result.
     *
     * <p>Defaults to none: all transactions use the same pool.
     *
     * @return one pool, as in {@code reads = @Pool(size = 4)}
     */
    Pool[] reads() default {};

    /**
     * Name of the {@link javax.sql.DataSource} of the test that read-only transactions use, a field or a Spring bean; {@link
     * #dataSource()} is then that of all others. What a method does on connections that it takes itself is seen on both.
     *
     * <p>Defaults to none.
     *
     * @return the name of a field or bean
     */
    String readsDataSource() default "";

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

    /**
     * Response time after which a transaction counts as late. With {@link #arrivalRate()} or {@link #pacing()}, one that
     * is later than this before it begins is skipped, and counted so.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "100ms"}
     */
    String latencyLimit() default "";

    /**
     * Whether the database itself is asked what happened during the load.
     *
     * @return true by default
     */
    boolean diagnose() default true;
}
