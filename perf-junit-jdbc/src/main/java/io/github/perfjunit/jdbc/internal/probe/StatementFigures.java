// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.report.StatementReport;
import java.time.Duration;
import java.util.List;

/** Sums of one statement over units of work. Not thread-safe. */
final class StatementFigures {

    private long calls;
    private long errors;
    private long deadlocks;
    private long nanos;
    private long rows;
    private long batches;
    private long batched;
    private int largestBatch;
    private long units;
    private long callsInUnits;
    private int mostCallsInUnit;

    void add(StatementUse use, boolean unitMeasured) {
        calls += use.measuredCalls;
        errors += use.errors;
        deadlocks += use.deadlocks;
        nanos += use.nanos;
        rows += use.rows;
        batches += use.batches;
        batched += use.batched;
        largestBatch = Math.max(largestBatch, use.largestBatch);
        if (unitMeasured) {
            units++;
            callsInUnits += use.calls;
            mostCallsInUnit = Math.max(mostCallsInUnit, use.calls);
        }
    }

    void add(StatementFigures other) {
        calls += other.calls;
        errors += other.errors;
        deadlocks += other.deadlocks;
        nanos += other.nanos;
        rows += other.rows;
        batches += other.batches;
        batched += other.batched;
        largestBatch = Math.max(largestBatch, other.largestBatch);
        units += other.units;
        callsInUnits += other.callsInUnits;
        mostCallsInUnit = Math.max(mostCallsInUnit, other.mostCallsInUnit);
    }

    boolean isEmpty() {
        return calls == 0;
    }

    StatementReport report(StatementText text, double callsInARow, List<StatementReport.Place> places) {
        return new StatementReport(
                text.id(),
                text.text(),
                calls,
                errors,
                Duration.ofNanos(nanos),
                rows,
                batches,
                mean(batched, batches),
                largestBatch,
                units,
                mean(callsInUnits, units),
                mostCallsInUnit,
                callsInARow,
                places,
                deadlocks);
    }

    private static double mean(long sum, long count) {
        return count == 0 ? 0 : (double) sum / count;
    }
}
