// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** A database that is known by its URL. */
final class UrlDatabase implements TestDatabase {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final JdbcAddress address;
    private final String description;

    UrlDatabase(JdbcAddress address, String description) {
        this.address = address;
        this.description = description;
    }

    /**
     * Connects to a database and closes the connection again, to be sure that it is there.
     *
     * @param place where the URL is from, such as {@code perf.jdbc.url}
     * @throws BadDatabaseException if no driver takes the URL, or nobody answers, or the user is refused
     */
    static UrlDatabase reach(JdbcAddress address, String place) throws BadDatabaseException {
        if (!hasDriver(address)) {
            throw new BadDatabaseException(
                    place + ": no JDBC driver on the class path takes " + address, JdbcKind.driverHint(address));
        }
        try {
            return tried(address, LIMIT);
        } catch (SQLException e) {
            String user = address.user().isEmpty() ? "" : " as user \"" + address.user() + "\"";
            throw new BadDatabaseException(place + ": cannot connect to "
                    + address.hostAndPort().orElseGet(address::toString) + user + ": "
                    + SqlFailures.describe(e, address.password()));
        }
    }

    static boolean hasDriver(JdbcAddress address) {
        return DriverManager.drivers().anyMatch(driver -> {
            try {
                return driver.acceptsURL(address.url());
            } catch (SQLException e) {
                // It knows the URL as its own and finds fault with it, which connecting will tell.
                return true;
            }
        });
    }

    /** Connects once, within a time. */
    static UrlDatabase tried(JdbcAddress address, Duration limit) throws SQLException {
        try (Connection connection = Connecting.within(limit, () -> open(address, "perf-junit"))) {
            DatabaseMetaData about = connection.getMetaData();
            return new UrlDatabase(
                    address,
                    about.getDatabaseProductName() + " " + about.getDatabaseProductVersion() + " at " + address);
        }
    }

    private static Connection open(JdbcAddress address, String applicationName) throws SQLException {
        Properties properties = JdbcKind.named(address.kind(), applicationName);
        if (!address.user().isEmpty()) {
            properties.setProperty("user", address.user());
        }
        if (!address.password().isEmpty()) {
            properties.setProperty("password", address.password());
        }
        return DriverManager.getConnection(address.url(), properties);
    }

    JdbcAddress address() {
        return address;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Optional<String> url() {
        return Optional.of(address.url());
    }

    @Override
    public String user() {
        return address.user();
    }

    @Override
    public String password() {
        return address.password();
    }

    @Override
    public Connection connect(String applicationName) throws SQLException {
        return open(address, applicationName);
    }

    @Override
    public Optional<ServerControl> control() {
        return Optional.empty();
    }

    /** Nothing was started. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return description;
    }
}
