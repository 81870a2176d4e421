// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A preparation that a test class or method asked for, and the databases that have had it. Thread-safe. */
final class DeclaredPreparation {

    private static final Namespace NAMESPACE = Namespace.create(DeclaredPreparation.class);

    private final Preparation preparation;
    private final List<Object> prepared = new ArrayList<>();

    private DeclaredPreparation(Preparation preparation) {
        this.preparation = preparation;
    }

    static void declare(ExtensionContext context, Preparation preparation) {
        context.getStore(NAMESPACE).put(DeclaredPreparation.class, new DeclaredPreparation(preparation));
    }

    /** Returns what the nearest of method, class and classes around it asked for; null if none did. */
    static @Nullable DeclaredPreparation nearest(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(DeclaredPreparation.class, DeclaredPreparation.class);
    }

    /** Prepares a database unless it had this before. */
    synchronized void apply(FoundDatabase found, String dataSourceName) throws BadDatabaseException {
        boolean meant = preparation.dataSourceName().isEmpty()
                || dataSourceName.isEmpty()
                || preparation.dataSourceName().equals(dataSourceName);
        if (!meant || prepared.stream().anyMatch(done -> done == found.identity() || done.equals(found.identity()))) {
            return;
        }
        preparation.prepare(found.database());
        prepared.add(found.identity());
    }
}
