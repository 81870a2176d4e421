// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import io.github.perfjunit.spi.SecretNames;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the load connects.
 *
 * @param driverKnown whether the properties are all there are; else nothing is said about what is missing
 * @param driver the driver's properties in effect, from the URL and the data source; no user, no password
 * @param poolSize most connections of the pool; 0 if not known
 * @param serverCores processors of the server; 0 if not known
 */
public record ClientSettings(boolean driverKnown, Map<String, String> driver, int poolSize, int serverCores) {

    /** Keeps a copy without secrets. */
    public ClientSettings {
        Map<String, String> kept = new LinkedHashMap<>(driver);
        kept.keySet().removeIf(ClientSettings::isSecret);
        driver = Map.copyOf(kept);
    }

    /** Returns what is known of a load about which nothing is known. */
    public static ClientSettings unknown() {
        return new ClientSettings(false, Map.of(), 0, 0);
    }

    /** Returns the properties that stand in a JDBC URL, after {@code ?} or {@code ;}. */
    public static Map<String, String> properties(String url) {
        Map<String, String> properties = new LinkedHashMap<>();
        String[] parts = url.split("[?;&]", -1);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0 && !isSecret(parts[i].substring(0, equals))) {
                properties.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
            }
        }
        return properties;
    }

    /** Returns the value of a property whatever the case of its name; empty if it is not set. */
    String driver(String name) {
        return driver.entrySet().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static boolean isSecret(String name) {
        return name.equalsIgnoreCase("user") || SecretNames.isSecret(name);
    }
}
