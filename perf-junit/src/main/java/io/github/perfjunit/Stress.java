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
 * Stress test: where does the target break, how, and does it recover?
 *
 * <p>The load climbs in steps until a step misses an objective, or {@link #upTo()} is held. Each step settles, is held and
 * is judged by itself: it is missed if it is beyond a limit for most of its time, so that a few stalls break nothing, and
 * lengthened where that is not clear. After a step that was missed the load falls back to its first step, to see whether
 * and when the target recovers.
 *
 * <p>The method is one iteration of a virtual user, as in {@link LoadTest}. {@link Slo} limits percentiles, shares within a time and errors of
 * each step; without a limit for errors, none is allowed. The test fails if the first step is not held, or the target does
 * not recover within {@link #recoverWithin()}. That it breaks is no failure; where it may break is for {@link AfterLoad}:
 * <pre>{@code
 * @Stress(baseUrl = "http://localhost:8080", users = 20, upTo = "400")
 * @Slo(p95 = "300ms", errorRate = "1%")
 * void browse(Http http) {
 *     http.get("/products/{id}", 7).send();
 * }
 *
 * @AfterLoad("browse")
 * void margins(LoadResult result) {
 *     assertThat(result).breakingPoint().users().isGreaterThanOrEqualTo(200);
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@LoadKind(value = "stress", conductor = StressConductor.class)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@Tag("perf")
@ExtendWith(PerfExtension.class)
@ResourceLock(value = Resources.GLOBAL, mode = ResourceAccessMode.READ_WRITE)
@Timeout(value = 365, unit = TimeUnit.DAYS)
public @interface Stress {

    /**
     * Name of the load in results.
     *
     * <p>Defaults to the names of the test class and the test method.
     *
     * @return 1 to 100 letters, digits, spaces, dots, hyphens and underscores, of which the first is a letter or digit
     */
    String name() default "";

    /**
     * Virtual users of the first step: a closed model. Either this or {@link #arrivalRate()}.
     *
     * <p>Defaults to 0: not set.
     *
     * @return at least 1
     */
    int users() default 0;

    /**
     * Rate of the first step at which iterations are due, even if the target falls behind: an open model.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "200/s"} or {@code "10000/min"}
     */
    String arrivalRate() default "";

    /**
     * Highest load: the last step, in the form of the first one.
     *
     * @return such as {@code "400"} users or {@code "2000/s"}, above the first step
     */
    String upTo();

    /**
     * Load that each step adds, in the form of the first step.
     *
     * <p>Defaults to as much as the first step.
     *
     * @return such as {@code "50"} or {@code "100/s"}
     */
    String step() default "";

    /**
     * How long a step is judged; up to three times as long where the verdict is not clear.
     *
     * @return such as {@code "30s"}; at least 10 s
     */
    String hold() default "30s";

    /**
     * How long a step settles before it is judged; longer after a step whose p99 is more than half of it.
     *
     * @return such as {@code "5s"}
     */
    String settle() default "5s";

    /**
     * How long the first step is held again after the target broke, to see whether it recovers.
     *
     * @return such as {@code "60s"}; at least 10 s
     */
    String recovery() default "60s";

    /**
     * Longest time from the fall of the load to recovery: p95 within twice that of the first step, and no more errors than
     * there.
     *
     * <p>Defaults to {@link #recovery()}.
     *
     * @return such as {@code "10s"}
     */
    String recoverWithin() default "";

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
