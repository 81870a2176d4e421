// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Stands for code of an application that takes connections. */
final class LeakingCode {

    Connection take(DataSource dataSource) throws SQLException {
        return dataSource.getConnection();
    }
}
