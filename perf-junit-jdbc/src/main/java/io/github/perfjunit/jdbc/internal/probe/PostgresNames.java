// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The table, column and constraint that PostgreSQL names in fields of their own, apart from its messages. */
final class PostgresNames {

    private static final boolean DRIVER_PRESENT = isPresent();
    private static final int DEEPEST_CAUSE = 5;
    private static final int LONGEST_NAME = 63; // https://www.postgresql.org/docs/current/limits.html

    private PostgresNames() {}

    /** Returns such as {@code table users}; empty if the driver is another one. */
    static List<String> of(SQLException failure) {
        return DRIVER_PRESENT ? Driver.names(failure) : List.of();
    }

    private static boolean isPresent() {
        try {
            Class.forName("org.postgresql.util.PSQLException", false, PostgresNames.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Loaded only where PostgreSQL's driver is. */
    private static final class Driver {

        static List<String> names(SQLException failure) {
            ServerErrorMessage told = told(failure);
            if (told == null) {
                return List.of();
            }
            List<String> names = new ArrayList<>();
            add(names, "table", told.getTable());
            add(names, "column", told.getColumn());
            add(names, "constraint", told.getConstraint());
            return names;
        }

        /** A failed batch has the server's answer as its cause. */
        private static @Nullable ServerErrorMessage told(SQLException failure) {
            Throwable at = failure;
            for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
                if (at instanceof PSQLException e && e.getServerErrorMessage() != null) {
                    return e.getServerErrorMessage();
                }
                at = at.getCause();
            }
            return null;
        }

        private static void add(List<String> names, String what, @Nullable String name) {
            if (name != null) {
                names.add(what + " " + name.substring(0, Math.min(name.length(), LONGEST_NAME)));
            }
        }
    }
}
