// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A preparation that a test class or method asked for, and the databases that have had it. Thread-safe. */
final class DeclaredPreparation {

    private static final Namespace NAMESPACE = Namespace.create(DeclaredPreparation.class);

    private final Preparation preparation;
    private final List<Object> prepared = new ArrayList<>();
    private final Map<Object, BadDatabaseException> failed = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

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

    /**
     * Prepares a database unless it had this before.
     *
     * @return what a reader should know of this or an earlier time
     * @throws BadDatabaseException if it fails, and each time again where it failed once
     */
    synchronized List<String> apply(FoundDatabase found, String dataSourceName, boolean destructive)
            throws BadDatabaseException {
        boolean meant = preparation.dataSourceName().isEmpty()
                || dataSourceName.isEmpty()
                || preparation.dataSourceName().equals(dataSourceName);
        if (!meant || prepared.stream().anyMatch(done -> done == found.identity() || done.equals(found.identity()))) {
            return notes;
        }
        BadDatabaseException known = failed.get(found.place());
        if (known != null) {
            throw known;
        }
        try {
            notes.addAll(preparation.prepare(found.database(), destructive));
        } catch (BadDatabaseException e) {
            failed.put(found.place(), e);
            throw e;
        }
        prepared.add(found.identity());
        return notes;
    }
}
