// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.jmh;

import com.p6spy.engine.common.ConnectionInformation;
import com.p6spy.engine.common.PreparedStatementInformation;
import com.p6spy.engine.event.JdbcEventListener;
import com.p6spy.engine.wrapper.ConnectionWrapper;
import com.p6spy.engine.wrapper.PreparedStatementWrapper;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source whose driver answers at once, so that only what is around it costs time. The classes of p6spy that it
 * extends save writing all of JDBC; nothing of them runs.
 */
final class StubDataSource implements DataSource {

    private static final ResultSet RESULT = nothing(ResultSet.class);
    private static final Connection CONNECTION = nothing(Connection.class);
    private static final PreparedStatement STATEMENT = nothing(PreparedStatement.class);
    private static final ConnectionInformation INFORMATION = ConnectionInformation.fromTestConnection(CONNECTION);
    private static final PreparedStatementInformation NO_TEXT = new PreparedStatementInformation(INFORMATION, "");
    private static final JdbcEventListener NOBODY = new JdbcEventListener() {};

    private static <T> T nothing(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> null));
    }

    private static final class StubConnection extends ConnectionWrapper {

        StubConnection() {
            super(CONNECTION, NOBODY, INFORMATION);
        }

        @Override
        public PreparedStatement prepareStatement(String sql) {
            return new StubStatement();
        }

        @Override
        public DatabaseMetaData getMetaData() {
            return null;
        }

        @Override
        public boolean getAutoCommit() {
            return false;
        }

        @Override
        public void commit() {}

        @Override
        public boolean isClosed() {
            return false;
        }

        @Override
        public void close() {}
    }

    private static final class StubStatement extends PreparedStatementWrapper {

        private int value;

        StubStatement() {
            super(STATEMENT, NO_TEXT, NOBODY);
        }

        @Override
        public void setInt(int index, int newValue) {
            value += newValue;
        }

        @Override
        public ResultSet executeQuery() {
            return value == Integer.MIN_VALUE ? null : RESULT;
        }

        @Override
        public void close() {}
    }

    @Override
    public Connection getConnection() {
        return new StubConnection();
    }

    @Override
    public Connection getConnection(String user, String password) {
        return new StubConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
