// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;

/** The table and the transactions of sysbench's OLTP benchmarks, of its version 1.0. */
public final class Sysbench {

    private Sysbench() {}

    /** Returns oltp_point_select. */
    public static TransactionScript pointSelect(ToLongFunction<RandomGenerator> keys) {
        return new PointSelect(keys);
    }

    /** Returns oltp_read_write. */
    public static TransactionScript readWrite(int rows, ToLongFunction<RandomGenerator> keys) {
        return new ReadWrite(rows, keys);
    }

    /** Returns the table sbtest1. */
    public static WorkloadTables table(int rows) {
        Table table = new Table(
                "sbtest1",
                "id int not null, k int default 0 not null, c char(120) default '' not null,"
                        + " pad char(60) default '' not null",
                "id",
                List.of("id", "k", "c", "pad"),
                rows,
                row -> {
                    RandomGenerator random = new SplittableRandom(row); // the same rows each time
                    return new Object[] {row, 1 + random.nextInt(rows), Digits.c(random), Digits.pad(random)};
                },
                List.of("create index k_1 on sbtest1 (k)"));
        return new WorkloadTables("sysbench", List.of(table));
    }
}
