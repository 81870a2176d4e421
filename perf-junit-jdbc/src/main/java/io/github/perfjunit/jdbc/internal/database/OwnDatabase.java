// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A database that was made in a server of ours, and is dropped when it is closed unless it is to be kept. Thread-safe. */
final class OwnDatabase implements TestDatabase {

    private final JdbcAddress address;
    private final UrlDatabase database;
    private final UrlDatabase administration;
    private final String name;
    private final boolean kept;
    private final @Nullable ServerControl control;
    private boolean closed;

    private OwnDatabase(
            UrlDatabase administration,
            JdbcAddress address,
            String description,
            String name,
            boolean kept,
            @Nullable ServerControl control) {
        this.administration = administration;
        this.address = address;
        this.database = new UrlDatabase(address, description);
        this.name = name;
        this.kept = kept;
        this.control = control;
    }

    /**
     * Makes a database.
     *
     * @param place where it was asked for
     * @param extensions to create in it
     * @param server the database that every server has
     * @param name letters, digits, {@code _} and {@code -}
     * @param kept whether it may be there already, and stays
     * @param control who can stop the server, if anybody can
     */
    static OwnDatabase create(
            String place,
            List<String> extensions,
            UrlDatabase server,
            String name,
            boolean kept,
            @Nullable ServerControl control)
            throws BadDatabaseException {
        JdbcAddress address = beside(server, name);
        OwnDatabase own = new OwnDatabase(server, address, server.description(), name, kept, control);
        try (Connection connection = server.connect("perf-junit")) {
            if (!kept || !exists(connection, name)) {
                execute(connection, "create database \"" + name + "\"");
            }
        } catch (SQLException e) {
            throw new BadDatabaseException(
                    place + ": the database \"" + name + "\" could not be made: " + SqlFailures.describe(e));
        }
        Destruction.started(address.url());
        try {
            own.createExtensions(place, extensions);
        } catch (BadDatabaseException e) {
            own.close();
            throw e;
        }
        return own;
    }

    private void createExtensions(String place, List<String> extensions) throws BadDatabaseException {
        try (Connection connection = connect("perf-junit")) {
            Set<String> available = available(connection);
            List<String> lacking =
                    extensions.stream().filter(e -> !available.contains(e)).toList();
            if (!lacking.isEmpty()) {
                throw new BadDatabaseException(place + ": extensions: the server has no " + String.join(", ", lacking)
                        + " but " + String.join(", ", available));
            }
            for (String extension : extensions) {
                execute(connection, "create extension if not exists \"" + extension + "\" cascade");
            }
        } catch (SQLException e) {
            throw new BadDatabaseException(place + ": an extension could not be created: " + SqlFailures.describe(e));
        }
    }

    static JdbcAddress beside(UrlDatabase server, String name) {
        String url = server.url().orElseThrow();
        int question = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        int slash = url.lastIndexOf('/', question);
        return new JdbcAddress(
                url.substring(0, slash + 1) + name + url.substring(question), server.user(), server.password());
    }

    /** Returns its name. */
    String name() {
        return name;
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select datname from pg_database")) {
            while (rows.next()) {
                if (name.equals(rows.getString(1))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> available(Connection connection) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name from pg_available_extensions")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String description() {
        return database.description();
    }

    @Override
    public Optional<String> url() {
        return database.url();
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
        return database.connect(applicationName);
    }

    @Override
    public Optional<ServerControl> control() {
        return Optional.ofNullable(control);
    }

    /** Drops it, also if somebody is still connected. Where the server does not answer, it goes with the server. */
    @Override
    public synchronized void close() {
        if (closed || kept) {
            return;
        }
        closed = true;
        Destruction.ended(address.url());
        try (Connection connection = administration.connect("perf-junit")) {
            execute(connection, "drop database if exists \"" + name + "\" with (force)");
        } catch (SQLException e) {
            // A test may have left the server stopped, or crashed; its data are deleted when it is closed.
            closed = true;
        }
    }

    @Override
    public String toString() {
        return description();
    }
}
