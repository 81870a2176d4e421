// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.spring;

import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives loads the properties of the Spring application that they test, such as {@code local.server.port}. */
public final class SpringValues implements LoadExtension {

    private static final boolean HAS_SPRING =
            isPresent("org.springframework.test.context.junit.jupiter.SpringExtension")
                    && isPresent("org.springframework.context.ApplicationContext");

    /** For the service loader. */
    public SpringValues() {}

    private static boolean isPresent(String name) {
        try {
            Class.forName(name, false, SpringValues.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Returns whether Spring and its test framework are on the class path. */
    static boolean isThere() {
        return HAS_SPRING;
    }

    @Override
    public Optional<String> value(String key, ExtensionContext context) {
        return HAS_SPRING ? SpringProperties.find(key, context) : Optional.empty();
    }

    /** Adds no participant. */
    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        return null;
    }
}
