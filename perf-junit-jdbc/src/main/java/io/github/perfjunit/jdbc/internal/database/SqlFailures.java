// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * Says in one line what a database refused before a load, in its own words, for they tell what to do. Values of rows and
 * statements stay out: they may be anybody's data. What fails during a load is named by package {@code probe}, which
 * shows no words of a driver at all.
 */
public final class SqlFailures {

    private static final int MOST = 300;

    /** What comes after a message: PostgreSQL's details, the statement of H2 and of HSQLDB. */
    private static final Pattern MORE =
            Pattern.compile("(?:\\n|; SQL statement:| in statement \\[|\\s+Detail:|\\s+Where:).*", Pattern.DOTALL);

    private static final Pattern STATEMENT = Pattern.compile(
            "(in SQL statement )\"(?:[^\"]|\"\")*+\"?|(?<=near )'.*'(?= at line)|(?<=near )\"(?:['0-9$]|[a-zA-Z&]{1,2}').*\"",
            Pattern.DOTALL);

    private SqlFailures() {}

    /**
     * Describes a failure.
     *
     * @param failure what was thrown
     * @param secrets texts that must not be shown, such as a password
     * @return such as {@code SQLState 42P01: ERROR: relation "orders" does not exist}
     */
    public static String describe(SQLException failure, String... secrets) {
        String state = failure.getSQLState() == null ? "no SQLState" : "SQLState " + failure.getSQLState();
        if (failure.getErrorCode() != 0) {
            state += ", error " + failure.getErrorCode();
        }
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        message = MORE.matcher(withoutStatement(message)).replaceFirst("");
        for (String secret : secrets) {
            if (!secret.isEmpty()) {
                message = message.replace(secret, "***");
            }
        }
        message = JdbcAddress.shown(carriesValues(failure) ? withoutValues(message) : message);
        return message.isBlank() ? state : state + ": " + cut(message.strip());
    }

    /** Takes out what H2, MySQL and PostgreSQL quote from a statement that they do not understand. */
    private static String withoutStatement(String message) {
        return STATEMENT.matcher(message).replaceAll("$1?");
    }

    private static String cut(String message) {
        return message.length() <= MOST ? message : message.substring(0, MOST) + "…";
    }

    /** Tells whether it is about data, class 22, or about a rule that data broke, class 23. */
    private static boolean carriesValues(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return state.startsWith("22") || state.startsWith("23");
    }

    /** Keeps what PostgreSQL puts in quotes after a noun, which are names. */
    private static String withoutValues(String message) {
        return message.replaceAll("'[^']*'", "?").replaceAll("(?<=: |\\bvalue |\\()\"[^\"]*\"", "?");
    }
}
