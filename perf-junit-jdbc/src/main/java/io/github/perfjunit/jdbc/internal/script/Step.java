// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import io.github.perfjunit.load.VirtualUser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** One line or statement of a script. Immutable as far as can be seen, and thread-safe. */
sealed interface Step {

    /** Does it. */
    void run(Connection connection, VirtualUser user, Variables variables) throws SQLException;

    /**
     * {@code \set}.
     *
     * @param slot the variable
     * @param value its new value
     * @param where script and line, for messages
     */
    record Assignment(int slot, Expression value, String where) implements Step {

        @Override
        public void run(Connection connection, VirtualUser user, Variables variables) {
            try {
                if (value.isReal(variables)) {
                    variables.set(slot, value.real(variables));
                } else {
                    variables.set(slot, value.integer(variables));
                }
            } catch (ArithmeticException | IllegalArgumentException e) {
                throw new IllegalStateException(where + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * {@code \sleep}.
     *
     * @param length how long
     * @param unit of what
     * @param where script and line, for messages
     */
    record Pause(Expression length, ChronoUnit unit, String where) implements Step {

        /** What can be written as a number; as seconds 31 years. */
        private static final long MOST = 999_999_999;

        @Override
        public void run(Connection connection, VirtualUser user, Variables variables) {
            user.think(Duration.of(count(variables), unit));
        }

        private long count(Variables variables) {
            try {
                long count = length.integer(variables);
                if (count >= 0 && count <= MOST) {
                    return count;
                }
            } catch (ArithmeticException e) {
                throw new IllegalStateException(where + ": " + e.getMessage(), e);
            }
            throw new IllegalStateException(where + ": the length of a pause must be from 0 to " + MOST);
        }
    }

    /** A statement. */
    final class Sql implements Step {

        private final String text;
        private final int line;
        private final int[] slots;
        /**
         * Whether a value of the variable has been too large for an int. A type that changes makes a driver prepare the
         * statement again, so it never goes back; threads may see it late, which only costs them one such time.
         */
        private final boolean[] wide;

        Sql(String text, int line, int[] slots) {
            this.text = text;
            this.line = line;
            this.slots = slots.clone();
            this.wide = new boolean[slots.length];
        }

        String text() {
            return text;
        }

        int line() {
            return line;
        }

        @Override
        public void run(Connection connection, VirtualUser user, Variables variables) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                for (int i = 0; i < slots.length; i++) {
                    bind(statement, i, variables);
                }
                if (statement.execute()) {
                    readToEnd(statement);
                }
            }
        }

        private void bind(PreparedStatement statement, int i, Variables variables) throws SQLException {
            if (variables.isReal(slots[i])) {
                statement.setDouble(i + 1, variables.real(slots[i]));
                return;
            }
            long value = variables.integer(slots[i]);
            if (wide[i] || value != (int) value) {
                wide[i] = true;
                statement.setLong(i + 1, value);
            } else {
                // An int fits where a column or a function wants more; a long does not fit where it wants an int.
                statement.setInt(i + 1, (int) value);
            }
        }

        private static void readToEnd(PreparedStatement statement) throws SQLException {
            try (ResultSet rows = statement.getResultSet()) {
                boolean more = rows.next();
                while (more) {
                    more = rows.next();
                }
            }
        }
    }
}
