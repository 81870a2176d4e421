// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestPostgresTests {

    @Test
    void newDatabase_whenConnected_isPostgreSql() throws Exception {
        try (Connection connection = DriverManager.getConnection(TestPostgres.newDatabase());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version()")) {
            row.next();
            assertThat(row.getString(1)).startsWith("PostgreSQL ");
        }
    }
}
