// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.database.DatabaseFinder;
import io.github.perfjunit.jdbc.internal.database.DatabaseRequest;
import io.github.perfjunit.jdbc.internal.dataset.DatasetPreparation;
import io.github.perfjunit.jdbc.internal.dataset.DatasetSpec;
import io.github.perfjunit.jdbc.internal.dataset.RowLoading;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Reads what a class or a method says about its database. */
final class DatabaseAnnotations {

    /** Any number; datasets are to be the same each time. */
    private static final long SEED = 42;

    private DatabaseAnnotations() {}

    /** Hands on what the context's own class or method says; classes around it have had their turn. */
    static void declare(ExtensionContext context) {
        AnnotatedElement element = context.getElement().orElseThrow();
        String where = " on " + name(context);
        Optional<EmbeddedPostgres> embedded = AnnotationSupport.findAnnotation(element, EmbeddedPostgres.class);
        Optional<PostgresContainer> container = AnnotationSupport.findAnnotation(element, PostgresContainer.class);
        Optional<JdbcDataset> dataset = AnnotationSupport.findAnnotation(element, JdbcDataset.class);
        List<String> problems = new ArrayList<>();
        if (embedded.isPresent() && container.isPresent()) {
            problems.add("@EmbeddedPostgres and @PostgresContainer both stand" + where + " but one is enough");
        }
        dataset.ifPresent(d -> check(d, where, problems));
        if (!problems.isEmpty()) {
            throw new ExtensionConfigurationException(DatabaseExtension.message(context, problems));
        }
        embedded.ifPresent(e -> DatabaseFinder.declare(context, request(e, "@EmbeddedPostgres" + where)));
        container.ifPresent(c -> DatabaseFinder.declare(context, request(c, "@PostgresContainer" + where)));
        dataset.ifPresent(d -> DatabaseFinder.declare(
                context, new DatasetPreparation(spec(d, "@JdbcDataset" + where, context.getRequiredTestClass()))));
    }

    /** Finds the dataset of the nearest of method, class and classes around it. */
    static Optional<JdbcDataset> dataset(ExtensionContext context) {
        Optional<JdbcDataset> found = AnnotationSupport.findAnnotation(context.getTestMethod(), JdbcDataset.class);
        Class<?> type = context.getTestClass().orElse(null);
        while (found.isEmpty() && type != null) {
            found = AnnotationSupport.findAnnotation(type, JdbcDataset.class);
            type = type.getEnclosingClass();
        }
        return found;
    }

    /** Returns what a class asks to be started for an application; the same for all classes that ask for the same. */
    static Optional<DatabaseRequest> request(Class<?> type) {
        return AnnotationSupport.findAnnotation(type, EmbeddedPostgres.class)
                .map(e -> request(e, "@EmbeddedPostgres"))
                .or(() -> AnnotationSupport.findAnnotation(type, PostgresContainer.class)
                        .map(c -> request(c, "@PostgresContainer")));
    }

    private static String name(ExtensionContext context) {
        String type = context.getRequiredTestClass().getSimpleName();
        return context.getTestMethod()
                .map(method -> type + "." + method.getName())
                .orElse(type);
    }

    private static void check(JdbcDataset dataset, String where, List<String> problems) {
        if (dataset.script().length == 0 && dataset.loader() == DatasetLoader.class) {
            problems.add("@JdbcDataset" + where + " has neither a script nor a loader");
        }
        if (dataset.scale() < 1) {
            problems.add("@JdbcDataset" + where + ": scale: " + dataset.scale() + " but must be at least 1");
        }
    }

    private static DatabaseRequest request(EmbeddedPostgres a, String place) {
        return new DatabaseRequest.Embedded(
                place,
                a.version(),
                a.durability() == Durability.REAL,
                List.of(a.extensions()),
                List.of(a.settings()),
                a.database(),
                a.replicas());
    }

    private static DatabaseRequest request(PostgresContainer a, String place) {
        return new DatabaseRequest.Container(
                place, a.image(), List.of(a.extensions()), List.of(a.settings()), a.database());
    }

    private static DatasetSpec spec(JdbcDataset a, String place, Class<?> testClass) {
        boolean loads = a.loader() != DatasetLoader.class;
        RowLoading loading = target -> {
            DatasetLoader loader = ReflectionSupport.newInstance(a.loader());
            loader.load(new Dataset(target, a.scale(), new Random(SEED)));
        };
        return new DatasetSpec(
                place,
                testClass,
                List.of(a.script()),
                loads ? a.loader() : null,
                loading,
                a.scale(),
                a.reuse(),
                a.dataSource());
    }
}
