// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.List;

/**
 * The tables and the transactions of pgbench, as its documentation describes them: "pgbench: What Is the 'Transaction'
 * Actually Performed in pgbench?".
 */
public final class Pgbench {

    static final int TELLERS = 10;
    static final int ACCOUNTS = 100_000;

    private static final String TPCB = """
            \\set aid random(1, 100000 * :scale)
            \\set bid random(1, 1 * :scale)
            \\set tid random(1, 10 * :scale)
            \\set delta random(-5000, 5000)
            UPDATE pgbench_accounts SET abalance = abalance + :delta WHERE aid = :aid;
            SELECT abalance FROM pgbench_accounts WHERE aid = :aid;
            UPDATE pgbench_tellers SET tbalance = tbalance + :delta WHERE tid = :tid;
            UPDATE pgbench_branches SET bbalance = bbalance + :delta WHERE bid = :bid;
            INSERT INTO pgbench_history (tid, bid, aid, delta, mtime)
              VALUES (:tid, :bid, :aid, :delta, CURRENT_TIMESTAMP);
            """;

    private static final String SELECT_ONLY = """
            \\set aid random(1, 100000 * :scale)
            SELECT abalance FROM pgbench_accounts WHERE aid = :aid;
            """;

    private Pgbench() {}

    /** Returns the five statements that are like those of TPC-B. */
    public static ParsedScript tpcbLike(int scale) {
        return ParsedScript.of("tpcb-like", TPCB).with("scale", scale);
    }

    /** Returns the one SELECT. */
    public static ParsedScript selectOnly(int scale) {
        return ParsedScript.of("select-only", SELECT_ONLY).with("scale", scale);
    }

    /** Returns the four tables, with 100,000 accounts for each unit of scale. */
    public static WorkloadTables tables(int scale) {
        Table branches = new Table(
                "pgbench_branches",
                "bid int not null, bbalance int, filler char(88)",
                "bid",
                List.of("bid", "bbalance"),
                scale,
                row -> new Object[] {row, 0},
                List.of());
        Table tellers = new Table(
                "pgbench_tellers",
                "tid int not null, bid int, tbalance int, filler char(84)",
                "tid",
                List.of("tid", "bid", "tbalance"),
                (long) TELLERS * scale,
                row -> new Object[] {row, (row - 1) / TELLERS + 1, 0},
                List.of());
        Table accounts = new Table(
                "pgbench_accounts",
                "aid int not null, bid int, abalance int, filler char(84)",
                "aid",
                List.of("aid", "bid", "abalance", "filler"),
                (long) ACCOUNTS * scale,
                row -> new Object[] {row, (row - 1) / ACCOUNTS + 1, 0, ""},
                List.of());
        Table history = new Table(
                "pgbench_history",
                "tid int, bid int, aid int, delta int, mtime timestamp, filler char(22)",
                "",
                List.of(),
                0,
                row -> new Object[0],
                List.of());
        return new WorkloadTables("pgbench", List.of(branches, tellers, accounts, history));
    }
}
