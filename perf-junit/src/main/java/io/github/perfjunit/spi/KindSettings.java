// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.slo.Objective;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a {@link LoadConductor} can read before its load is planned. Levels are given as the load will have them: {@code
 * perf.scale} and {@code perf.maxUsers} are taken into account. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface KindSettings {

    /**
     * Returns the annotation of the test method, or what stands for it in fluent form.
     *
     * @param type its type, which carries {@link LoadKind}
     * @param <A> its type
     * @return the annotation
     * @throws IllegalArgumentException if it is of another type
     */
    <A extends Annotation> A annotation(Class<A> type);

    /**
     * Returns how the kind is called, for mistakes.
     *
     * @return such as {@code @Stress}, or {@code load.stress} in fluent form
     */
    String kind();

    /**
     * Returns where an attribute of the annotation stands, for mistakes.
     *
     * @param attribute such as {@code hold}
     * @return such as {@code @Stress.hold}, or {@code load.stress.hold} in fluent form
     */
    String place(String attribute);

    /**
     * Returns whether the load is set by a rate.
     *
     * @return true if the annotation sets {@code arrivalRate}, false if it sets {@code users}
     */
    boolean open();

    /**
     * Returns the level that the attribute {@code users} or {@code arrivalRate} of the annotation sets.
     *
     * @return users, or iterations a second, above zero; empty after a mistake, which is reported
     */
    Optional<Double> level();

    /**
     * Reads another level, written as a number of users in a load of users and as a rate such as {@code 200/s} in a load of
     * a rate; any other text is a mistake.
     *
     * @param attribute name of the attribute
     * @param text the text that stands there
     * @return users, or iterations a second, above zero; empty if the text is blank or wrong
     */
    Optional<Double> level(String attribute, String text);

    /**
     * Returns whether a level is above the one that {@code users} or {@code arrivalRate} sets, both as they are written:
     * keys may make them the same, which is no mistake of the test.
     *
     * @param attribute name of the attribute
     * @param text the text that stands there
     * @return true also if one of the two cannot be read, which is reported elsewhere
     */
    boolean isAbove(String attribute, String text);

    /**
     * Writes a level for people.
     *
     * @param level users, or iterations a second
     * @return such as {@code 20 users} or {@code 200/s}
     */
    String text(double level);

    /**
     * Writes a duration as it stands in annotations.
     *
     * @param duration the duration, zero or more
     * @return such as {@code 30s} or {@code 1h30m}
     */
    String text(Duration duration);

    /**
     * Reads a duration such as {@code 250ms} or {@code 1h30m}; any other text is a mistake.
     *
     * @param attribute name of the attribute
     * @param text the text that stands there
     * @return the duration, zero or more; empty if the text is blank or wrong
     */
    Optional<Duration> duration(String attribute, String text);

    /**
     * Reads a duration that must be above zero.
     *
     * @param attribute name of the attribute
     * @param text the text that stands there
     * @return the duration; empty if the text is blank or wrong
     */
    Optional<Duration> time(String attribute, String text);

    /**
     * Reads a share such as {@code 0.5%}; any other text is a mistake.
     *
     * @param attribute name of the attribute
     * @param text the text that stands there
     * @return the share in percent, from 0 to 100; empty if the text is blank or wrong
     */
    Optional<Double> share(String attribute, String text);

    /**
     * Replaces {@code ${key:default}} in a text; a key without a value is a mistake.
     *
     * @param attribute name of the attribute
     * @param text the text that stands there
     * @return the text with values; as it was after a mistake
     */
    String resolved(String attribute, String text);

    /**
     * Returns the objectives that {@code @Slo} sets.
     *
     * @return in order, possibly none
     */
    List<Objective> objectives();

    /**
     * Returns the longest time that the load may take.
     *
     * @return {@code perf.maxDuration}; empty if that is not set
     */
    Optional<Duration> longest();

    /**
     * Returns whether a part of the load is to be judged even though the generator was unfit for it.
     *
     * @return true if {@code perf.invalid} is {@code warn}
     */
    boolean judgesUnfit();

    /**
     * Adds a mistake, which keeps the load from being made.
     *
     * @param sentence with the place, the given value, the allowed values and a remedy, without a full stop
     */
    void problem(String sentence);
}
