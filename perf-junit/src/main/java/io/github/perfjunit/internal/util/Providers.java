// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.util;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Finds providers with the service loader. */
public final class Providers {

    private Providers() {}

    /**
     * Creates all providers of a service.
     *
     * @param service its interface
     * @param classLoader where to look for them
     * @return in the order of the class path
     * @throws ExtensionConfigurationException if one cannot be created; the message names it and where it is registered
     */
    public static <S> List<S> of(Class<S> service, ClassLoader classLoader) {
        try {
            List<S> found = new ArrayList<>();
            ServiceLoader.load(service, classLoader).forEach(found::add);
            return found;
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new ExtensionConfigurationException(message(service, e), e);
        }
    }

    private static String message(Class<?> service, Error e) {
        // ServiceConfigurationError begins with the name of the service, which the sentence already contains.
        String text = String.valueOf(e.getMessage()).replaceFirst("^\\Q" + service.getName() + "\\E: ", "");
        Throwable cause = e.getCause();
        return "a " + service.getSimpleName() + " cannot be used: " + text + (cause == null ? "" : " (" + cause + ")")
                + ". Hint: mend its class, or take it out of META-INF/services/" + service.getName() + ".";
    }
}
