// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** Finds out which product is at the other end; some speak the language of another one. */
final class ServerViews {

    private static final int OLDEST_POSTGRES = 140_000;

    private ServerViews() {}

    static ServerView of(Connection connection, DiagnosisOptions options, ReportDraft draft) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        String version = connection.getMetaData().getDatabaseProductVersion();
        String product = name + " " + version.lines().findFirst().orElse("");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> postgres(connection, options, product, draft);
            case "h2" -> new H2View(product, draft);
            case "mariadb", "mysql" -> new MariaDbView(product, draft);
            default -> new UnknownView(product, "the diagnosis is not available for " + name);
        };
    }

    private static ServerView postgres(
            Connection connection, DiagnosisOptions options, String product, ReportDraft draft) throws SQLException {
        String version =
                Sql.rows(connection, "select version() as version").get(0).text("version");
        String impostor = impostor(version);
        if (!impostor.isEmpty()) {
            return new UnknownView(impostor, "the diagnosis is not available for " + impostor);
        }
        long number = Sql.rows(connection, "select current_setting('server_version_num')::int as number")
                .get(0)
                .number("number");
        if (number < OLDEST_POSTGRES) {
            return new UnknownView(product, "the diagnosis needs PostgreSQL 14 or newer, this is " + product);
        }
        return new PostgresView(product, (int) number / 10_000, options, draft);
    }

    /** Returns who really answers; empty for PostgreSQL itself. */
    static String impostor(String version) {
        if (version.startsWith("CockroachDB")) {
            return "CockroachDB";
        }
        return version.contains("-YB-") ? "YugabyteDB" : "";
    }
}
