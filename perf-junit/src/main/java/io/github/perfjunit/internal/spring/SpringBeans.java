// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The beans of one type in the application of a test.
 *
 * @param names their names
 * @param chosen the only or the primary one; null if there is none
 * @param <T> their type
 */
public record SpringBeans<T>(List<String> names, @Nullable T chosen) {

    /**
     * Finds beans; none without Spring, or in a test that has nothing to do with it.
     *
     * @param type their type
     * @param test JUnit's context of the test
     * @param <T> the same
     * @return the beans
     */
    public static <T> SpringBeans<T> find(Class<T> type, ExtensionContext test) {
        return SpringValues.isThere() ? SpringProperties.beans(type, test) : new SpringBeans<>(List.of(), null);
    }
}
