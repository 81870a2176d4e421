// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.report.TransactionReport;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to transactions besides their times. Thread-safe. */
final class TransactionTally {

    private final LongAdder committed = new LongAdder();
    private final LongAdder rolledBack = new LongAdder();
    private final LongAdder cutOff = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final AtomicInteger mostTries = new AtomicInteger();
    private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> retriedFor = new ConcurrentHashMap<>();

    void succeeded(boolean commit, int tries) {
        (commit ? committed : rolledBack).increment();
        tried(tries);
    }

    void failed(String kind, int tries) {
        failed.computeIfAbsent(kind, k -> new LongAdder()).increment();
        tried(tries);
    }

    void cutOff() {
        cutOff.increment();
    }

    private void tried(int tries) {
        if (tries > 1) {
            retried.increment();
            mostTries.accumulateAndGet(tries, Math::max);
        }
    }

    void retry(String kind) {
        retries.increment();
        retriedFor.computeIfAbsent(kind, k -> new LongAdder()).increment();
    }

    void late() {
        late.increment();
    }

    void skipped() {
        skipped.increment();
    }

    TransactionReport report() {
        return new TransactionReport(
                committed.sum(),
                rolledBack.sum(),
                sums(failed),
                cutOff.sum(),
                retried.sum(),
                retries.sum(),
                sums(retriedFor),
                Math.max(1, mostTries.get()),
                late.sum(),
                skipped.sum());
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((kind, count) -> sums.put(kind, count.sum()));
        return sums;
    }
}
