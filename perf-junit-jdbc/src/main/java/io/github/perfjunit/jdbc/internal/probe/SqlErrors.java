// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.spi.ErrorKind;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What failures of a database during a load are called and what is told of them. The messages of drivers are never
 * shown, for they quote values: {@code Key (email)=(jane@example.org) already exists}. Package {@code database} does show
 * them, without values, for mistakes before a load.
 *
 * <p>SQLStates are those of the SQL standard and of PostgreSQL
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html); {@link VendorCodes} knows products whose states are
 * less exact.
 */
public final class SqlErrors {

    /** The name of a failure of which neither SQLState nor code tells anything. */
    public static final String UNKNOWN = "sql";

    private static final int DEEPEST_CAUSE = 10;
    private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");
    private static final Pattern POOL_FIGURES =
            Pattern.compile("\\(total=\\d{1,9}, active=\\d{1,9}, idle=\\d{1,9}, waiting=\\d{1,9}\\)");

    private SqlErrors() {}

    /**
     * Returns the short name of a failure.
     *
     * @param failure what a driver or a pool threw
     * @return such as {@code deadlock}; {@code sql-} and the SQLState for what has no name
     */
    static String kind(SQLException failure) {
        if (isPoolExhausted(failure)) {
            return ConnectionReport.POOL_EXHAUSTED;
        }
        if (isPoolWithoutConnections(failure)) {
            return "connection";
        }
        SQLException telling = telling(failure);
        String state = state(telling);
        String byCode = VendorCodes.kind(telling, state);
        if (byCode != null) {
            return byCode;
        }
        if (state != null) {
            return byState(state);
        }
        return failure instanceof SQLTimeoutException ? "canceled" : UNKNOWN;
    }

    /** Returns the short name of anything that a call of a driver, or code around it, threw. */
    public static String kindOf(Throwable failure) {
        SQLException sql = sqlException(failure);
        return sql == null ? ErrorKind.of(failure) : kind(sql);
    }

    /** Tells whether a failure is what a connection answers that its program has closed. */
    public static boolean isOfClosedConnection(Throwable failure) {
        SQLException sql = sqlException(failure);
        if (sql == null) {
            return false;
        }
        String state = state(telling(sql));
        return state == null ? kind(sql).equals(UNKNOWN) : state.equals("08003") || state.equals("90007"); // H2's
    }

    /** Tells of a kind whether a transaction that failed so may work when it is begun again. */
    public static boolean isWorthAnotherTry(String kind) {
        return kind.equals("deadlock") || kind.equals("serialization");
    }

    /**
     * Returns what may be shown of anything that code around a driver threw: where a failure of a database is in it, only
     * that, without its values; else the failure itself.
     *
     * @param failure what was thrown
     * @return the same, or an exception to stand in for it
     */
    public static Throwable shown(Throwable failure) {
        SQLException sql = sqlException(failure);
        if (sql == null) {
            return failure;
        }
        return sql instanceof FailedTransaction ? sql : withoutValues(sql);
    }

    private static @Nullable SQLException sqlException(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
            if (at instanceof SQLException sql) {
                return sql;
            }
            at = at.getCause();
        }
        return null;
    }

    /**
     * Returns what can be told of a failure: what it means, its SQLState, and names of the schema if the driver tells
     * them apart from values.
     *
     * @param failure what a driver or a pool threw
     * @return a sentence without any value of a statement
     */
    static String message(SQLException failure) {
        String kind = kind(failure);
        SQLException telling = telling(failure);
        StringBuilder message = new StringBuilder(meaning(kind, state(telling)));
        if (kind.equals(ConnectionReport.POOL_EXHAUSTED) || isPoolWithoutConnections(failure)) {
            Matcher figures = POOL_FIGURES.matcher(bounded(failure.getMessage()));
            return figures.find() ? message.append(' ').append(figures.group()).toString() : message.toString();
        }
        String state = state(telling);
        message.append(" (").append(state == null ? failure.getClass().getSimpleName() : "SQLState " + state);
        if (telling.getErrorCode() != 0) {
            message.append(", code ").append(telling.getErrorCode());
        }
        String detail = VendorCodes.detail(telling);
        message.append(detail.isEmpty() ? "" : ", " + detail);
        PostgresDriver.names(telling).forEach(name -> message.append(", ").append(name));
        return message.append(')').toString();
    }

    /** Returns an exception that tells what {@link #message} does, from where the failure came, and nothing more. */
    static SQLException withoutValues(SQLException failure) {
        SQLException telling = telling(failure);
        SQLException shown = new SQLException(message(failure), state(telling), telling.getErrorCode());
        shown.setStackTrace(failure.getStackTrace());
        return shown;
    }

    /** Nobody holds a connection, and there is none: the pool cannot open any, which is not to be out of them. */
    private static boolean isPoolWithoutConnections(SQLException failure) {
        return failure instanceof SQLTransientConnectionException
                && state(failure) == null
                && !(failure.getCause() instanceof SQLException)
                && bounded(failure.getMessage()).contains("(total=0, ");
    }

    private static boolean isPoolExhausted(SQLException failure) {
        if (state(failure) != null || isPoolWithoutConnections(failure)) {
            return false;
        }
        Throwable cause = failure.getCause();
        return (failure instanceof SQLTransientConnectionException && !(cause instanceof SQLException)) // HikariCP
                || failure.getClass().getSimpleName().equals("PoolExhaustedException") // Tomcat
                || (cause instanceof NoSuchElementException); // DBCP
    }

    /** Returns the failure, or the first that it was caused by or goes with that has a state. */
    private static SQLException telling(SQLException failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
            if (at instanceof SQLException sql) {
                if (state(sql) != null) {
                    return sql;
                }
                SQLException next = sql.getNextException();
                if (next != null && state(next) != null) {
                    return next;
                }
            }
            at = at.getCause();
        }
        return failure;
    }

    private static @Nullable String state(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return null;
        }
        String upper = state.toUpperCase(Locale.ROOT);
        return STATE.matcher(upper).matches() ? upper : null;
    }

    private static String byState(String state) {
        String exact =
                switch (state) {
                    case "40P01" -> "deadlock";
                    case "40001" -> "serialization";
                    case "57014", "HY008" -> "canceled";
                    case "55P03" -> "lock-timeout";
                    case "57P01", "57P02", "57P03" -> "shutdown";
                    case "53300" -> "too-many-connections";
                    case "25006" -> "read-only";
                    case FailedTransaction.STATE -> FailedTransaction.KIND;
                    default -> null;
                };
        if (exact != null) {
            return exact;
        }
        return switch (state.substring(0, 2)) {
            case "08" -> "connection";
            case "23" -> "constraint";
            case "42" -> "syntax";
            case "53" -> "resources";
            default -> "sql-" + state;
        };
    }

    private static String meaning(String kind, @Nullable String state) {
        return switch (kind) {
            case "deadlock" -> "ended by the database to resolve a deadlock";
            case "serialization" -> "could not be serialized with other transactions";
            case "canceled" -> "canceled or timed out";
            case "lock-timeout" -> "did not get a lock in time";
            case "shutdown" -> "ended because the server shut down, crashed or is starting";
            case "connection" -> "no connection, or lost";
            case "constraint" -> constraint(state);
            case "too-many-connections" -> "the server has too many connections";
            case "resources" -> "the server is out of resources";
            case ConnectionReport.POOL_EXHAUSTED -> "no connection came free in time";
            case "syntax" -> "syntax error, unknown name or missing right";
            case "read-only" -> "write in a read-only transaction";
            case FailedTransaction.KIND -> "not done, because a statement of the transaction had failed before";
            default -> "failed";
        };
    }

    private static String constraint(@Nullable String state) {
        return switch (state == null ? "" : state) {
            case "23502" -> "not-null constraint violated";
            case "23503", "23506" -> "foreign key violated";
            case "23505" -> "unique constraint violated";
            case "23514", "23513" -> "check constraint violated";
            default -> "constraint violated";
        };
    }

    private static String bounded(@Nullable String message) {
        return message == null ? "" : message.substring(0, Math.min(message.length(), 1_000));
    }
}
