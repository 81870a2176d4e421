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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Capacity test: how much load does the target take within its objectives?
 *
 * <p>The load is searched: steps of half as much again until one is missed, then bisection between what was held and what
 * was missed, until they are 5 % apart; the answer is held four times as long to verify it. Between two probes the load
 * falls to half until the target is back at its base.
 *
 * <p>The method is one iteration of a virtual user, as in {@link LoadTest}. {@link Slo} limits percentiles, shares within a time and
 * errors of each probe; a limit for one of the first two is needed. Users are the better measure: a rate above the capacity only grows a
 * backlog. The test fails if even the smallest load is not held, or less than {@link #atLeast()}.
 * <pre>{@code
 * @Capacity(baseUrl = "http://localhost:8080", users = 10, upTo = "1000", atLeast = "200")
 * @Slo(p95 = "300ms", errorRate = "1%")
 * void browse(Http http) {
 *     http.get("/products/{id}", 7).send();
 * }
 *
 * @AfterLoad("browse")
 * void margins(LoadResult result) {
 *     assertThat(result).capacity().throughput().isGreaterThan("1000/s");
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@LoadKind(value = "capacity", conductor = CapacityConductor.class)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@Tag("perf")
@ExtendWith(PerfExtension.class)
@ResourceLock(value = Resources.GLOBAL, mode = ResourceAccessMode.READ_WRITE)
@Timeout(value = 365, unit = TimeUnit.DAYS)
public @interface Capacity {

    /**
     * Name of the load in results.
     *
     * <p>Defaults to the names of the test class and the test method.
     *
     * @return 1 to 100 letters, digits, spaces, dots, hyphens and underscores, of which the first is a letter or digit
     */
    String name() default "";

    /**
     * Virtual users of the first probe: a closed model. Either this or {@link #arrivalRate()}.
     *
     * <p>Defaults to 0: not set.
     *
     * @return at least 1
     */
    int users() default 0;

    /**
     * Rate of the first probe at which iterations are due, even if the target falls behind: an open model.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "200/s"} or {@code "10000/min"}
     */
    String arrivalRate() default "";

    /**
     * Highest load that is tried, in the form of the first one.
     *
     * @return such as {@code "1000"} users or {@code "2000/s"}, above the first probe
     */
    String upTo();

    /**
     * Load that must be held, in the form of the first one.
     *
     * <p>Defaults to none: any capacity will do, but not none.
     *
     * @return such as {@code "200"} or {@code "500/s"}
     */
    String atLeast() default "";

    /**
     * How long a probe is judged; up to three times as long where the verdict is not clear, and four times as long for the
     * last one, which verifies the answer.
     *
     * @return such as {@code "30s"}; at least 10 s
     */
    String hold() default "30s";

    /**
     * How long a probe settles before it is judged; longer after one whose p99 is more than half of it.
     *
     * @return such as {@code "5s"}
     */
    String settle() default "5s";

    /**
     * Longest time of the search. What is known by then is the answer; without a verified load the test is inconclusive.
     *
     * @return such as {@code "20m"}
     */
    String within() default "20m";

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
