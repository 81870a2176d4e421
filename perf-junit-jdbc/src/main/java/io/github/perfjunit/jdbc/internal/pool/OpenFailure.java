// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import io.github.perfjunit.jdbc.internal.database.JdbcAddress;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.metrics.PrintableText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Says why a pool could not be opened. */
final class OpenFailure {

    /** SQLState of PostgreSQL, too_many_connections; MySQL and MariaDB have 08004 with the error numbers below. */
    private static final String TOO_MANY = "53300";

    private static final int MYSQL_TOO_MANY = 1040;
    private static final int MYSQL_USER_TOO_MANY = 1203;
    private static final int LONGEST_MESSAGE = 300;
    private static final int DEEPEST_CAUSE = 10;

    private OpenFailure() {}

    static @Nullable SQLException sqlException(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SQLException found) {
                return found;
            }
            cause = cause.getCause();
        }
        return null;
    }

    static boolean isOutOfConnections(SQLException reason) {
        return TOO_MANY.equals(reason.getSQLState())
                || reason.getErrorCode() == MYSQL_TOO_MANY
                || reason.getErrorCode() == MYSQL_USER_TOO_MANY;
    }

    static PoolOpenException tooFew(
            TestDatabase database, PoolSettings settings, int got, SQLException reason, @Nullable String allowance) {
        String message = "the pool wants " + settings.keptOpen() + " connections, but " + database.description()
                + " gave " + got + (allowance == null ? "" : " (" + allowance + ")") + " and then refused: "
                + said(database, reason) + ". Hint: a smaller pool, a higher max_connections, or close other clients";
        return new PoolOpenException(message);
    }

    static PoolOpenException unreachable(TestDatabase database, Throwable reason) {
        String where = database.url().orElse("");
        return new PoolOpenException("no connection to " + database.description()
                + (where.isEmpty() || database.description().contains(where) ? "" : " at " + address(where))
                + ": " + said(database, reason));
    }

    /** Without what follows the name of the database: a URL of a user's may hold what it should not. */
    static String address(String url) {
        int end = url.indexOf('?') < 0 ? url.indexOf(';') : url.indexOf('?');
        return JdbcAddress.shown(end < 0 ? url : url.substring(0, end));
    }

    /** Returns what the server said in one line, bounded, without the password. */
    private static String said(TestDatabase database, Throwable reason) {
        String message = reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
        if (!database.password().isEmpty()) {
            message = message.replace(database.password(), "***");
        }
        return PrintableText.compact(message, LONGEST_MESSAGE);
    }

    /** Returns how many connections a PostgreSQL allows and has; null if it does not say. */
    static @Nullable String allowance(Connection connection) {
        try {
            if (!DriverProperties.isPostgres(connection.getMetaData().getURL())) {
                return null;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select current_setting('max_connections'),"
                            + " (select count(*) from pg_stat_activity where backend_type = 'client backend')")) {
                row.next();
                return "max_connections is " + row.getInt(1) + ", " + row.getInt(2) + " were in use";
            }
        } catch (SQLException notSaid) {
            return null;
        }
    }
}
