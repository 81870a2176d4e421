// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * The same as {@link LoadTest}, without being a JUnit test by itself: beside {@code @ParameterizedTest}, {@code
 * @RepeatedTest} or {@code @Test}, or on a class whose tests have the same load.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @ValueSource(ints = {10, 100})
 * @Load(baseUrl = "http://localhost:8080", users = 20, duration = "30s")
 * void pages(int size, Http http) {
 *     http.get("/search").query("size", size).send();
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@LoadKind("load")
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Tag("perf")
@ExtendWith(PerfExtension.class)
@ResourceLock(value = Resources.GLOBAL, mode = ResourceAccessMode.READ_WRITE)
@Timeout(value = 365, unit = TimeUnit.DAYS)
public @interface Load {

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
     * Measured iterations after which the load ends, all users together; a closed model only. Without a {@link
     * #duration()} they may take 10 minutes; iterations that have not started by then count as dropped.
     *
     * <p>Defaults to 0: only time ends the load.
     *
     * @return at least 1
     */
    long iterations() default 0;

    /**
     * Measured iterations of each user, after which it ends; a closed model only, and not together with {@link
     * #iterations()}. With 1, each of the {@link #users()} runs exactly once. Without a {@link #duration()} they may
     * take 10 minutes; iterations that have not started by then count as dropped.
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
}
