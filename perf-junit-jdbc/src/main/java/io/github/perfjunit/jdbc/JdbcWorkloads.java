// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.script.Pgbench;
import io.github.perfjunit.jdbc.internal.script.Sysbench;
import org.apiguardian.api.API;

/**
 * Ready workloads, whose figures can be compared with those of pgbench and sysbench. They are in SQL that databases share.
 *
 * <pre>{@code
 * static final JdbcScript TPCB = JdbcWorkloads.tpcbLike(10);
 *
 * @BeforeAll
 * static void load(DataSource dataSource) throws SQLException {
 *     TPCB.prepare(dataSource);
 * }
 *
 * @JdbcWorkload(users = 8, duration = "30s")
 * void tpcb(Connection connection, VirtualUser user) throws SQLException {
 *     TPCB.run(connection, user);
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JdbcWorkloads {

    private static final int MOST_ROWS = 1_000_000_000;
    /** The number of the last account must be an int. */
    private static final int MOST_SCALE = 21_474;

    private JdbcWorkloads() {}

    /**
     * Returns the workload of {@code pgbench}: three updates, a select and an insert, in the manner of TPC-B. Writes.
     *
     * @param scale 100,000 accounts (16 MB) for each unit, from 1; take at least as many as there are users, since each
     *     unit has one row for a branch that all its transactions update
     * @return the workload, with its tables pgbench_accounts, _branches, _tellers and _history
     * @throws IllegalArgumentException if the scale is outside its bounds
     */
    public static JdbcScript tpcbLike(int scale) {
        check("tpcbLike", "scale", scale, MOST_SCALE);
        return new JdbcScript("tpcb-like", Pgbench.tpcbLike(scale), Pgbench.tables(scale));
    }

    /**
     * Returns the workload of {@code pgbench -S}: one account by its key. Reads only.
     *
     * @param scale 100,000 accounts (16 MB) for each unit, from 1
     * @return the workload, with its tables pgbench_accounts, _branches, _tellers and _history
     * @throws IllegalArgumentException if the scale is outside its bounds
     */
    public static JdbcScript selectOnly(int scale) {
        check("selectOnly", "scale", scale, MOST_SCALE);
        return new JdbcScript("select-only", Pgbench.selectOnly(scale), Pgbench.tables(scale));
    }

    /**
     * Returns the workload {@code oltp_point_select} of sysbench: one row by its key, all as likely. Reads only.
     *
     * @param rows rows of the table, from 1
     * @return the workload, with its table sbtest1
     * @throws IllegalArgumentException if the number is outside its bounds
     */
    public static JdbcScript pointSelect(int rows) {
        check("pointSelect", "rows", rows, MOST_ROWS);
        return pointSelect(rows, KeyDistribution.uniform(1, rows));
    }

    /**
     * Returns the workload {@code oltp_point_select} of sysbench with hot rows. Reads only.
     *
     * @param rows rows of the table, from 1
     * @param keys how often each row is read, of numbers from 1 to {@code rows}
     * @return the workload, with its table sbtest1
     * @throws IllegalArgumentException if the number is outside its bounds, or keys are outside the table
     */
    public static JdbcScript pointSelect(int rows, KeyDistribution keys) {
        check("pointSelect", "rows", rows, MOST_ROWS);
        check("pointSelect", keys, rows);
        return new JdbcScript("point-select", Sysbench.pointSelect(keys::next), Sysbench.table(rows));
    }

    /**
     * Returns the workload {@code oltp_read_write} of sysbench: ten rows by their keys, four ranges of a hundred rows,
     * two updates, a delete and an insert; all rows as likely. Writes.
     *
     * <p>Transactions lock rows in any order, so some end in a deadlock: allow a second try.
     *
     * @param rows rows of the table, from 1
     * @return the workload, with its table sbtest1
     * @throws IllegalArgumentException if the number is outside its bounds
     */
    public static JdbcScript readWrite(int rows) {
        check("readWrite", "rows", rows, MOST_ROWS);
        return readWrite(rows, KeyDistribution.uniform(1, rows));
    }

    /**
     * Returns the workload {@code oltp_read_write} of sysbench with hot rows. Writes.
     *
     * <p>Transactions lock rows in any order, so some end in a deadlock: allow a second try.
     *
     * @param rows rows of the table, from 1
     * @param keys how often each row is used, of numbers from 1 to {@code rows}
     * @return the workload, with its table sbtest1
     * @throws IllegalArgumentException if the number is outside its bounds, or keys are outside the table
     */
    public static JdbcScript readWrite(int rows, KeyDistribution keys) {
        check("readWrite", "rows", rows, MOST_ROWS);
        check("readWrite", keys, rows);
        return new JdbcScript("read-write", Sysbench.readWrite(rows, keys::next), Sysbench.table(rows));
    }

    private static void check(String workload, String parameter, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("JdbcWorkloads." + workload + ": `" + parameter + "` was " + value
                    + " but must be from 1 to " + most);
        }
    }

    private static void check(String workload, KeyDistribution keys, int rows) {
        if (keys.min() < 1 || keys.max() > rows) {
            throw new IllegalArgumentException("JdbcWorkloads." + workload + ": `keys` was " + keys
                    + " but must be of numbers from 1 to " + rows + ", the number of rows");
        }
    }
}
