// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.replication;

import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.report.ReplicationReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/** Watches how far replicas of a PostgreSQL are behind while a load runs. Thread-safe. */
public final class ReplicationWatch implements AutoCloseable {

    private final List<LagMeter> meters = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private ReplicationWatch() {}

    /**
     * Begins to watch, past the load's pools and proxies.
     *
     * @param primary what they follow
     * @param replicas each of them
     * @param measured tells whether a reading of {@link System#nanoTime()} lies in the measured time
     */
    public static ReplicationWatch begin(TestDatabase primary, List<TestDatabase> replicas, LongPredicate measured) {
        ReplicationWatch watch = new ReplicationWatch();
        for (TestDatabase replica : replicas) {
            String name = "replica " + (watch.meters.size() + 1);
            LagMeter meter = new LagMeter(name, primary, replica, measured);
            Thread thread = new Thread(meter, "perf-replication-" + (watch.meters.size() + 1));
            thread.setDaemon(true);
            watch.meters.add(meter);
            watch.threads.add(thread);
            thread.start();
        }
        return watch;
    }

    /** Returns by name of the replica how many milliseconds, and how many bytes of the log, it is behind. */
    public Map<String, double[]> latest() {
        Map<String, double[]> latest = new LinkedHashMap<>();
        for (LagMeter meter : meters) {
            double[] now = meter.latest();
            if (now != null) {
                latest.put(meter.name(), now);
            }
        }
        return latest;
    }

    /** Ends the watch and tells what was seen. */
    public ReplicationReport end() {
        ReplicationReport report =
                new ReplicationReport(meters.stream().map(LagMeter::end).toList(), Optional.empty());
        threads.forEach(LockSupport::unpark);
        join();
        return report;
    }

    private void join() {
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(6)); // a statement that runs may take five
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watch. */
    @Override
    public void close() {
        end();
    }
}
