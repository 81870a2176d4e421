// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.database.BadDatabaseException;
import io.github.perfjunit.jdbc.internal.database.Destruction;
import io.github.perfjunit.jdbc.internal.rows.FoundTable;
import io.github.perfjunit.jdbc.internal.rows.Product;
import io.github.perfjunit.jdbc.internal.rows.TableSizes;
import io.github.perfjunit.jdbc.internal.rows.Tables;
import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what would take something away that was there before the dataset came, in a database where that may be missed.
 * Not thread-safe.
 */
final class Losses {

    private static final int SHOWN = 20;

    private final Connection connection;
    private final Tables tables;
    private final String description;
    private final boolean allowed;
    private final SqlSyntax syntax;
    private final Set<String> before = new HashSet<>();

    private Losses(Connection connection, Tables tables, String description, boolean allowed, SqlSyntax syntax) {
        this.connection = connection;
        this.tables = tables;
        this.description = description;
        this.allowed = allowed;
        this.syntax = syntax;
    }

    /**
     * Notes what is there.
     *
     * @param description what the database is called
     * @param destructive whether anything may be lost wherever it is
     */
    static Losses of(Connection connection, Product product, String description, boolean destructive)
            throws SQLException {
        boolean allowed = destructive || Destruction.isHarmless(connection);
        Losses losses = new Losses(
                connection,
                Tables.of(connection, product),
                description,
                allowed,
                SqlSyntax.of(connection.getMetaData(), SqlSyntax.PLAIN));
        if (!allowed) {
            for (FoundTable table : losses.tables.all()) {
                losses.before.add(table.sql());
            }
        }
        return losses;
    }

    /**
     * Looks at all scripts before any is run.
     *
     * @throws BadDatabaseException if something would be lost; it names all that would
     */
    void refuse(List<Script> scripts) throws SQLException, BadDatabaseException {
        if (allowed) {
            return;
        }
        Set<String> phrases = new LinkedHashSet<>();
        for (Script script : scripts) {
            for (ScriptStatement statement : script.statements()) {
                phrases.addAll(phrases(statement.sql()));
            }
        }
        if (!phrases.isEmpty()) {
            throw new BadDatabaseException(sentence(List.copyOf(phrases)), Destruction.HINT);
        }
    }

    /**
     * Looks at a statement of a loader.
     *
     * @throws LossException if something would be lost
     */
    void refuse(String sql) throws SQLException {
        if (allowed) {
            return;
        }
        List<String> phrases = phrases(sql);
        if (!phrases.isEmpty()) {
            throw new LossException(sentence(phrases));
        }
    }

    private String sentence(List<String> phrases) {
        return "it would " + list(phrases) + " in " + description + ", which the library did not start";
    }

    private static String list(List<String> phrases) {
        List<String> shown = new ArrayList<>(phrases.subList(0, Math.min(SHOWN, phrases.size())));
        if (phrases.size() > SHOWN) {
            shown.add("do " + (phrases.size() - SHOWN) + " more such things");
        }
        String last = shown.remove(shown.size() - 1);
        return shown.isEmpty() ? last : String.join(", ", shown) + " and " + last;
    }

    private List<String> phrases(String sql) throws SQLException {
        List<String> phrases = new ArrayList<>();
        for (DestructiveSql.Target target : DestructiveSql.targets(sql, syntax)) {
            phrase(target).ifPresent(phrases::add);
        }
        return phrases;
    }

    private Optional<String> phrase(DestructiveSql.Target target) throws SQLException {
        switch (target.kind()) {
            case "table" -> {
                Optional<FoundTable> found = tables.find(target.name()).filter(table -> before.contains(table.sql()));
                return found.isEmpty()
                        ? Optional.empty()
                        : Optional.of(target.verb() + " " + target.name() + " ("
                                + TableSizes.phrase(connection, found.get()) + ")");
            }
            case "view", "materialized view" -> {
                return named(target, tables.find(target.name()).isPresent());
            }
            case "schema", "database" -> {
                return named(target, target.kind().equals("database") || tables.hasSchema(target.name()));
            }
            case "function", "procedure", "routine", "aggregate" -> {
                return named(target, tables.hasRoutine(target.name()), "()");
            }
            case "" -> {
                return Optional.of(target.verb() + " " + target.name());
            }
            default -> {
                return named(target, tables.mayHave(target.kind(), target.name()));
            }
        }
    }

    private static Optional<String> named(DestructiveSql.Target target, boolean there) {
        return named(target, there, "");
    }

    private static Optional<String> named(DestructiveSql.Target target, boolean there, String end) {
        return there ? Optional.of(target.verb() + " " + target.kind() + " " + target.name() + end) : Optional.empty();
    }

    /** Tells a loader that a statement was not run. */
    static final class LossException extends RuntimeException {

        private static final long serialVersionUID = 1;

        LossException(String sentence) {
            super(sentence);
        }
    }
}
