// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** What differs between the databases that JDBC URLs name. */
final class JdbcKind {

    private static final Map<String, String> PORTS =
            Map.of("postgresql", "5432", "mysql", "3306", "mariadb", "3306", "sqlserver", "1433", "oracle", "1521");

    private static final Map<String, String> DRIVERS = Map.of(
            "postgresql", "org.postgresql:postgresql",
            "mysql", "com.mysql:mysql-connector-j",
            "mariadb", "org.mariadb.jdbc:mariadb-java-client",
            "h2", "com.h2database:h2",
            "oracle", "com.oracle.database.jdbc:ojdbc17",
            "sqlserver", "com.microsoft.sqlserver:mssql-jdbc");

    /** Drivers that hand on what follows to another driver. */
    private static final Set<String> WRAPPERS = Set.of("aws-wrapper", "p6spy", "log4jdbc", "otel", "tracing");

    private static final String AWS = "jdbc:aws-wrapper:";

    private JdbcKind() {}

    static boolean isWrapper(String kind) {
        return WRAPPERS.contains(kind);
    }

    /** Returns the port servers listen on; empty if that is unknown. */
    static String defaultPort(String kind) {
        return PORTS.getOrDefault(kind, "");
    }

    /** Returns what to add to the class path for a URL. */
    static String driverHint(JdbcAddress address) {
        String artifact = DRIVERS.get(address.kind());
        if (artifact != null && address.url().startsWith(AWS)) {
            return "add software.amazon.jdbc:aws-advanced-jdbc-wrapper and the driver " + artifact
                    + " to the class path (scope test or runtime)";
        }
        return artifact == null
                ? "add the JDBC driver of that database to the class path, or correct the URL"
                : "add the driver " + artifact + " to the class path (scope test or runtime)";
    }

    /** Returns connection properties by which the server knows a client. */
    static Properties named(String kind, String applicationName) {
        Properties properties = new Properties();
        switch (kind) {
            case "postgresql" -> properties.setProperty("ApplicationName", applicationName);
            case "sqlserver" -> properties.setProperty("applicationName", applicationName);
            case "mysql", "mariadb" ->
                properties.setProperty("connectionAttributes", "program_name:" + applicationName);
            default -> {
                // The others know no such name.
            }
        }
        return properties;
    }
}
