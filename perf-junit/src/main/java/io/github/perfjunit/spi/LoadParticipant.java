// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.monitor.Monitor;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Takes part in one load, in this order: {@link #argument}, {@link #open}, {@link #around}, {@link #monitors} and {@link
 * #listeners}, {@link #begun}, the iterations, {@link #ended}, {@link #judge}, {@link #concluded}, {@link #close}.
 *
 * <p>An exception fails the test with a message that names the extension, and keeps no other participant from being
 * called. Before the load it is a mistake of the configuration; from {@link #begun} it ends the load at once; later the
 * load's files are written all the same. An {@link AssertionError} after the load fails the test as it is.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LoadParticipant extends AutoCloseable {

    /** Gives one argument for one iteration. */
    @FunctionalInterface
    interface Argument {

        /**
         * Returns the argument; called on the user's thread right before the method.
         *
         * @param user whose iteration it is
         * @return the argument
         * @throws Exception to fail the iteration
         */
        @Nullable
        Object of(VirtualUser user) throws Exception;
    }

    /**
     * Opens the things that the load needs; called when no mistake was found in the settings.
     *
     * @param problems gets a sentence a mistake, each of which keeps the load from being made
     */
    default void open(Consumer<String> problems) {}

    /**
     * Supplies a parameter of the test method; not called for a {@code @PerfTest}.
     *
     * @param parameter the parameter
     * @return gives its value; null to leave it to others
     */
    default @Nullable Argument argument(Parameter parameter) {
        return null;
    }

    /**
     * Surrounds every iteration with something of its own.
     *
     * @param body the iteration
     * @return the code to run in its place; defaults to the body itself
     */
    default UserBody around(UserBody body) {
        return body;
    }

    /**
     * Returns the monitors that are sampled beside the load.
     *
     * @return monitors, each asked once a second on a thread of its own
     */
    default List<Monitor> monitors() {
        return List.of();
    }

    /**
     * Returns the listeners that follow the load.
     *
     * @return listeners, each called on a thread of its own
     */
    default List<LoadListener> listeners() {
        return List.of();
    }

    /**
     * Returns whether users of this load should have platform threads where {@code perf.threads} leaves the choice:
     * where few users make many short calls, virtual threads cost more than they spare.
     *
     * @return false by default
     */
    default boolean prefersPlatformThreads() {
        return false;
    }

    /**
     * Called when the load's time has begun to run, right before the first user starts, on the thread that keeps the
     * load's clock; must return at once.
     *
     * @param load the load
     */
    default void begun(RunningLoad load) {}

    /**
     * Called when all users have ended.
     *
     * @param data the figures
     * @return sections to add to the result
     */
    default List<ResultSection> ended(LoadData data) {
        return List.of();
    }

    /**
     * Holds objectives of its own against the result; not called in smoke mode, nor for a {@code @PerfTest}, which judges
     * its results itself.
     *
     * @param result the figures
     * @param others verdicts of the objectives of {@code @Slo} and of the default ones
     * @return verdicts, which count like the others and are left out if {@code perf.slo} is {@code off}, and
     *     sections to add to the result
     */
    default Judgement judge(LoadResult result, List<ObjectiveResult> others) {
        return Judgement.NONE;
    }

    /**
     * Returns whether a missed objective of this load fails no test by itself, because {@link #concluded} decides.
     *
     * @return false by default
     */
    default boolean decides() {
        return false;
    }

    /**
     * Called with the result once its verdict is known and written, unless that failed the test already; not called for a
     * {@code @PerfTest}, whose verdict is known when its method has ended.
     *
     * @param result the figures and verdicts
     * @throws AssertionError to fail the test
     */
    default void concluded(LoadResult result) {}

    /** Releases everything that was opened; called always, and perhaps without {@link #open} before. */
    @Override
    void close();
}
