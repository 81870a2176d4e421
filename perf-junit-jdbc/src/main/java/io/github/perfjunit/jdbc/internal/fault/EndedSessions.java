// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.jdbc.internal.database.Destruction;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.metrics.FigureFormat;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whose sessions {@link FaultType#TERMINATE} would end: those of the load, and all others of its database. */
public final class EndedSessions {

    private static final String SESSIONS = "select application_name, count(*) from pg_stat_activity"
            + " where backend_type = 'client backend' and pid <> pg_backend_pid() and datname = current_database()"
            + " and application_name not like 'perf-junit-%' group by application_name order by 2 desc, 1";

    private static final int SHOWN = 10;

    private EndedSessions() {}

    /**
     * Says whom a plan would hurt.
     *
     * @return a sentence without a full stop, with a hint; empty if the database is one that the library started, or the
     *     plan ends no sessions
     */
    public static Optional<String> problem(FaultPlan plan, TestDatabase database) throws SQLException {
        if (plan.faults().stream().noneMatch(fault -> fault.type() == FaultType.TERMINATE)) {
            return Optional.empty();
        }
        try (Connection connection = database.connect("perf-junit")) {
            return Destruction.isHarmless(connection)
                    ? Optional.empty()
                    : Optional.of("@DatabaseFault (TERMINATE) would end all sessions of the database, now "
                            + sessions(connection) + ", in " + database.description()
                            + ", which the library did not start\n    Hint: " + Destruction.HINT);
        }
    }

    private static String sessions(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        long more = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SESSIONS)) {
            while (rows.next()) {
                if (found.size() < SHOWN) {
                    String name = rows.getString(1).replaceAll("\\p{Cntrl}", " ");
                    found.add((name.isBlank() ? "without a name" : name) + " (" + FigureFormat.count(rows.getLong(2))
                            + ")");
                } else {
                    more += rows.getLong(2);
                }
            }
        }
        if (more > 0) {
            found.add(FigureFormat.count(more) + " more");
        }
        if (found.isEmpty()) {
            return "none";
        }
        String last = found.remove(found.size() - 1);
        return found.isEmpty() ? last : String.join(", ", found) + " and " + last;
    }
}
