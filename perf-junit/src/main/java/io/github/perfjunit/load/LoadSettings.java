// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.protocol.ProtocolSettings;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * Settings of a population of virtual users, in fluent form. Each has the meaning of the attribute of {@code @LoadTest}
 * with the same name. All of them are checked together when the load starts.
 *
 * <p>Durations are texts such as {@code "250ms"}, {@code "2s"}, {@code "1h30m"}; {@code ${key:default}} in any text
 * reads a JUnit configuration parameter, system property or environment variable. Not thread-safe.
 *
 * @param <S> the type that the methods return
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LoadSettings<S extends LoadSettings<S>> {

    /**
     * Sets the number of virtual users of a closed model.
     *
     * @param users at least 1
     * @return this
     */
    S users(int users);

    /**
     * Sets the time over which users or rate grow to their target; not measured.
     *
     * @param duration such as {@code "30s"}
     * @return this
     */
    S rampUp(String duration);

    /**
     * Sets the time after ramp-up that is not measured.
     *
     * @param duration such as {@code "30s"}, or {@code "auto"}: until response times and throughput have settled
     * @return this
     */
    S warmUp(String duration);

    /**
     * Sets the measured time.
     *
     * @param duration such as {@code "10m"}
     * @return this
     */
    S duration(String duration);

    /**
     * Sets the measured time.
     *
     * @param duration above zero
     * @return this
     */
    default S duration(Duration duration) {
        // Seconds and nanoseconds apart: together they may not fit into a long.
        return duration(
                duration.isNegative() ? duration.toString() : duration.getSeconds() + "s" + duration.getNano() + "ns");
    }

    /**
     * Sets the time over which users or rate fall to zero; not measured.
     *
     * @param duration such as {@code "30s"}
     * @return this
     */
    S rampDown(String duration);

    /**
     * Sets how many measured iterations all users run together.
     *
     * @param iterations at least 1
     * @return this
     */
    S iterations(long iterations);

    /**
     * Sets how many measured iterations each user runs; a closed model only, and not together with
     * {@link #iterations(long)}.
     *
     * @param iterations from 1 to 1,000,000,000
     * @return this
     */
    S iterationsPerUser(long iterations);

    /**
     * Sets the time from one iteration of a user to its next one.
     *
     * @param pace such as {@code "5s"}
     * @return this
     */
    S pacing(String pace);

    /**
     * Sets the rate at which iterations are due, which makes the model an open one.
     *
     * @param rate such as {@code "200/s"} or {@code "10000/min"}
     * @return this
     */
    S arrivalRate(String rate);

    /**
     * Sets the most virtual users of an open model.
     *
     * @param users at least 1
     * @return this
     */
    S maxUsers(int users);

    /**
     * Sets how an iteration is treated that is due while all users are busy.
     *
     * @param overflow wait or drop
     * @return this
     */
    S overflow(Overflow overflow);

    /**
     * Sets how arrivals are spread in time.
     *
     * @param arrivals evenly or at random
     * @return this
     */
    S arrivals(Arrivals arrivals);

    /**
     * Sets the course of users or rate, instead of users, rate, ramps and duration.
     *
     * @param stages in order, at least one
     * @return this
     */
    S stages(LoadStage... stages);

    /**
     * Sets the pause of a user after each iteration.
     *
     * @param pause {@code "2s"} or a range to draw from, {@code "1s..3s"}
     * @return this
     */
    S thinkTime(String pause);

    /**
     * Sets how long running iterations may go on at the end before they are interrupted.
     *
     * @param duration such as {@code "30s"}
     * @return this
     */
    S gracefulStop(String duration);

    /**
     * Sets the base of relative URLs.
     *
     * @param url such as {@code "http://localhost:8080"}
     * @return this
     */
    S baseUrl(String url);

    /**
     * Reads records for the iterations, in order and from the start again after the last one; the fluent form of
     * {@code @Feed}.
     *
     * @param source where the records are: {@code /products.csv} or {@code users.jsonl} on the class path, {@code file:}
     *     and a path, {@code #method} or {@code pkg.Class#method}
     * @param type type of the records: a record or a class whose properties are the columns, {@code Map}, or a simple
     *     type such as {@code String} for a file with one column
     * @param <T> the same
     * @return the records, of which the body takes one by {@link Records#next(VirtualUser)}; mistakes in them are reported
     *     when the load starts, with all others
     */
    default <T> Records<T> feed(String source, Class<T> type) {
        return feed(source, type, FeedStrategy.CIRCULAR);
    }

    /**
     * Reads records for the iterations; the fluent form of {@code @Feed}.
     *
     * @param source where the records are, as in {@link #feed(String, Class)}
     * @param type type of the records, as in {@link #feed(String, Class)}
     * @param strategy which record an iteration gets
     * @param <T> type of a record
     * @return the records, of which the body takes one by {@link Records#next(VirtualUser)}
     */
    <T> Records<T> feed(String source, Class<T> type, FeedStrategy strategy);

    /**
     * Sets how virtual users speak HTTP, in place of {@code @HttpSettings}; keys {@code perf.http.*} still change it.
     *
     * @param options from {@link HttpOptions#builder()}
     * @return this
     */
    default S http(HttpOptions options) {
        return protocol(options);
    }

    /**
     * Sets how virtual users speak a protocol. Settings of the same class that were given before are replaced, those of
     * other protocols stay.
     *
     * @param settings the settings of that protocol, such as {@link HttpOptions}
     * @return this
     */
    S protocol(ProtocolSettings settings);
}
