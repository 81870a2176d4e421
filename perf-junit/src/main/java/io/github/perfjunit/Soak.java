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
 * Soak test: is the target stable for hours?
 *
 * <p>The load ramps up, warms up and is held. It is judged as a {@link LoadTest} is, by the objectives of {@link Slo}, and
 * beside that by what changes over its time: p50 and p95 of all requests and of those with an objective for their times,
 * the share of errors, and the throughput of a closed model without pacing. Of each JVM that is {@linkplain
 * io.github.perfjunit.monitor.Watch watched}, also the heap after old collections, the threads and the descriptors; of each
 * watched pool its connections.
 *
 * <p>Each figure is <em>stable</em>, <em>drifting</em> or <em>too short to tell</em>, by the slope over twelve parts of the
 * run with a 99 % interval. One that drifts for the worse by {@link #tolerance()} or more fails the test; one that gets
 * better does not, and neither does one about which the run was too short to tell, which the summary says. From a run of
 * 30 min on the tolerance is as it is set; in a shorter one it grows with the square root of 30 min over its length,
 * because noise does: to 63 % in 45 s.
 *
 * <pre>{@code
 * @Soak(baseUrl = "http://localhost:8080", users = 50, rampUp = "1m", warmUp = "auto", duration = "8h")
 * @Slo(p95 = "300ms", errorRate = "0.1%")
 * void browse(Http http) {
 *     http.get("/products/{id}", 7).send();
 * }
 *
 * @AfterLoad("browse")
 * void margins(LoadResult result) {
 *     assertThat(result).drift().isStable();
 * }
 * }</pre>
 *
 * <p>The method is one iteration of a virtual user, as in {@link LoadTest}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@LoadKind(value = "soak", conductor = SoakConductor.class)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@Tag("perf")
@ExtendWith(PerfExtension.class)
@ResourceLock(value = Resources.GLOBAL, mode = ResourceAccessMode.READ_WRITE)
@Timeout(value = 365, unit = TimeUnit.DAYS)
public @interface Soak {

    /**
     * Name of the load in results.
     *
     * <p>Defaults to the names of the test class and the test method.
     *
     * @return 1 to 100 letters, digits, spaces, dots, hyphens and underscores, of which the first is a letter or digit
     */
    String name() default "";

    /**
     * Virtual users of a closed model: each starts its next iteration after its last one. Either this or {@link
     * #arrivalRate()}.
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
     * Measured time.
     *
     * @return such as {@code "8h"}; at least 36 s
     */
    String duration();

    /**
     * Change from the beginning of the run to its end that counts as a drift of a percentile or of throughput. For the
     * share of errors it is 0.1 points.
     *
     * <p>In a run under 30 min it grows with the square root of 30 min over its length.
     *
     * @return such as {@code "10%"}, above zero
     */
    String tolerance() default "10%";

    /**
     * Whether each watched JVM is asked for twelve collections of its whole heap, spread over the run, so that a run too
     * short for six collections of its own says whether the heap grows. Five seconds around each are in no figure. A run
     * under 5 min has none, which the result says.
     *
     * <p>Needs a JVM that is watched: {@code @Watch(jvm = true)} or {@code @Watch(jmx = "host:port")}.
     *
     * @return true to ask for them
     */
    boolean forceGc() default false;

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
