// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.monitor.Monitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A load whose settings are being read. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LoadCandidate {

    /**
     * Returns the test.
     *
     * @return JUnit's context of the test method
     */
    ExtensionContext context();

    /**
     * Returns the plan.
     *
     * @return the plan; empty if there are mistakes in it, which are reported
     */
    Optional<LoadPlan> plan();

    /**
     * Returns the monitors that a fluent load was given by {@link io.github.perfjunit.load.LoadBuilder#watch}.
     *
     * @return in the order in which they were given; none for an annotated load
     */
    default List<Monitor> monitors() {
        return List.of();
    }

    /**
     * Finds the Micrometer registry that the test has, for meters of an extension's own: a parameter of the test method, a
     * field, a Spring bean, or the global one if it has a registry in it.
     *
     * @return a {@code io.micrometer.core.instrument.MeterRegistry}; empty if there is none, Micrometer is not on the class
     *     path, or there are several and no choice, which is reported as a mistake
     */
    Optional<Object> meterRegistry();

    /**
     * Returns whether the load is run in this JVM alone.
     *
     * @return false if {@code perf.executor} runs it elsewhere, or this JVM runs a share of it
     */
    boolean local();

    /**
     * Returns whether this JVM runs a share of the load, or all of it, for a controller, which judges it.
     *
     * @return false where the test was started
     */
    boolean isWorker();

    /**
     * Looks up a JUnit configuration parameter, system property or environment variable; of a key that does not begin with
     * {@code perf.} also the value that {@link LoadExtension#value extensions} know.
     *
     * @param key such as {@code perf.jdbc.url}, of which {@code PERF_JDBC_URL} is the environment variable
     * @return its value
     */
    Optional<String> setting(String key);

    /**
     * Replaces {@code ${key:default}} in a text; a key without a value is a mistake.
     *
     * @param place where it stands, such as {@code @JdbcWorkload.script}
     * @param text the text that stands there
     * @return the text with values; as it was after a mistake
     */
    String text(String place, String text);

    /**
     * Reads a duration such as {@code 250ms} or {@code 1h30m}; any other text is a mistake.
     *
     * @param place where it stands
     * @param text the text that stands there
     * @return the duration; empty if the text is blank or wrong
     */
    Optional<Duration> duration(String place, String text);

    /**
     * Adds a mistake, which keeps the load from being made.
     *
     * @param sentence with the place, the given value, the allowed values and a remedy, without a full stop
     */
    void problem(String sentence);

    /**
     * Adds a note for readers of the figures.
     *
     * @param sentence without a full stop
     */
    void note(String sentence);

    /**
     * Says something on the console before the load begins, such as how long several loads together will take.
     *
     * @param sentence without a full stop
     */
    default void announce(String sentence) {
        note(sentence);
    }
}
