// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Scope;
import io.github.perfjunit.slo.ExtraFigure;
import java.util.Optional;

/**
 * The figures of one pool of a load that can be held against limits.
 *
 * @param result the load
 * @param scope which pool
 * @param connections what was done with its connections
 * @param pool what it told of itself
 * @param statementsSeen whether any statement was seen on its connections
 * @param missing why there are none of all these figures; empty if there are
 */
public record PoolFigures(
        LoadResult result,
        Scope scope,
        ConnectionReport connections,
        Optional<PoolReport> pool,
        boolean statementsSeen,
        String missing) {

    private static final String NOTHING_TAKEN = "no connection was taken through a ProbedDataSource";

    /** Returns a percentile of the wait for a connection. */
    public ExtraFigure acquire(double percentile) {
        String why = missing.isEmpty() ? "no connection was taken in the measured time" : missing;
        LatencySummary waits = missing.isEmpty() ? connections.acquire() : LatencySummary.EMPTY;
        return ExtraFigure.percentile(result, scope, "wait for a connection", waits, percentile, why);
    }

    /** Returns how many threads waited for a connection at once. */
    public ExtraFigure pending() {
        if (!missing.isEmpty()) {
            return none("waiting threads", missing);
        }
        return pool.map(told -> figure("waiting threads", told.pending().max(), told.samples()))
                .orElseGet(() -> none("waiting threads", "only a HikariDataSource tells how many wait"));
    }

    /** Returns how many waits ended without a connection. */
    public ExtraFigure timeouts() {
        long waits = connections.acquire().count() + connections.failedAcquire().count();
        if (!missing.isEmpty() || waits == 0) {
            return none("time-outs", missing.isEmpty() ? NOTHING_TAKEN : missing);
        }
        return figure("time-outs", (double) connections.timeouts(), waits);
    }

    /** Returns how many connections were not given back, during the load or at its end. */
    public ExtraFigure leaked() {
        if (!missing.isEmpty()) {
            return none("leaked connections", missing);
        }
        long left =
                Math.max(connections.leaked().count(), connections.leftOpen().count());
        if (left == 0 && (connections.taken() == 0 || !statementsSeen)) {
            return none("leaked connections", connections.taken() == 0 ? NOTHING_TAKEN : JdbcFigures.NOTHING_SEEN);
        }
        return figure("leaked connections", (double) left, connections.taken());
    }

    private ExtraFigure figure(String metric, double value, long samples) {
        return new ExtraFigure(result, scope, metric, value, samples, "");
    }

    private ExtraFigure none(String metric, String why) {
        return new ExtraFigure(result, scope, metric, Double.NaN, 0, why);
    }
}
