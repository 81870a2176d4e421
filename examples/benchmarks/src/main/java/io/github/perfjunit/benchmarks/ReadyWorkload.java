// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks;

import io.github.perfjunit.jdbc.JdbcScript;
import io.github.perfjunit.jdbc.JdbcWorkloads;
import java.util.Arrays;

/** The workloads that pgbench and sysbench have as well. */
public enum ReadyWorkload {
    /** {@code pgbench -S}. */
    SELECT_ONLY("select-only", "pgbench", false, "select abalance from pgbench_accounts %"),
    /** {@code pgbench}. */
    TPCB_LIKE("tpcb-like", "pgbench", true, "insert into pgbench_history %"),
    /** {@code oltp_point_select} of sysbench. */
    POINT_SELECT("point-select", "sysbench", false, "select c from sbtest1 where id%=%"),
    /** {@code oltp_read_write} of sysbench. */
    READ_WRITE("read-write", "sysbench", true, "insert into sbtest1 %");

    private final String label;
    private final String tool;
    private final boolean transaction;
    private final String oncePerTransaction;

    ReadyWorkload(String label, String tool, boolean transaction, String oncePerTransaction) {
        this.label = label;
        this.tool = tool;
        this.transaction = transaction;
        this.oncePerTransaction = oncePerTransaction;
    }

    /**
     * Finds a workload.
     *
     * @param label its name
     * @return the workload
     */
    public static ReadyWorkload of(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no workload " + label));
    }

    /**
     * Returns its name.
     *
     * @return such as {@code tpcb-like}
     */
    public String label() {
        return label;
    }

    /**
     * Returns the tool it comes from.
     *
     * @return {@code pgbench} or {@code sysbench}
     */
    public String tool() {
        return tool;
    }

    /**
     * Tells whether the tool begins and commits a transaction.
     *
     * @return false if it runs a single statement
     */
    public boolean isTransaction() {
        return transaction;
    }

    /**
     * Returns which statement to count.
     *
     * @return a pattern of SQL's {@code ilike}
     */
    public String oncePerTransaction() {
        return oncePerTransaction;
    }

    /**
     * Returns the statements.
     *
     * @param scale of pgbench's tables
     * @param rows of sysbench's table
     * @return the workload of the library
     */
    public JdbcScript script(int scale, int rows) {
        return switch (this) {
            case SELECT_ONLY -> JdbcWorkloads.selectOnly(scale);
            case TPCB_LIKE -> JdbcWorkloads.tpcbLike(scale);
            case POINT_SELECT -> JdbcWorkloads.pointSelect(rows);
            case READ_WRITE -> JdbcWorkloads.readWrite(rows);
        };
    }
}
