// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.perfjunit.jdbc.internal.database.OptionalCalls;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.jdbc.report.PoolReport.Source;
import io.github.perfjunit.metrics.LatencySummary;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Watches a HikariCP during one load: by its events if nobody else has them, and by its counts ten times a second.
 * Thread-safe.
 */
public final class PoolWatch implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(100);

    private final HikariDataSource pool;
    private final LongPredicate measured;
    private final LongSupplier clock;
    private final Ticker ticker;
    private final @Nullable PoolTracker tracker;
    private final PoolEvents events;
    private final @Nullable MetricsTrackerFactory forward;
    private final PoolSamples samples = new PoolSamples();
    private PoolSamples second = new PoolSamples();
    private long timeoutsBefore;
    private Ticker.@Nullable Running running;
    private @Nullable PoolReport report;

    private PoolWatch(
            HikariDataSource pool,
            LongPredicate measured,
            LongSupplier clock,
            Ticker ticker,
            @Nullable MetricsTrackerFactory forward) {
        this.pool = pool;
        this.measured = measured;
        this.clock = clock;
        this.ticker = ticker;
        this.forward = forward;
        this.tracker = hangIn(pool);
        this.events = new PoolEvents(measured, clock, pool::getConnectionTimeout, () -> isFull(pool));
    }

    /**
     * Makes a watch for the pool in a data source, whoever wrapped it.
     *
     * @param measured tells whether a reading of {@link System#nanoTime()} lies in the measured time
     * @param forward who is told of the pool's events too, such as {@link MicrometerPools#into}; null for nobody. It is left
     *     out for a pool that has metrics of its own
     * @return empty if the pool is no HikariCP
     */
    public static Optional<PoolWatch> of(
            DataSource dataSource, LongPredicate measured, @Nullable MetricsTrackerFactory forward) {
        return of(dataSource, measured, System::nanoTime, Ticker.thread("perf-pool-watch"), forward);
    }

    static Optional<PoolWatch> of(
            DataSource dataSource,
            LongPredicate measured,
            LongSupplier clock,
            Ticker ticker,
            @Nullable MetricsTrackerFactory forward) {
        return hikari(dataSource).map(pool -> new PoolWatch(pool, measured, clock, ticker, forward));
    }

    /** Returns the HikariCP in a data source; empty if there is none, or a wrapper hides it. */
    public static Optional<HikariDataSource> hikari(DataSource dataSource) {
        if (dataSource instanceof HikariDataSource pool) {
            return Optional.of(pool);
        }
        try {
            return OptionalCalls.unwrap(dataSource, HikariDataSource.class);
        } catch (SQLException | RuntimeException hidden) {
            return Optional.empty(); // wrappers that cannot be asked are not uncommon, and no mistake of the user's
        }
    }

    private static @Nullable PoolTracker hangIn(HikariDataSource pool) {
        synchronized (pool) {
            if (pool.getMetricsTrackerFactory() instanceof PoolTracker ours) {
                return ours;
            }
            if (pool.getMetricsTrackerFactory() != null || pool.getMetricRegistry() != null) {
                return null;
            }
            PoolTracker ours = new PoolTracker();
            pool.setMetricsTrackerFactory(ours);
            return ours;
        }
    }

    private static boolean isFull(HikariDataSource pool) {
        PoolCounts counts = PoolCounts.of(pool);
        return counts != null && counts.total() >= pool.getMaximumPoolSize();
    }

    /** Returns how the pool is seen. */
    public Source source() {
        return tracker == null ? Source.SAMPLES : Source.EVENTS;
    }

    /** Begins to watch. */
    public synchronized void begin() {
        if (running == null && report == null) {
            if (tracker != null) {
                tracker.listen(events, forward);
            }
            running = ticker.every(PERIOD, this::sample);
        }
    }

    private synchronized void sample() {
        PoolCounts counts = report == null ? PoolCounts.of(pool) : null;
        if (counts != null) {
            second.add(counts);
            if (measured.test(clock.getAsLong())) {
                samples.add(counts);
            }
        }
    }

    /**
     * Returns the means since the last call under {@code pool.active}, {@code pool.idle}, {@code pool.total} and
     * {@code pool.pending}, the maxima of the first and the last under {@code pool.active.max} and
     * {@code pool.pending.max}, and, if the pool tells of its events, {@code pool.timeouts} since the last call while measuring.
     * To be called about once a second; empty before the first sample.
     */
    public synchronized Map<String, Double> latest() {
        Map<String, Double> latest = new LinkedHashMap<>();
        if (second.count() > 0) {
            latest.put("pool.active", second.active().mean());
            latest.put("pool.active.max", (double) second.active().max());
            latest.put("pool.idle", second.idle().mean());
            latest.put("pool.total", second.total().mean());
            latest.put("pool.pending", second.pending().mean());
            latest.put("pool.pending.max", (double) second.pending().max());
            if (tracker != null) {
                long timeouts = events.timeouts.sum();
                latest.put("pool.timeouts", (double) (timeouts - timeoutsBefore));
                timeoutsBefore = timeouts;
            }
            second = new PoolSamples();
        }
        return latest;
    }

    /** Ends the watch, to be called when all users of the load have ended, and tells what was seen; may be called again. */
    public PoolReport end() {
        stop();
        synchronized (this) {
            PoolReport done = report;
            if (done == null) {
                done = made();
                report = done;
            }
            return done;
        }
    }

    private PoolReport made() {
        boolean told = tracker != null;
        PoolCounts last = PoolCounts.of(pool);
        return new PoolReport(
                pool.getPoolName() == null ? "" : pool.getPoolName(),
                source(),
                PoolConfigurations.of(pool),
                samples.active(),
                samples.idle(),
                samples.total(),
                samples.pending(),
                samples.count(),
                samples.pendingShare(),
                told ? events.acquire.sum() : LatencySummary.EMPTY,
                told ? events.usage.sum() : LatencySummary.EMPTY,
                told ? events.creation.sum() : LatencySummary.EMPTY,
                told ? events.timeouts.sum() : -1,
                told ? events.timeoutsNotFull.sum() : -1,
                last == null ? 0 : last.active());
    }

    private void stop() {
        Ticker.Running ticking;
        synchronized (this) {
            ticking = running;
            running = null;
        }
        if (ticking != null) {
            ticking.stop(); // outside our lock: a turn that runs now takes it
            if (tracker != null) {
                tracker.stopListening(events);
            }
        }
    }

    /** Stops watching; what was seen may still be asked for. */
    @Override
    public void close() {
        stop();
    }
}
