// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.script.ParsedScript;
import io.github.perfjunit.jdbc.internal.script.ScriptFiles;
import io.github.perfjunit.jdbc.internal.script.TransactionScript;
import io.github.perfjunit.jdbc.internal.script.WorkloadTables;
import io.github.perfjunit.load.VirtualUser;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one transaction, written as a script of pgbench or taken from {@link JdbcWorkloads}.
 *
 * <pre>{@code
 * static final JdbcScript TRANSFER = JdbcScript.of("""
 *         \\set from random_zipfian(1, 1000, 1.1)
 *         \\set to random(1, 1000)
 *         UPDATE account SET balance = balance - 1 WHERE id = :from;
 *         UPDATE account SET balance = balance + 1 WHERE id = :to;
 *         """);
 *
 * @JdbcWorkload(users = 8, duration = "30s")
 * void transfer(Connection connection, VirtualUser user) throws SQLException {
 *     TRANSFER.run(connection, user);
 * }
 * }</pre>
 *
 * <p>A script knows:
 * <ul>
 *   <li>{@code \set name expression}, with whole and decimal numbers, {@code :variables}, {@code + - * / %}, parentheses
 *       and the functions {@code abs, double, greatest, int, least, mod, permute, random, random_exponential,
 *       random_gaussian, random_zipfian}; {@code :client_id} is the user's number;
 *   <li>{@code \sleep n us}, {@code ms} or {@code s};
 *   <li>SQL statements, each ended by a semicolon; a {@code :variable} outside quotes becomes a parameter of a prepared
 *       statement;
 *   <li>comments that begin with {@code --}.
 * </ul>
 *
 * <p>A script is one transaction, which the caller begins and ends: {@code BEGIN;} and {@code END;} around it are
 * accepted, and do nothing. Statements are prepared and closed each time, so the caches of driver and pool work as in an
 * application.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JdbcScript {

    private final String name;
    private final TransactionScript script;
    private final @Nullable WorkloadTables tables;

    JdbcScript(String name, TransactionScript script, @Nullable WorkloadTables tables) {
        this.name = name;
        this.script = script;
        this.tables = tables;
    }

    /**
     * Reads a script.
     *
     * @param text the script
     * @return the script, to be run any number of times
     * @throws IllegalArgumentException with all mistakes in it and their lines
     */
    public static JdbcScript of(String text) {
        return named("script", text);
    }

    /**
     * Reads a script from the class path, in UTF-8.
     *
     * @param resource {@code "/transfer.sql"}, or {@code "transfer.sql"} for one in the package of the class
     * @param beside a class of the same class path, as a rule the test class
     * @return the script, to be run any number of times
     * @throws IllegalArgumentException if it is not there or cannot be read, or with all mistakes in it and their lines
     */
    public static JdbcScript ofResource(String resource, Class<?> beside) {
        return named(ScriptFiles.name(resource), ScriptFiles.resource(resource, beside));
    }

    /**
     * Reads a script from a file, in UTF-8.
     *
     * @param file the file; a relative path starts at the working directory
     * @return the script, to be run any number of times
     * @throws IllegalArgumentException if it is not there or cannot be read, or with all mistakes in it and their lines
     */
    public static JdbcScript ofFile(Path file) {
        return named(ScriptFiles.name(file.toString()), ScriptFiles.file(file));
    }

    private static JdbcScript named(String name, String text) {
        return new JdbcScript(name, ParsedScript.of(name, text), null);
    }

    /**
     * Returns the same script with a whole number for a variable, as {@code pgbench -D name=value} does.
     *
     * @param variable its name, without the colon
     * @param value its value at the beginning of each run
     * @return a script of its own
     * @throws IllegalArgumentException if the script has no such variable; the message names those it has
     */
    public JdbcScript with(String variable, long value) {
        return new JdbcScript(name, parsed(variable).with(variable, value), tables);
    }

    /**
     * Returns the same script with a decimal number for a variable, as {@code pgbench -D name=value} does.
     *
     * @param variable its name, without the colon
     * @param value its value at the beginning of each run
     * @return a script of its own
     * @throws IllegalArgumentException if the script has no such variable; the message names those it has
     */
    public JdbcScript with(String variable, double value) {
        return new JdbcScript(name, parsed(variable).with(variable, value), tables);
    }

    private ParsedScript parsed(String variable) {
        if (script instanceof ParsedScript parsed && tables == null) {
            return parsed;
        }
        throw new IllegalArgumentException("'" + variable + "' cannot be set: " + name
                + " is a ready workload, which gets its size where it is made");
    }

    /**
     * Makes the database ready for this script.
     *
     * <p>A ready workload makes and fills its tables, by COPY on PostgreSQL and in batches elsewhere, and gathers
     * statistics. Where its tables have the right number of rows they are kept, and what earlier loads left is removed.
     * Tables of the same names with another number of rows are <em>dropped</em>. In a database that the library did not
     * start, and that is not in the memory of this JVM, neither happens to rows that are there, unless the system property
     * {@code perf.jdbc.destructive} or the environment variable {@code PERF_JDBC_DESTRUCTIVE} is {@code true}, or the JUnit
     * parameter of that name where the data source is a parameter of the test.
     *
     * <p>For any other script the database only looks at the statements, without running them, so that one that names an
     * unknown table fails before the load.
     *
     * @param dataSource the database
     * @throws SQLException if the tables cannot be made, or rows would be lost, or with all statements that the database does not take
     */
    public void prepare(DataSource dataSource) throws SQLException {
        if (tables != null) {
            tables.prepare(dataSource);
        } else if (script instanceof ParsedScript parsed) {
            parsed.check(dataSource);
        }
    }

    /**
     * Runs the statements once. The caller begins the transaction, and commits it or rolls it back.
     *
     * @param connection an open connection
     * @param user who runs them, whose random numbers are drawn
     * @throws SQLException what the database answered
     * @throws IllegalStateException if a variable has no value, or a value cannot be computed
     */
    public void run(Connection connection, VirtualUser user) throws SQLException {
        script.run(connection, user);
    }

    /**
     * Returns the statements in order, with {@code ?} for values; one that runs several times is there once.
     *
     * @return at least one statement
     */
    public List<String> statements() {
        return script.statements();
    }

    /**
     * Tells whether a statement changes data or locks rows, as far as its text shows: what functions do is not seen.
     *
     * @return true unless all statements only read
     */
    public boolean writes() {
        return script.writes();
    }

    /**
     * Returns what it is called in messages.
     *
     * @return the name of its file, of the workload, or {@code script}
     */
    public String name() {
        return name;
    }

    /** Returns such as {@code transfer.sql (5 statements)}. */
    @Override
    public String toString() {
        int count = statements().size();
        return name + " (" + count + (count == 1 ? " statement)" : " statements)");
    }
}
