// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.Probe;
import io.github.perfjunit.jdbc.internal.fault.FaultSettings;
import io.github.perfjunit.jdbc.internal.pool.PoolSettings;
import java.util.List;
import java.util.Optional;

/**
 * What the annotations of a test say about its database.
 *
 * @param name under which transactions are counted: that of the method
 * @param dataSource name of the data source of the test; empty for the only one
 * @param pool settings of the pool that is opened
 * @param reads the pool of read-only transactions; empty if they use that of all
 * @param probe how statements are seen
 * @param diagnose whether the database is asked
 * @param transactions how transactions are run; empty for loads of other kinds, which are only watched
 * @param mix transactions to draw from; empty if the method is the transaction
 * @param faults what is broken during the load
 * @param sweep the sizes of pools that are tried; empty if this is no sweep
 */
record JdbcSettings(
        String name,
        String dataSource,
        PoolSettings pool,
        Optional<ReadsSettings> reads,
        Probe probe,
        boolean diagnose,
        Optional<TransactionSettings> transactions,
        Optional<Mix> mix,
        List<FaultSettings> faults,
        Optional<SweepRun> sweep) {}
