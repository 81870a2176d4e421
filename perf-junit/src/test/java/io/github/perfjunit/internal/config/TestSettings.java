// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.util.Map;
import java.util.Set;

/** Settings from maps. */
final class TestSettings {

    static final Settings NONE = of(Map.of(), Map.of(), Map.of());

    private TestSettings() {}

    static Settings of(Map<String, String> junit, Map<String, String> properties, Map<String, String> environment) {
        return new Settings(junit::get, properties::get, environment::get, key -> null, Set.of(), properties.keySet());
    }

    static Settings properties(Map<String, String> properties) {
        return of(Map.of(), properties, Map.of());
    }

    static String messageOf(Problems problems) {
        try {
            problems.throwIfAny(IllegalArgumentException::new);
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
