// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out before a load whether the database can take it. */
public final class DatabaseChecks {

    private static final String POSTGRES = """
            select current_setting('max_connections')::int,
                   current_setting('superuser_reserved_connections')::int
                     + coalesce(current_setting('reserved_connections', true), '0')::int,
                   (select greatest(0, sum(numbackends) - 1) from pg_stat_database where datid <> 0),
                   (select rolsuper from pg_roles where rolname = current_user),
                   pg_is_in_recovery(),
                   current_setting('default_transaction_read_only') = 'on',
                   (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'),
                   (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where c.relkind in ('r', 'p', 'v', 'f') and n.nspname not like 'pg\\_%'
                       and n.nspname <> 'information_schema' and has_schema_privilege(n.oid, 'USAGE')
                       and (has_table_privilege(c.oid, 'DELETE') or has_any_column_privilege(c.oid, 'INSERT, UPDATE')))
                     + (select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                         where p.prosecdef and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
                           and has_schema_privilege(n.oid, 'USAGE') and has_function_privilege(p.oid, 'EXECUTE')),
                   (select rolconnlimit from pg_roles where rolname = current_user),
                   (select datconnlimit from pg_database where datname = current_database())
            """;

    private static final Pattern WRITING = Pattern.compile("\\b(?:ALL PRIVILEGES|INSERT|UPDATE|DELETE)\\b.* ON ");

    /** Classes of SQLState: syntax or access, a feature, data, an internal error of the server. */
    private static final Set<String> NOT_UNDERSTOOD = Set.of("42", "0A", "22", "XX");

    private DatabaseChecks() {}

    /**
     * Checks a database.
     *
     * @param database where the load will go
     * @param writes whether the load writes
     * @param poolSize most connections that the load will have at a time
     * @return one sentence a problem, without a full stop; none for databases that cannot be asked
     */
    public static List<String> problems(TestDatabase database, boolean writes, int poolSize) {
        List<String> problems = new ArrayList<>();
        try (Connection connection = database.connect("perf-junit")) {
            String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            switch (product) {
                case "postgresql" -> postgres(connection, database, writes, poolSize, problems);
                case "mysql", "mariadb" -> mysql(connection, writes, poolSize, problems);
                default -> {
                    if (writes && connection.isReadOnly()) {
                        problems.add(database.description() + " is read-only but the load writes");
                    }
                }
            }
        } catch (SQLException e) {
            if (isNotUnderstood(e)) {
                return problems;
            }
            problems.add(database.description() + " cannot be asked for its limits: "
                    + SqlFailures.describe(e, database.password()));
        }
        return problems;
    }

    /**
     * Tells whether a server refused the question, as CockroachDB, Redshift and others may that answer as PostgreSQL or MySQL
     * but have not all of it, and roles that may not see all of it.
     */
    private static boolean isNotUnderstood(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return NOT_UNDERSTOOD.contains(state.substring(0, Math.min(2, state.length())));
    }

    private static void postgres(
            Connection connection, TestDatabase database, boolean writes, int poolSize, List<String> problems)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(POSTGRES)) {
            row.next();
            int limit = row.getInt(1);
            // A superuser may use the reserved ones, but then nobody could look at what goes wrong.
            int reserved = row.getInt(2);
            int used = row.getInt(3);
            tooMany("max_connections of the server is " + limit, limit, reserved, used, poolSize, problems);
            limit("the role " + user(database) + " may have", row.getInt(9), poolSize, problems);
            limit("the database takes", row.getInt(10), poolSize, problems);
            if (!writes) {
                return;
            }
            if (row.getBoolean(5)) {
                problems.add("the server is a hot standby, which takes no writes, but the load writes"
                        + hint("connect to the primary"));
            } else if (row.getBoolean(6)) {
                problems.add(
                        "default_transaction_read_only is on for " + user(database) + " but the load writes"
                                + hint(
                                        "use another role, switch it off for this one, or set readOnly = true if the load only reads"));
            } else if (!row.getBoolean(4) && row.getInt(7) > 0 && row.getInt(8) == 0) {
                String tables = row.getInt(7) == 1
                        ? " may not write to the only table of the database"
                        : " may write to none of the database's " + row.getInt(7) + " tables";
                problems.add(
                        "the role " + user(database) + tables + " but the load writes"
                                + hint(
                                        "grant it insert, update and delete, use another role, or set readOnly = true if the load only reads"));
            }
        }
    }

    private static String user(TestDatabase database) {
        return database.user().isEmpty() ? "of the load" : "\"" + database.user() + "\"";
    }

    private static void limit(String who, int limit, int poolSize, List<String> problems) {
        if (limit >= 0 && poolSize > limit) {
            problems.add(who + " " + limit + " connections but the pool has up to " + poolSize
                    + hint("make the pool smaller, or raise the limit"));
        }
    }

    private static void tooMany(String what, int limit, int reserved, int used, int poolSize, List<String> problems) {
        int free = limit - reserved - used;
        // Servers without such a limit have none, or -1.
        if (limit > 0 && free < poolSize) {
            problems.add(what + ", of which " + reserved + " are reserved and " + used + " in use; that leaves "
                    + Math.max(0, free) + " but the pool has up to " + poolSize
                    + hint("make the pool smaller, or raise max_connections"));
        }
    }

    private static void mysql(Connection connection, boolean writes, int poolSize, List<String> problems)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int limit = number(statement, "select @@global.max_connections");
            int ofUser = number(statement, "select @@session.max_user_connections");
            int used = number(statement, "show global status like 'Threads_connected'") - 1;
            tooMany("max_connections of the server is " + limit, limit, 0, used, poolSize, problems);
            limit("the user may have", ofUser == 0 ? -1 : ofUser, poolSize, problems);
            if (writes && number(statement, "select @@global.read_only") != 0) {
                problems.add("read_only is on for the server but the load writes" + hint("connect to the primary"));
            } else if (writes && !mayWriteToMysql(statement)) {
                problems.add("the user may insert, update or delete in no table but the load writes"
                        + hint("grant it these rights, or use another user"));
            }
        }
    }

    /** Tells whether any grant is one to write, or that of a role, which may be one. */
    private static boolean mayWriteToMysql(Statement statement) throws SQLException {
        String database = "`" + statement.getConnection().getCatalog() + "`";
        try (ResultSet rows = statement.executeQuery("show grants")) {
            while (rows.next()) {
                String grant = rows.getString(1);
                // MariaDB comes with a database "test" in which everybody may do everything.
                boolean elsewhere = grant.endsWith(" TO PUBLIC") && !grant.contains(database);
                if (!elsewhere
                        && (!grant.contains(" ON ") || WRITING.matcher(grant).find())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the last column of the only row. */
    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(row.getMetaData().getColumnCount()) : 0;
        }
    }

    private static String hint(String text) {
        return "\n    Hint: " + text;
    }
}
