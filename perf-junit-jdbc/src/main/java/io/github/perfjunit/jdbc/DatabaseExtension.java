// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.database.BadDatabaseException;
import io.github.perfjunit.jdbc.internal.database.DatabaseFinder;
import io.github.perfjunit.jdbc.internal.database.Destruction;
import io.github.perfjunit.jdbc.internal.database.FoundDatabase;
import io.github.perfjunit.jdbc.internal.database.PlainDataSource;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts and fills the databases of tests; registered by {@link EmbeddedPostgres}, {@link PostgresContainer} and {@link
 * JdbcDataset}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DatabaseExtension
        implements BeforeAllCallback, BeforeEachCallback, BeforeTestExecutionCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(DatabaseExtension.class);

    /** For JUnit. */
    public DatabaseExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        DatabaseAnnotations.declare(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        DatabaseAnnotations.declare(context);
        if (!LoadMethods.isLoad(context) && DatabaseAnnotations.dataset(context).isPresent()) {
            // A data source that a lifecycle method makes comes later: then the test itself waits for the data.
            find(context, new ArrayList<>());
        }
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        if (!LoadMethods.isLoad(context) && DatabaseAnnotations.dataset(context).isPresent()) {
            require(context, ExtensionConfigurationException::new);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DataSource.class
                && parameter.getParameter().getAnnotations().length == 0
                && parameter.getDeclaringExecutable() instanceof Method method
                && !(LoadMethods.isLoad(context)
                        && context.getTestMethod().filter(method::equals).isPresent());
    }

    @Override
    public DataSource resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new PlainDataSource(
                require(context, ParameterResolutionException::new).database(), isDestructive(context));
    }

    private static boolean isDestructive(ExtensionContext context) {
        try {
            return Destruction.isAllowed(settings(context));
        } catch (BadDatabaseException e) {
            throw new ParameterResolutionException(message(context, List.of(e.sentence())), e);
        }
    }

    private static FoundDatabase require(ExtensionContext context, Function<String, RuntimeException> exception) {
        List<String> problems = new ArrayList<>();
        return find(context, problems).orElseThrow(() -> exception.apply(message(context, problems)));
    }

    private static Optional<FoundDatabase> find(ExtensionContext context, List<String> problems) {
        String name = DatabaseAnnotations.dataset(context)
                .map(JdbcDataset::dataSource)
                .orElse("");
        Optional<FoundDatabase> found = DatabaseFinder.find(context, settings(context), name, problems::add);
        found.ifPresent(database -> database.notes().forEach(note -> tell(context, note)));
        return found;
    }

    /** Tells it once in a run of tests. */
    private static void tell(ExtensionContext context, String note) {
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(note, told -> {
            context.publishReportEntry("perf-junit", told);
            return true;
        });
    }

    private static Function<String, Optional<String>> settings(ExtensionContext context) {
        return key -> context.getConfigurationParameter(key)
                .or(() -> Optional.ofNullable(
                        System.getenv(key.toUpperCase(Locale.ROOT).replace('.', '_'))));
    }

    /** Says what is wrong, in the words of the core. */
    static String message(ExtensionContext context, List<String> problems) {
        String test = context.getTestClass().map(Class::getSimpleName).orElse("the tests")
                + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
        String head = problems.size() == 1 ? "1 configuration error" : problems.size() + " configuration errors";
        return head + " in " + test + ":\n  - " + String.join("\n  - ", problems);
    }
}
