// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens a new connection each time: for setting a test up, not for its load. Thread-safe. */
public final class PlainDataSource implements DataSource {

    private static final String APPLICATION = "perf-junit-test";

    private final TestDatabase database;
    private final boolean destructive;

    /**
     * Opens connections to a database.
     *
     * @param database where to
     * @param destructive whether what is there may be lost, wherever the database is
     */
    public PlainDataSource(TestDatabase database, boolean destructive) {
        this.database = database;
        this.destructive = destructive;
    }

    /** Tells whether what is there may be lost, wherever the database is. */
    public boolean isDestructive() {
        return destructive;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return database.connect(APPLICATION);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("connections are those of the test's own user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        if (out != null) {
            throw new SQLFeatureNotSupportedException("nothing is logged");
        }
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the driver's own limit holds");
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("nothing is logged");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public String toString() {
        return "connections to " + database.description();
    }
}
