// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Whether what is in a database may be lost. It may in one that the library started, and in one that is in the memory of
 * this JVM; in any other, only if a setting says so. Thread-safe.
 */
public final class Destruction {

    /** Key of that setting. */
    public static final String KEY = "perf.jdbc.destructive";

    /** What to do where something would be lost. */
    public static final String HINT = "set " + KEY + "=true if that may be lost";

    private static final List<String> IN_MEMORY =
            List.of("jdbc:h2:mem:", "jdbc:hsqldb:mem:", "jdbc:derby:memory:", "jdbc:sqlite::memory:");

    private static final Set<String> STARTED = ConcurrentHashMap.newKeySet();

    private Destruction() {}

    /**
     * Tells whether anything may be lost anywhere.
     *
     * @param settings values by key
     * @throws BadDatabaseException if the value is neither true nor false
     */
    public static boolean isAllowed(Function<String, Optional<String>> settings) throws BadDatabaseException {
        String value = settings.apply(KEY).map(String::strip).orElse("");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "", "false" -> false;
            default ->
                throw new BadDatabaseException(KEY + ": '" + JdbcAddress.shown(value) + "' but must be true or false");
        };
    }

    /** Tells the same of the JVM's properties and environment alone, where no test is known. */
    public static boolean isAllowedHere() throws BadDatabaseException {
        return isAllowed(key -> Optional.ofNullable(System.getProperty(key))
                .or(() -> Optional.ofNullable(
                        System.getenv(key.toUpperCase(Locale.ROOT).replace('.', '_')))));
    }

    /** Says that the library made a database. */
    public static void started(String url) {
        STARTED.add(withoutParameters(url));
    }

    /** Says that such a database is gone. */
    public static void ended(String url) {
        STARTED.remove(withoutParameters(url));
    }

    /** Tells whether a connection leads to a database where nobody misses anything. */
    public static boolean isHarmless(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL();
        return url != null && isHarmless(url);
    }

    /** Tells whether a URL is that of a database where nobody misses anything. */
    public static boolean isHarmless(String url) {
        return STARTED.contains(withoutParameters(url)) || IN_MEMORY.stream().anyMatch(url::startsWith);
    }

    private static String withoutParameters(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }
}
