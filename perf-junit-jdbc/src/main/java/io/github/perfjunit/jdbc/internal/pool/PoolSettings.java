// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import io.github.perfjunit.metrics.PrintableText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How a pool of ours is to be, as the user gave it; {@link #problems} tells whether it can be so.
 *
 * @param size most connections
 * @param minIdle fewest connections kept open; -1 for as many as the size
 * @param connectionTimeout longest wait for a connection
 * @param perTransactionConnection whether each transaction takes a connection of its own
 * @param autoCommit whether connections commit after each statement
 * @param properties properties of the driver, each {@code name=value}
 */
public record PoolSettings(
        int size,
        int minIdle,
        Duration connectionTimeout,
        boolean perTransactionConnection,
        boolean autoCommit,
        List<String> properties) {

    /** What {@code @Pool} has without a word. */
    public static final PoolSettings DEFAULT = new PoolSettings(10, -1, Duration.ofSeconds(5), true, false, List.of());

    static final int MOST_CONNECTIONS = 1_000;

    /** HikariCP takes 30 s for anything shorter, with a line in its log. */
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(250);

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
    private static final int LONGEST_SHOWN = 60;
    private static final Set<String> OF_THE_DATABASE = Set.of("user", "password");

    /** Copies what could change. */
    public PoolSettings {
        properties = List.copyOf(properties);
    }

    /** Returns these settings with another size, all of whose connections are kept open. */
    public PoolSettings withSize(int other) {
        return new PoolSettings(other, -1, connectionTimeout, perTransactionConnection, autoCommit, properties);
    }

    /** Returns how many connections are kept open. */
    public int keptOpen() {
        return minIdle < 0 ? size : minIdle;
    }

    /**
     * Returns what is wrong, one sentence each; values of properties are not in them.
     *
     * @param where what stands before the name of a setting, such as {@code @JdbcWorkload.pool}
     */
    public List<String> problems(String where) {
        List<String> problems = new ArrayList<>();
        if (size < 1 || size > MOST_CONNECTIONS) {
            problems.add(where + ".size was '" + size + "' but must be from 1 to 1,000");
        }
        if (minIdle < -1 || minIdle > Math.max(size, 0)) {
            problems.add(where + ".minIdle was '" + minIdle + "' but must be from 0 to the size, or -1 for as many");
        }
        if (connectionTimeout.compareTo(SHORTEST_TIMEOUT) < 0 || connectionTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            problems.add(
                    where + ".connectionTimeout was '" + shown(connectionTimeout) + "' but must be from 250ms to 1h");
        }
        Map<String, String> seen = new LinkedHashMap<>();
        for (String property : properties) {
            int equals = property.indexOf('=');
            String name = nameOf(property);
            if (equals < 0 || name.isEmpty()) {
                problems.add(where + ".properties had '" + cut(name) + "' but each must be name=value");
            } else if (OF_THE_DATABASE.contains(name.toLowerCase(Locale.ROOT))) {
                problems.add(
                        where + ".properties had '" + cut(name) + "', which belongs to the database, not to its pool");
            } else if (seen.putIfAbsent(name, property) != null) {
                problems.add(where + ".properties had '" + cut(name) + "' twice");
            }
        }
        return problems;
    }

    private static String nameOf(String property) {
        int equals = property.indexOf('=');
        return (equals < 0 ? property : property.substring(0, equals)).strip();
    }

    private static String shown(Duration duration) {
        return duration.toMillis() + "ms";
    }

    private static String cut(String name) {
        return PrintableText.oneLine(name, LONGEST_SHOWN);
    }

    /** Returns the properties of the driver by name. */
    public Map<String, String> driverProperties() {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String property : properties) {
            byName.put(
                    nameOf(property),
                    property.substring(property.indexOf('=') + 1).strip());
        }
        return byName;
    }

    /** Leaves out the values of properties, among which may be secrets. */
    @Override
    public String toString() {
        return "PoolSettings[size=" + size + ", minIdle=" + minIdle + ", connectionTimeout=" + connectionTimeout
                + ", perTransactionConnection=" + perTransactionConnection + ", autoCommit=" + autoCommit
                + ", properties="
                + properties.stream().map(PoolSettings::nameOf).toList() + "]";
    }
}
