// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Service-level objectives of a load test, judged over the measured time on response times from the moment a request
 * was due.
 *
 * <p>A missed objective fails the test; so does one without samples, with too few samples for its percentile (fewer than
 * 10 / (1 - p): 200 for p95, 1,000 for p99), or for a request that nobody made. All objectives of a test are reported
 * in one failure.
 *
 * <p>Without an {@link #errorRate()} for all requests no error is allowed that no objective is about, without {@link #failedChecks()} no failed
 * check. On a class it holds for every load test in it that has none of its own, but for no {@link PerfTest}. On the method
 * of a {@code PerfTest} it holds for each of its loads, beside what the method asserts.
 *
 * <pre>{@code
 * @Slo(p95 = "300ms", p99 = "1s", errorRate = "0.1%", throughput = "400/s")
 * @Slo(request = "POST /orders", p99 = "1500ms", abort = true, over = "10s")
 * @Slo(monitor = "queue depth", max = "1000")
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Slos.class)
public @interface Slo {

    /**
     * Name of the request or step that the limits are about, such as {@code "POST /orders"}, the text of a database
     * statement, or {@code "(iteration)"} for the iterations.
     *
     * <p>Defaults to all requests; where the body makes none, to its iterations.
     *
     * @return the name
     */
    String request() default "";

    /**
     * Name of the scenario whose requests the limits are about, for a {@link PerfTest} with several scenarios. It must not
     * stand with {@link #request()}, nor with limits of the whole load.
     *
     * <p>Defaults to all scenarios.
     *
     * @return the name
     */
    String scenario() default "";

    /**
     * Name of a metric that the bodies give values for, such as {@code "basket size"}, which the limits are about instead of
     * requests. Limits of a trend or a gauge are numbers ({@code p95 = "20"}); {@link #min()} and {@link #max()} of a count
     * are limits of its sum, {@link #throughput()} of its sum per second; {@link #share()} is the least share of true
     * values of a rate.
     *
     * <p>Defaults to none. Judged at the end only, so not together with {@link #abort()}.
     *
     * @return the name
     */
    String metric() default "";

    /**
     * Median of the response time, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "300ms"}
     */
    String p50() default "";

    /**
     * 75th percentile of the response time, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "300ms"}
     */
    String p75() default "";

    /**
     * 90th percentile of the response time, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "300ms"}
     */
    String p90() default "";

    /**
     * 95th percentile of the response time, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "300ms"}
     */
    String p95() default "";

    /**
     * 99th percentile of the response time, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "300ms"}
     */
    String p99() default "";

    /**
     * 99.9th percentile of the response time, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "300ms"}
     */
    String p999() default "";

    /**
     * Longest response time, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "300ms"}
     */
    String max() default "";

    /**
     * Mean response time, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "300ms"}
     */
    String mean() default "";

    /**
     * Time within which the {@link #share()} of the requests must end well; one that takes exactly as long is within it.
     * Failed requests are outside, and so are those that the end of the load cut off after that time.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "300ms"}; only together with {@link #share()}
     */
    String within() default "";

    /**
     * Share of the requests that must end well {@link #within()} a time, at least. A share p needs 10 / (1 - p) requests:
     * 1,000 for 99 %.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "99%"}; only together with {@link #within()} or {@link #metric()}
     */
    String share() default "";

    /**
     * Share of failed requests, at most; without {@link #request()} also, apart, of iterations that failed outside a
     * request.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "0.1%"}
     */
    String errorRate() default "";

    /**
     * Requests that ended well within the measured time, whenever they began, per second, at least.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "400/s"}
     */
    String throughput() default "";

    /**
     * Share of due iterations that never started, at most; of the whole load.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "1%"}
     */
    String dropped() default "";

    /**
     * Share of the named checks of the body that failed, at most; of the whole load.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "1%"}
     */
    String failedChecks() default "";

    /**
     * Name of the gauge of a monitor that the limits are about, such as {@code "queue depth"} ({@link
     * io.github.perfjunit.monitor.Watch}). Then {@link #max()}, {@link #mean()}, {@link #min()} and {@link #last()} are
     * numbers in its unit, such as {@code "1000"} or {@code "512 MiB"}, and nothing else but {@link #abort()} may be set.
     *
     * <p>Without such a gauge, or if it had a value in less than half of the measured seconds, the test fails.
     *
     * <p>Defaults to none: the limits are about requests.
     *
     * @return the name
     */
    String monitor() default "";

    /**
     * Least value of {@link #monitor()}, or of a trend or a gauge of {@link #metric()}, or least sum of a count, at least.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "2"}
     */
    String min() default "";

    /**
     * Last value of {@link #monitor()} in the measured time, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "0"}
     */
    String last() default "";

    /**
     * Whether a miss ends the load early, so that nobody waits an hour for a verdict that is clear after a minute.
     *
     * <p>A load is looked at once a second, and each look is another chance to be wrong. So it ends only if, at five looks in
     * a row, at least twice the allowed share of the samples within {@link #over()} is beyond the limit, and in eight of ten
     * seconds of it more than the allowed share is. A mean or a throughput must be beyond its limit over that time and in
     * eight of ten of its seconds. A miss that nothing can undo ends the load at once: of {@link #max()}, or an error where
     * none is allowed.
     *
     * @return true to look at these limits once a second while the load runs
     */
    boolean abort() default false;

    /**
     * Window whose samples decide about {@link #abort()}.
     *
     * <p>Defaults to 10 seconds.
     *
     * @return such as {@code "10s"}, at least one second
     */
    String over() default "";

    /**
     * How long after the beginning of the measured time {@link #abort()} takes effect.
     *
     * <p>Defaults to zero.
     *
     * @return such as {@code "30s"}
     */
    String after() default "";

    /**
     * How long a miss must last for {@link #abort()}, beside the five looks in a row, which take four seconds.
     *
     * <p>Defaults to zero: those alone.
     *
     * @return such as {@code "5s"}
     */
    String holdsFor() default "";
}
