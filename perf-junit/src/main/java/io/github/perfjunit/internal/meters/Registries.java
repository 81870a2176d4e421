// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The registry of a test for callers who do not know whether Micrometer is there. */
public final class Registries {

    private static final boolean HAS_MICROMETER = isPresent("io.micrometer.core.instrument.MeterRegistry");

    private Registries() {}

    private static boolean isPresent(String name) {
        try {
            Class.forName(name, false, Registries.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Finds the registry of a test.
     *
     * @param arguments those of its method
     * @param problems gets a sentence if there are several and no choice
     * @return a {@code MeterRegistry}; empty if there is none, or a problem
     */
    public static Optional<Object> find(ExtensionContext test, List<?> arguments, Consumer<String> problems) {
        if (!HAS_MICROMETER) {
            return Optional.empty();
        }
        TestRegistry found = TestRegistry.of(test, arguments);
        if (!found.problem().isEmpty()) {
            problems.accept(found.problem());
        }
        return Optional.ofNullable(found.chosen());
    }

    /**
     * Returns whether a parameter of a test method gets the registry that the test has. One with an annotation is for
     * whoever knows the annotation; without a registry in a field or bean it is left to other extensions.
     */
    public static boolean supplies(Parameter parameter, ExtensionContext test) {
        return HAS_MICROMETER
                && parameter.getAnnotations().length == 0
                && ParameterValue.isRegistry(parameter.getType())
                && ParameterValue.fits(parameter.getType(), test);
    }

    /** Returns the value of such a parameter; null if there are several, which the load reports as a mistake. */
    public static @Nullable Object argument(Parameter parameter, ExtensionContext test) {
        return supplies(parameter, test) ? ParameterValue.of(test) : null;
    }

    /** Loaded only with Micrometer. */
    private static final class ParameterValue {

        static boolean isRegistry(Class<?> type) {
            return MeterRegistry.class.isAssignableFrom(type);
        }

        static boolean fits(Class<?> type, ExtensionContext test) {
            return TestRegistry.declared(test)
                    .filter(found -> found.chosen() == null || type.isInstance(found.chosen()))
                    .isPresent();
        }

        static @Nullable Object of(ExtensionContext test) {
            return TestRegistry.declared(test).map(TestRegistry::chosen).orElse(null);
        }
    }
}
