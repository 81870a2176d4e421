// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.internal.util.Providers;
import io.github.perfjunit.spi.LoadExtension;
import java.lang.reflect.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The registered extensions, for calls that do not belong to one load; a failure names its extension. */
public final class Extensions {

    private Extensions() {}

    static List<LoadExtension> of(ClassLoader classLoader) {
        return Providers.of(LoadExtension.class, classLoader);
    }

    /** Returns whether an extension will supply a parameter of a load test. */
    public static boolean supply(Parameter parameter, ClassLoader classLoader) {
        return of(classLoader).stream().anyMatch(extension -> ask(extension, "supplies", e -> e.supplies(parameter)));
    }

    /** Returns the keys of the library that extensions read. */
    static Set<String> keys(ClassLoader classLoader) {
        Set<String> keys = new HashSet<>();
        of(classLoader).forEach(extension -> keys.addAll(ask(extension, "keys", LoadExtension::keys)));
        return keys;
    }

    /** Asks extensions for the value of a key; null if none has one. */
    static @Nullable String value(String key, ExtensionContext context, ClassLoader classLoader) {
        for (LoadExtension extension : of(classLoader)) {
            Optional<String> value = ask(extension, "value", e -> e.value(key, context));
            if (value.isPresent()) {
                return value.get();
            }
        }
        return null;
    }

    private static <T> T ask(LoadExtension extension, String method, Function<LoadExtension, T> question) {
        try {
            T answer = question.apply(extension);
            if (answer == null) {
                throw new NullPointerException("it returned null");
            }
            return answer;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            throw new ExtensionConfigurationException(
                    failure(extension.getClass().getName(), method, e), e);
        }
    }

    /** Returns the sentence that names an extension that failed. */
    static String failure(String extension, String method, Throwable cause) {
        return "the extension " + extension + " failed in " + method + ": " + Reasons.of(cause);
    }
}
