// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Finds the database of a test: that of {@code perf.jdbc.url}, else of a data source of the test, else the one that the
 * nearest of method, class and classes around it asks to be started.
 *
 * <p>What is found belongs to the JUnit context that declared it and is closed with that; closing it earlier has no effect.
 */
public final class DatabaseFinder {

    /** Key of the URL that wins over all else. */
    public static final String URL = "perf.jdbc.url";

    /** Key of the user for it. */
    public static final String USER = "perf.jdbc.user";

    /** Key of the password for it. */
    public static final String PASSWORD = "perf.jdbc.password";

    private DatabaseFinder() {}

    /** Says that a class or method asks for a database to be started, which happens when it is first looked for. */
    public static void declare(ExtensionContext context, DatabaseRequest request) {
        DeclaredDatabase.declare(context, request);
    }

    /** Says that a class or method asks for its database to be prepared, which happens when it is first found. */
    public static void declare(ExtensionContext context, Preparation preparation) {
        DeclaredPreparation.declare(context, preparation);
    }

    /** Tells whether Spring runs the test, and its application has a data source. */
    public static boolean isOfApplicationWithDatabase(ExtensionContext context) {
        return DatabaseSearch.isOfSpring(context) && SpringDataSources.exist(context);
    }

    /**
     * Finds one more data source of the test, which is not prepared.
     *
     * @param settings values by key
     * @param name of a field or Spring bean
     * @param problems gets one sentence a mistake
     * @return the data source and the database it leads to; empty if there was a problem
     */
    public static Optional<FoundDatabase> findDataSource(
            ExtensionContext context,
            Function<String, Optional<String>> settings,
            String name,
            Consumer<String> problems) {
        try {
            Function<String, Optional<String>> withoutUrl =
                    key -> key.equals(URL) ? Optional.empty() : settings.apply(key);
            return Optional.of(new DatabaseSearch(context, withoutUrl, name).search());
        } catch (BadDatabaseException e) {
            problems.accept(e.sentence());
            return Optional.empty();
        }
    }

    /**
     * Connects once to one more database, which is not prepared, as the user of {@link #USER}.
     *
     * @param url its JDBC URL
     * @param place where the URL is from
     * @param settings values by key
     * @param problems gets one sentence a mistake
     * @return the database; empty if there was a problem
     */
    public static Optional<TestDatabase> reach(
            String url, String place, Function<String, Optional<String>> settings, Consumer<String> problems) {
        try {
            return Optional.of(UrlDatabase.reach(
                    JdbcAddress.of(
                            url.strip(),
                            settings.apply(USER).orElse(""),
                            settings.apply(PASSWORD).orElse("")),
                    place));
        } catch (BadDatabaseException e) {
            problems.accept(e.sentence());
            return Optional.empty();
        }
    }

    /**
     * Finds the database, starts and prepares it if need be, and connects to it once.
     *
     * @param context of a class or method
     * @param settings values by key, such as {@code perf.jdbc.url}
     * @param dataSourceName which of several data sources; empty if there is one
     * @param problems gets one sentence a mistake, without a full stop, some with a hint on a line of its own
     * @return empty if there was a problem
     */
    public static Optional<FoundDatabase> find(
            ExtensionContext context,
            Function<String, Optional<String>> settings,
            String dataSourceName,
            Consumer<String> problems) {
        try {
            FoundDatabase found = new DatabaseSearch(context, settings, dataSourceName).search();
            DeclaredPreparation preparation = DeclaredPreparation.nearest(context);
            boolean destructive = Destruction.isAllowed(settings);
            return Optional.of(
                    preparation == null ? found : found.with(preparation.apply(found, dataSourceName, destructive)));
        } catch (BadDatabaseException e) {
            problems.accept(e.sentence());
            return Optional.empty();
        }
    }
}
