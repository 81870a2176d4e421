// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

/** What a statement does to the rows of a database, as far as its text tells. */
public enum StatementEffect {

    /** Returns rows of tables, and does nothing else that can be seen; it may lock them. */
    READS,

    /** Inserts, updates, deletes or merges rows of a table, be it in a part such as {@code with x as (insert ..)}. */
    WRITES,

    /**
     * Runs a procedure or functions for what they do or return: {@code call p(?)}, {@code select f(?)}, the next value of
     * a sequence, a lock of the application. Two executions are not worth the same as one for both.
     */
    CALLS,

    /** Anything else, such as transactions, settings, tables made or dropped, and constants. */
    OTHER;

    /**
     * Tells it of a statement, which may be one as it stands in results.
     *
     * @param sql the text; of several statements in one, the first that is more than {@code OTHER} counts
     */
    public static StatementEffect of(String sql) {
        return of(sql, SqlSyntax.UNKNOWN);
    }

    /**
     * Tells it of a statement.
     *
     * @param sql the text; of several statements in one, the first that is more than {@code OTHER} counts
     * @param syntax how the database writes it
     */
    public static StatementEffect of(String sql, SqlSyntax syntax) {
        return EffectReader.read(sql, syntax);
    }
}
