// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.jdbc.report.LeakReport;
import io.github.perfjunit.metrics.LatencySummary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How long everything took that is done with connections rather than on them. */
final class ConnectionTable {

    /** What is timed. */
    enum Event {
        ACQUIRE,
        FAILED_ACQUIRE,
        USAGE,
        COMMIT,
        ROLLBACK,
        CLOSE
    }

    private static final class Stripe {
        final ReentrantLock lock = new ReentrantLock();
        final @Nullable LatencySummary.Builder[] times = new LatencySummary.Builder[Event.values().length];
        final Map<String, Long> acquireErrors = new TreeMap<>();
        final Map<String, Long> endErrors = new TreeMap<>();

        void record(Event event, long nanos) {
            LatencySummary.Builder builder = times[event.ordinal()];
            if (builder == null) {
                builder = new LatencySummary.Builder();
                times[event.ordinal()] = builder;
            }
            builder.record(nanos);
        }
    }

    private final Stripes<Stripe> stripes = new Stripes<>(Stripe::new);

    void record(Event event, long nanos) {
        Stripe stripe = stripes.mine();
        stripe.lock.lock();
        try {
            stripe.record(event, nanos);
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Times a connection that was given back: how long it was held, if that counts, and how long giving it back took. */
    void closed(boolean countUsage, long usageNanos, boolean countClose, long closeNanos) {
        Stripe stripe = stripes.mine();
        stripe.lock.lock();
        try {
            if (countUsage) {
                stripe.record(Event.USAGE, usageNanos);
            }
            if (countClose) {
                stripe.record(Event.CLOSE, closeNanos);
            }
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Counts an attempt to take a connection that failed. */
    void acquireFailed(String kind, long nanos) {
        Stripe stripe = stripes.mine();
        stripe.lock.lock();
        try {
            stripe.record(Event.FAILED_ACQUIRE, nanos);
            stripe.acquireErrors.merge(kind, 1L, Long::sum);
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Counts a commit or a rollback that failed. */
    void endFailed(String kind) {
        Stripe stripe = stripes.mine();
        stripe.lock.lock();
        try {
            stripe.endErrors.merge(kind, 1L, Long::sum);
        } finally {
            stripe.lock.unlock();
        }
    }

    ConnectionReport report(long taken, long units, LeakReport leaked, LeakReport leftOpen, LeakReport uncommitted) {
        Map<Event, List<LatencySummary>> times = new EnumMap<>(Event.class);
        Map<String, Long> acquireErrors = new TreeMap<>();
        Map<String, Long> endErrors = new TreeMap<>();
        for (Stripe stripe : stripes.used()) {
            stripe.lock.lock();
            try {
                for (Event event : Event.values()) {
                    LatencySummary.Builder builder = stripe.times[event.ordinal()];
                    if (builder != null) {
                        times.computeIfAbsent(event, e -> new ArrayList<>()).add(builder.copy());
                    }
                }
                stripe.acquireErrors.forEach((kind, count) -> acquireErrors.merge(kind, count, Long::sum));
                stripe.endErrors.forEach((kind, count) -> endErrors.merge(kind, count, Long::sum));
            } finally {
                stripe.lock.unlock();
            }
        }
        return new ConnectionReport(
                taken,
                units,
                sum(times, Event.ACQUIRE),
                sum(times, Event.FAILED_ACQUIRE),
                acquireErrors,
                sum(times, Event.USAGE),
                sum(times, Event.COMMIT),
                sum(times, Event.ROLLBACK),
                endErrors,
                sum(times, Event.CLOSE),
                leaked,
                leftOpen,
                uncommitted);
    }

    private static LatencySummary sum(Map<Event, List<LatencySummary>> times, Event event) {
        return LatencySummary.merge(times.getOrDefault(event, List.of()));
    }
}
