// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a database writes SQL, as far as it decides where a text, a name or a comment ends. Immutable and thread-safe.
 *
 * <p>The references are those of PostgreSQL ("Lexical Structure"), MySQL ("Literal Values", "Comments"), Transact-SQL
 * ("Database Identifiers"), Oracle ("Text Literals"), SQLite ("SQL As Understood By SQLite") and H2 ("Grammar").
 */
public final class SqlSyntax {

    /** One habit of a database. */
    enum Feature {
        /** In texts, a backslash takes a quote its meaning. */
        BACKSLASHES,
        /** Double quotes are around texts, not names. */
        DOUBLE_QUOTED_TEXTS,
        /** Brackets are around names. */
        BRACKETED_NAMES,
        /** {@code #} begins a comment, and {@code --} only before a blank. */
        HASH_COMMENTS,
        /** A comment may be inside another. */
        NESTED_COMMENTS,
        /** {@code $tag$} is around texts. */
        DOLLAR_QUOTES,
        /** {@code q'[..]'} is a text. */
        CHOSEN_QUOTES
    }

    /** A database of which nothing is known: what may be a text is taken for one. */
    public static final SqlSyntax UNKNOWN =
            new SqlSyntax(EnumSet.of(Feature.NESTED_COMMENTS, Feature.DOLLAR_QUOTES, Feature.CHOSEN_QUOTES));
    /** PostgreSQL and those who speak its language. */
    public static final SqlSyntax POSTGRESQL =
            new SqlSyntax(EnumSet.of(Feature.NESTED_COMMENTS, Feature.DOLLAR_QUOTES));
    /** MySQL and MariaDB. */
    public static final SqlSyntax MYSQL =
            new SqlSyntax(EnumSet.of(Feature.BACKSLASHES, Feature.DOUBLE_QUOTED_TEXTS, Feature.HASH_COMMENTS));
    /** Microsoft SQL Server and Sybase. */
    public static final SqlSyntax SQL_SERVER =
            new SqlSyntax(EnumSet.of(Feature.NESTED_COMMENTS, Feature.BRACKETED_NAMES));

    private static final SqlSyntax SQLITE = new SqlSyntax(EnumSet.of(Feature.BRACKETED_NAMES));
    private static final SqlSyntax ORACLE = new SqlSyntax(EnumSet.of(Feature.CHOSEN_QUOTES));
    private static final SqlSyntax PLAIN = new SqlSyntax(EnumSet.noneOf(Feature.class));

    private final Set<Feature> features;

    private SqlSyntax(Set<Feature> features) {
        this.features = features;
    }

    /**
     * Returns that of a product.
     *
     * @param product as {@link DatabaseMetaData#getDatabaseProductName} names it; null if that is not known
     */
    public static SqlSyntax of(@Nullable String product) {
        String name = product == null ? "" : product.toLowerCase(Locale.ROOT);
        if (name.contains("mysql") || name.contains("mariadb")) {
            return MYSQL;
        }
        if (name.contains("sql server") || name.contains("adaptive server")) {
            return SQL_SERVER;
        }
        return switch (name) {
            case "postgresql", "h2" -> POSTGRESQL;
            case "sqlite" -> SQLITE;
            case "oracle" -> ORACLE;
            case "hsql database engine", "apache derby" -> PLAIN;
            default -> UNKNOWN;
        };
    }

    /**
     * Asks a driver.
     *
     * @param data what it tells of the database; null, as some give it, for nothing
     * @throws SQLException if it fails
     */
    public static SqlSyntax of(@Nullable DatabaseMetaData data) throws SQLException {
        if (data == null) {
            return UNKNOWN;
        }
        SqlSyntax syntax = of(data.getDatabaseProductName());
        String quote = data.getIdentifierQuoteString();
        if (syntax.has(Feature.DOUBLE_QUOTED_TEXTS)
                && quote != null
                && quote.trim().equals("\"")) {
            return syntax.without(Feature.DOUBLE_QUOTED_TEXTS); // sql_mode ANSI_QUOTES
        }
        return syntax;
    }

    /**
     * Returns one in which a backslash before a quote belongs to the text, as in a PostgreSQL whose
     * {@code standard_conforming_strings} is off.
     */
    public SqlSyntax withBackslashes() {
        EnumSet<Feature> more = EnumSet.of(Feature.BACKSLASHES);
        more.addAll(features);
        return new SqlSyntax(more);
    }

    private SqlSyntax without(Feature feature) {
        EnumSet<Feature> fewer = EnumSet.copyOf(features);
        fewer.remove(feature);
        return new SqlSyntax(fewer);
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }
}
