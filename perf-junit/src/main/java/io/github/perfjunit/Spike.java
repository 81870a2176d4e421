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
 * Spike test: does the target survive a burst of load?
 *
 * <p>A base load is held, jumps to {@link #spike()}, is held there, and falls back to the base, at once each time. Judged
 * are the base before the spike, by the objectives of {@link Slo}, and the recovery after it. What the users see within the
 * spike is reported, and judged where {@link AfterLoad} checks it, for a burst may well cost time.
 *
 * <p>The method is one iteration of a virtual user, as in {@link LoadTest}. The test fails if the base does not meet its
 * objectives, for then there is nothing to return to; if a failure within the spike goes beyond {@link #spikeErrorRate()};
 * or if the target does not recover within {@link #recoverWithin()}.
 * <pre>{@code
 * @Spike(baseUrl = "http://localhost:8080", arrivalRate = "50/s", spike = "400/s", recoverWithin = "20s")
 * @Slo(p95 = "300ms")
 * void browse(Http http) {
 *     http.get("/products/{id}", 7).send();
 * }
 *
 * @AfterLoad("browse")
 * void margins(LoadResult result) {
 *     assertThat(result).stretch("spike").p95().isLessThan(Duration.ofSeconds(3));
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@LoadKind(value = "spike", conductor = SpikeConductor.class)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@Tag("perf")
@ExtendWith(PerfExtension.class)
@ResourceLock(value = Resources.GLOBAL, mode = ResourceAccessMode.READ_WRITE)
@Timeout(value = 365, unit = TimeUnit.DAYS)
public @interface Spike {

    /**
     * Name of the load in results.
     *
     * <p>Defaults to the names of the test class and the test method.
     *
     * @return 1 to 100 letters, digits, spaces, dots, hyphens and underscores, of which the first is a letter or digit
     */
    String name() default "";

    /**
     * Virtual users of the base: a closed model. Either this or {@link #arrivalRate()}.
     *
     * <p>Defaults to 0: not set.
     *
     * @return at least 1
     */
    int users() default 0;

    /**
     * Rate of the base at which iterations are due, even if the target falls behind: an open model.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "200/s"} or {@code "10000/min"}
     */
    String arrivalRate() default "";

    /**
     * Load of the spike, in the form of the base.
     *
     * @return such as {@code "500"} users or {@code "400/s"}, above the base
     */
    String spike();

    /**
     * How long the spike is held.
     *
     * @return such as {@code "30s"}; at least 1 s
     */
    String spikeFor() default "30s";

    /**
     * How long the base is judged before the spike.
     *
     * @return such as {@code "30s"}; at least 10 s
     */
    String before() default "30s";

    /**
     * How long the base settles before it is judged.
     *
     * @return such as {@code "5s"}
     */
    String settle() default "5s";

    /**
     * How long the base is held after the spike, to see whether the target recovers.
     *
     * <p>Defaults to three times the spike, at least 60 s.
     *
     * @return such as {@code "90s"}; at least 10 s
     */
    String after() default "";

    /**
     * Longest time from the end of the spike to recovery: p95 within twice that of the base, no more errors than there, and
     * no more iterations that wait.
     *
     * <p>Defaults to {@link #after()}.
     *
     * @return such as {@code "10s"}
     */
    String recoverWithin() default "";

    /**
     * Most failures within the spike.
     *
     * <p>Defaults to the limit of {@link Slo} for errors, and without one to none.
     *
     * @return such as {@code "5%"}
     */
    String spikeErrorRate() default "";

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
