// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.internal.pool.PoolWatch;
import io.github.perfjunit.jdbc.internal.probe.LoadWatch;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.spi.RequestRecorder;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongPredicate;

/** What watches the pool of read-only transactions while a load runs. */
final class ReadsWatching implements AutoCloseable {

    /** What was seen. */
    record Seen(String database, ProbeReport probe, Optional<PoolReport> pool) {}

    private final OpenReads reads;
    private final Optional<PoolWatch> pool;
    private final LoadWatch probe;

    /** Begins to watch. */
    ReadsWatching(OpenReads reads, OpenDatabase open, RequestRecorder recorder, LongPredicate measured) {
        this.reads = reads;
        this.pool = PoolWatch.of(reads.source(), measured, open.poolMeters("reads"));
        this.probe = open.watch(reads.source(), recorder, measured);
        pool.ifPresent(PoolWatch::begin);
    }

    void iterationEnded(RequestRecorder user, boolean shouldHoldNone) {
        probe.iterationEnded(user, shouldHoldNone);
    }

    Optional<SQLException> lastFailure(RequestRecorder user) {
        return probe.lastFailure(user);
    }

    void abort(RequestRecorder user) {
        probe.abort(user);
    }

    void sample(Monitor.Gauges gauges) {
        pool.ifPresent(watch -> watch.latest().forEach((name, value) -> gauges.gauge("reads." + name, "", value)));
    }

    Seen end() {
        ProbeReport statements = probe.end();
        return new Seen(reads.description(), statements, pool.map(PoolWatch::end));
    }

    @Override
    public void close() {
        probe.end();
        pool.ifPresent(PoolWatch::close);
    }
}
