// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.spi.LoadParticipant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A participant with the name of its extension, which its failures are reported with.
 *
 * @param extension name of the extension's class
 * @param participant takes part in one load
 */
record Taking(String extension, LoadParticipant participant) {

    /**
     * Calls the participant; a failure ends the load.
     *
     * @throws IllegalStateException naming the extension, if it threw or returned null
     */
    <T> T require(String method, Function<LoadParticipant, T> call) {
        try {
            return notNull(call.apply(participant));
        } catch (Throwable e) {
            throw named(method, e);
        }
    }

    /**
     * Calls the participant; the others are still called after a failure.
     *
     * @param failures receives the failure of the test: an assertion error unchanged, anything else with the
     *     extension's name
     * @return empty after a failure
     */
    <T> Optional<T> attempt(String method, Function<LoadParticipant, T> call, Consumer<Throwable> failures) {
        try {
            return Optional.of(notNull(call.apply(participant)));
        } catch (AssertionError e) {
            failures.accept(e);
        } catch (Throwable e) {
            failures.accept(named(method, e));
        }
        return Optional.empty();
    }

    /**
     * Calls the participant before the load; a failure is a mistake of the configuration.
     *
     * @param mistakes receives the failure, with a sentence that names the extension
     * @return null after a failure, or if the participant returned null
     */
    <T> @Nullable T prepare(String method, Function<LoadParticipant, @Nullable T> call, Consumer<Throwable> mistakes) {
        try {
            return call.apply(participant);
        } catch (TestAbortedException e) {
            throw e; // the extension's way to skip a test
        } catch (Throwable e) {
            mistakes.accept(named(method, e));
            return null;
        }
    }

    private static <T> T notNull(@Nullable T returned) {
        if (returned == null) {
            throw new NullPointerException("it returned null");
        }
        return returned;
    }

    private IllegalStateException named(String method, Throwable cause) {
        return new IllegalStateException(Extensions.failure(extension, method, cause), cause);
    }
}
