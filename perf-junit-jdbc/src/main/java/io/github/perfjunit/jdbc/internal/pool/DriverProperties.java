// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import io.github.perfjunit.jdbc.internal.database.JdbcAddress;
import io.github.perfjunit.jdbc.internal.database.OptionalCalls;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What the JDBC driver of a pool is told. */
final class DriverProperties {

    private DriverProperties() {}

    static boolean isPostgres(String url) {
        return JdbcAddress.isPostgres(url);
    }

    /** Returns the defaults of the driver of an address, and what is asked for, which counts more. */
    static Map<String, String> of(String url, Map<String, String> asked) {
        Map<String, String> all = new LinkedHashMap<>();
        if (isPostgres(url)) {
            all.put("tcpKeepAlive", "true");
            all.put("ApplicationName", Pools.APPLICATION_NAME);
            all.keySet().removeIf(name -> isInUrl(url, name));
        }
        all.putAll(asked);
        return all;
    }

    private static boolean isInUrl(String url, String name) {
        return url.contains("?" + name + "=") || url.contains("&" + name + "=");
    }

    /** Returns what is wrong with what a user asked for; drivers ignore what they do not know, which helps nobody. */
    static Optional<String> problem(String url, Map<String, String> asked) {
        Driver driver;
        try {
            driver = DriverManager.getDriver(url);
        } catch (SQLException none) {
            return Optional.of("no JDBC driver on the class path takes " + OpenFailure.address(url));
        }
        for (String name : asked.keySet()) {
            if (isInUrl(url, name)) {
                return Optional.of("the pool's property '" + name
                        + "' is also in the URL of the database, which would win; give it once");
            }
        }
        return isPostgres(url) ? unknown(driver, url, asked) : Optional.empty();
    }

    private static Optional<String> unknown(Driver driver, String url, Map<String, String> asked) {
        List<String> known = new ArrayList<>(names(driver, url));
        String inner = JdbcAddress.unwrapped(url);
        if (!inner.equals(url) && !known.isEmpty()) {
            try {
                // The wrapper takes its own and hands on the others.
                known.addAll(names(DriverManager.getDriver(inner), inner));
            } catch (SQLException none) {
                return Optional.empty(); // opening says so better
            }
        }
        if (known.isEmpty()) {
            return Optional.empty(); // opening says so better
        }
        for (String name : asked.keySet()) {
            if (!known.contains(name)) {
                String hint = known.stream()
                        .filter(other -> resembles(other, name))
                        .findFirst()
                        .map(other -> "; did you mean '" + other + "'?")
                        .orElse("");
                return Optional.of("the pool's property '" + name + "' is none of the PostgreSQL driver" + hint);
            }
        }
        return Optional.empty();
    }

    private static List<String> names(Driver driver, String url) {
        try {
            return OptionalCalls.ask(() -> driver.getPropertyInfo(url, new Properties())).stream()
                    .flatMap(Arrays::stream)
                    .map(info -> info.name)
                    .toList();
        } catch (SQLException badAddress) {
            return List.of();
        }
    }

    /** One letter too few, too many or wrong, or letters of the wrong case. */
    private static boolean resembles(String known, String given) {
        String one = known.toLowerCase(Locale.ROOT);
        String other = given.toLowerCase(Locale.ROOT);
        if (Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        int head = 0;
        int shorter = Math.min(one.length(), other.length());
        while (head < shorter && one.charAt(head) == other.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
            tail++;
        }
        return Math.max(one.length(), other.length()) - head - tail <= 1;
    }
}
