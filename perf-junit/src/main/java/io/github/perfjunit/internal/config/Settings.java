// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values by key from outside the code: JUnit configuration parameters first, then system properties, then environment
 * variables, then other sources, which are not asked for the library's own keys.
 */
public final class Settings {

    /** Begins the library's own keys, for which nobody else has values. */
    private static final String OWN = "perf.";

    private final Function<String, @Nullable String> junit;
    private final Function<String, @Nullable String> properties;
    private final Function<String, @Nullable String> environment;
    private final Function<String, @Nullable String> others;
    private final Set<String> keysOfOthers;
    private final Set<String> propertyNames;
    private final Map<String, String> found = new ConcurrentHashMap<>();

    Settings(
            Function<String, @Nullable String> junit,
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> environment,
            Function<String, @Nullable String> others,
            Set<String> keysOfOthers,
            Set<String> propertyNames) {
        this.junit = junit;
        this.properties = properties;
        this.environment = environment;
        this.others = others;
        this.keysOfOthers = Set.copyOf(keysOfOthers);
        this.propertyNames = Set.copyOf(propertyNames);
    }

    /**
     * Reads this JVM's settings.
     *
     * @param junit looks up a JUnit configuration parameter
     * @return settings that look values up when asked
     */
    public static Settings of(Function<String, @Nullable String> junit) {
        return of(junit, key -> null, Set.of());
    }

    /**
     * Reads this JVM's settings, and those of others.
     *
     * @param junit looks up a JUnit configuration parameter
     * @param others asked last, and for no key that begins with {@code perf.}
     * @param keysOfOthers the keys that begin with {@code perf.} and that others read
     * @return settings that look values up when asked
     */
    public static Settings of(
            Function<String, @Nullable String> junit,
            Function<String, @Nullable String> others,
            Set<String> keysOfOthers) {
        return new Settings(
                junit,
                System::getProperty,
                System::getenv,
                others,
                keysOfOthers,
                System.getProperties().stringPropertyNames());
    }

    /**
     * Looks a value up.
     *
     * @param key such as {@code shop.url}
     * @return its value, which may be empty; null if it is nowhere
     */
    public @Nullable String find(String key) {
        String value = junit.apply(key);
        if (value == null) {
            value = properties.apply(key);
        }
        if (value == null) {
            value = environment.apply(variable(key));
        }
        if (value == null && !key.startsWith(OWN)) {
            value = others.apply(key);
        }
        if (value != null) {
            found.put(key, value);
        }
        return value;
    }

    /**
     * Returns the values that were found so far.
     *
     * @return values by key
     */
    public Map<String, String> found() {
        return Map.copyOf(found);
    }

    /** Returns the name of a key's environment variable: {@code SHOP_URL} for {@code shop.url}. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    Set<String> keysOfOthers() {
        return keysOfOthers;
    }

    Set<String> propertyNames() {
        return propertyNames;
    }
}
