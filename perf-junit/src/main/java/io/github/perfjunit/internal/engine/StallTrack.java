// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.analysis.HiddenStalls;
import io.github.perfjunit.internal.course.SeenStalls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds stalls of the target in the measured time of one scenario, at one look after the other. Not thread-safe.
 *
 * <p>Users count as stopped by a stall if their request began in it or shortly before. So slow requests of single users,
 * which began at any time, are no stall, even if all users happen to be in one.
 */
final class StallTrack {

    private static final long SAMPLE_NANOS = HiddenStalls.SAMPLE.toNanos();
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int TIMES_MEDIAN = 10;

    /** A gap that may become a stall; the median is worked out for no other. */
    private static final long SUSPECT_NANOS = TimeUnit.MILLISECONDS.toNanos(90);

    private final String scenario;
    private final Users users;
    private final long origin;
    private final HiddenStalls stalls = new HiddenStalls();
    private long lookedAt;
    private double lateBefore;
    private boolean measured;
    private long completions;
    private long lastEnd;
    private long gapFrom;
    private Duration median = Duration.ZERO;
    private double userMillis;

    /** The users of a scenario while it runs. */
    interface Users {

        /** Returns whether a time is measured. */
        boolean isMeasured(long nanoTime);

        /** Returns the number of users that are active. */
        int active();

        /** Returns the number of users in a request that began at most some time ago. */
        int waiting(long now, long longestNanos);

        /** Returns the later of a time and the last end of a request. */
        long laterEnd(long nanoTime);

        /** Returns the median time of a request so far. */
        Duration medianLatency();
    }

    /**
     * Begins before the first look.
     *
     * @param origin start of the load
     */
    StallTrack(String scenario, Users users, long origin) {
        this.scenario = scenario;
        this.users = users;
        this.origin = origin;
        this.lookedAt = origin;
        this.lastEnd = origin;
    }

    /**
     * Looks at the users.
     *
     * @param lateMillis how long threads of this JVM did not get to run since the load began, as another thread has seen
     */
    void look(long now, double lateMillis) {
        long passed = now - lookedAt;
        double late = Math.max((passed - SAMPLE_NANOS) / 1e6, lateMillis - lateBefore);
        double lost = Math.max(0, Math.min(passed / 1e6, late));
        lookedAt = now;
        lateBefore = lateMillis;
        if (!users.isMeasured(now)) {
            end();
            return;
        }
        long end = users.laterEnd(lastEnd);
        boolean answered = end != lastEnd || !measured;
        if (answered) {
            completions++;
            lastEnd = end;
            gapFrom = now;
        } else if (median.isZero() && now - gapFrom >= SUSPECT_NANOS) {
            median = users.medianLatency();
        }
        int active = users.active();
        userMillis += measured ? active * (passed / 1e6 - lost) : 0;
        measured = true;
        long before = Math.max(SHORTEST_NANOS, TIMES_MEDIAN * median.toNanos());
        int inFlight = users.waiting(now, now - gapFrom + before);
        take(stalls.accept(
                Math.round((now - origin) / 1e6), (long) Math.ceil(lost), completions, inFlight, active, median));
        if (answered) {
            median = Duration.ZERO;
        }
    }

    private void take(Optional<HiddenStalls.Stall> found) {
        found.ifPresent(
                stall -> userMillis -= (double) stall.active() * stall.length().toMillis());
    }

    private void end() {
        if (measured) {
            take(stalls.end(median));
            measured = false;
        }
    }

    /** Returns what was seen; to be called once, at the end. */
    SeenStalls seen() {
        end();
        return new SeenStalls(
                scenario,
                stalls.count(),
                stalls.longest(),
                stalls.stalls(),
                Duration.ofMillis(Math.max(0, Math.round(userMillis))));
    }
}
