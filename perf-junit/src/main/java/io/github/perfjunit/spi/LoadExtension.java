// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Takes part in loads: reads annotations of its own, supplies parameters, surrounds iterations, watches something beside
 * the load, and adds its findings to the result.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}; the class loader is that of the test. They are made
 * anew whenever they are needed and hold no state; that of a load is in its {@link LoadParticipant}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LoadExtension {

    /**
     * Returns whether a parameter of a load test's method will be supplied by {@link LoadParticipant#argument}.
     *
     * @param parameter the parameter
     * @return true to keep JUnit's other extensions from being asked
     */
    default boolean supplies(Parameter parameter) {
        return false;
    }

    /**
     * Looks up the value of a key in the text of an annotation or of a fluent load, such as {@code
     * ${local.server.port}}. Asked when neither a JUnit configuration parameter nor a system property nor an environment
     * variable has it, and before a default is taken; never for the library's own keys, which begin with {@code perf.}.
     *
     * <p>An executor that runs the load elsewhere gets the value with all other settings of the load.
     *
     * @param key such as {@code local.server.port}
     * @param context JUnit's context of the test method
     * @return its value; empty to leave it to the next extension
     */
    default Optional<String> value(String key, ExtensionContext context) {
        return Optional.empty();
    }

    /**
     * Returns the keys beginning with {@code perf.} that this extension reads through {@link LoadCandidate#setting}. A
     * system property with such a beginning that nobody reads is a mistake.
     *
     * @return such as {@code perf.jdbc.url}; none by default
     */
    default Set<String> keys() {
        return Set.of();
    }

    /**
     * Looks at a load that is about to be made. Nothing may be started yet: mistakes are given to the candidate, and all
     * are reported together.
     *
     * @param load the load
     * @return the participant of this extension; null if it takes no part in the load
     */
    @Nullable
    LoadParticipant join(LoadCandidate load);
}
