// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.probe.StatementProbe;
import io.github.perfjunit.jdbc.internal.probe.WatchedSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A data source through which a load sees the statements that an application executes and what it does with
 * connections. While no load watches it, it hands out the connections of the original as they are.
 *
 * <pre>{@code
 * DataSource dataSource = ProbedDataSource.of(new HikariDataSource(config));
 * }</pre>
 *
 * <p>{@link #unwrap} leads to the original, and so do its connections to those of the original. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ProbedDataSource implements DataSource, AutoCloseable {

    private final DataSource original;
    private final WatchedSource watched;

    private ProbedDataSource(DataSource original, StatementProbe probe) {
        this.original = original;
        this.watched = new WatchedSource(probe);
    }

    /**
     * Wraps a data source, so that loads can watch it.
     *
     * @param original where connections come from; outside the pool, not inside, so that waiting for a connection is
     *     seen
     * @return the data source to use instead; the same one if it is wrapped already
     */
    public static ProbedDataSource of(DataSource original) {
        return original instanceof ProbedDataSource probed ? probed : of(original, Probe.AUTO);
    }

    /**
     * Wraps a data source, so that loads can watch it in a certain way.
     *
     * @param original where connections come from
     * @param probe how statements are seen
     * @return the data source to use instead; if it is wrapped already, that is replaced
     * @throws IllegalArgumentException if it needs a library that is not there
     */
    public static ProbedDataSource of(DataSource original, Probe probe) {
        DataSource inner = original instanceof ProbedDataSource probed ? probed.original : original;
        return new ProbedDataSource(inner, StatementProbe.of(probe));
    }

    /**
     * Tells whether a load watches, so that no other one can.
     *
     * @return true from the beginning of a watch to its end
     */
    public boolean isWatched() {
        return watched.isWatched();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return watched.take(original::getConnection);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return watched.take(() -> original.getConnection(user, password));
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        return new ProbedConnectionBuilder(original.createConnectionBuilder(), watched::take);
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return original.createShardingKeyBuilder();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return original.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        original.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        original.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return original.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return original.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        if (type.isInstance(watched)) {
            return type.cast(watched); // for the library itself
        }
        return type.isInstance(original) ? type.cast(original) : original.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this)
                || type.isInstance(watched)
                || type.isInstance(original)
                || original.isWrapperFor(type);
    }

    /**
     * Closes the original, if it can be closed.
     *
     * @throws SQLException if that fails
     */
    @Override
    public void close() throws SQLException {
        if (original instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (SQLException | RuntimeException e) {
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while the data source was closed", e);
            } catch (Exception e) {
                throw new SQLException("the data source could not be closed", e);
            }
        }
    }

    /**
     * Names what it wraps; settings are not shown.
     *
     * @return such as {@code ProbedDataSource[HikariDataSource]}
     */
    @Override
    public String toString() {
        return "ProbedDataSource[" + original.getClass().getSimpleName() + "]";
    }
}
