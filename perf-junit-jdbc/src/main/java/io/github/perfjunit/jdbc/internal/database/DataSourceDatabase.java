// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.ProxyConnection;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database that is known by a data source of the test. Connections are opened past its pool where it tells how; else they
 * are the pool's. Thread-safe.
 */
final class DataSourceDatabase implements TestDatabase {

    private static final Duration DIRECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration POOLED_LIMIT = Duration.ofSeconds(2);

    private final DataSource source;
    private final @Nullable UrlDatabase direct;
    private final String description;

    private DataSourceDatabase(DataSource source, @Nullable UrlDatabase direct, String description) {
        this.source = source;
        this.direct = direct;
        this.description = description;
    }

    /**
     * Connects through a data source and closes the connection again, to be sure that there is a database.
     *
     * @param place where the data source is from, such as {@code the field 'orders'}
     */
    static DataSourceDatabase reach(DataSource source, String place) throws BadDatabaseException {
        JdbcAddress address = DataSourceAddress.of(source).orElse(null);
        SQLException why = null;
        if (address != null && UrlDatabase.hasDriver(address)) {
            try {
                UrlDatabase direct = UrlDatabase.tried(address, DIRECT_LIMIT);
                return new DataSourceDatabase(source, direct, direct.description() + ", " + place);
            } catch (SQLException e) {
                // A password or a socket may come from elsewhere than its properties.
                why = e;
            }
        }
        try (Connection connection = Connecting.within(POOLED_LIMIT, source::getConnection)) {
            DatabaseMetaData about = connection.getMetaData();
            return new DataSourceDatabase(
                    source,
                    null,
                    about.getDatabaseProductName() + " " + about.getDatabaseProductVersion() + ", " + place);
        } catch (SQLException e) {
            String where = address == null ? "" : " to " + address.hostAndPort().orElseGet(address::toString);
            String secret = address == null ? "" : address.password();
            throw new BadDatabaseException(place + " gives no connection" + where + ": "
                    + SqlFailures.describe(why == null ? e : why, secret));
        }
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Optional<String> url() {
        return direct == null ? Optional.empty() : direct.url();
    }

    @Override
    public String user() {
        return direct == null ? "" : direct.user();
    }

    @Override
    public String password() {
        return direct == null ? "" : direct.password();
    }

    @Override
    public Connection connect(String applicationName) throws SQLException {
        return direct == null ? source.getConnection() : direct.connect(applicationName);
    }

    @Override
    public void discard(Connection connection) throws SQLException {
        if (direct == null
                && DataSourceAddress.unwrapped(source) instanceof HikariDataSource pool
                && (connection instanceof ProxyConnection || connection.isWrapperFor(ProxyConnection.class))) {
            pool.evictConnection(
                    connection instanceof ProxyConnection ? connection : connection.unwrap(ProxyConnection.class));
        }
        connection.close();
    }

    @Override
    public Optional<ServerControl> control() {
        return Optional.empty();
    }

    /** The data source is the test's. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return description;
    }
}
