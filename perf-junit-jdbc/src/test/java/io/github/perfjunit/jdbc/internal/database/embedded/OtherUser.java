// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A program that another user of the machine runs to get into a server. */
final class OtherUser {

    private OtherUser() {}

    public static void main(String[] arguments) {
        try (Connection connection =
                DriverManager.getConnection(arguments[0], "postgres", arguments.length > 1 ? arguments[1] : null)) {
            System.out.println(connection.isClosed() ? "closed" : "in");
        } catch (SQLException e) {
            System.out.println("refused " + e.getSQLState());
        }
    }
}
