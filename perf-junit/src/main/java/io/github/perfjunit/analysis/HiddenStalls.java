// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Stalls of the whole system that a closed model hides: each user sees a stall once, so percentiles hardly show it
 * (coordinated omission). A stall is a gap of at least 100 ms, and ten times the median latency, in which no request ended
 * and at least 80 % of the active users were in one. Of fewer than five users nothing is said: all of them may be in slow
 * requests at once by chance.
 *
 * <p>{@link #corrected(double[], long[], Duration, double)} gives what users at a steady rate would have seen. It holds
 * while stalls hit all users and last longer than a cycle; it is shown when stalls were found, never judged, and never
 * mixed into what was recorded. With an arrival rate or pacing the intended start holds the wait already. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HiddenStalls {

    /** How often the load should be looked at. */
    public static final Duration SAMPLE = Duration.ofMillis(50);

    /** The number of stalls whose details are kept. */
    public static final int MOST_KEPT = 1000;

    private static final double MUCH = 10;
    private static final double MOST_USERS = 0.8;
    private static final int FEWEST_USERS = 5;
    private static final double WORTH_TELLING = 1.2;
    private static final double LEAST_MILLIS = 100;
    private static final int HALVINGS = 60;

    private final List<Stall> stalls = new ArrayList<>();
    private long count;
    private Duration longest = Duration.ZERO;
    private long completionsBefore = -1;
    private long gapFromMillis;
    private long lastMillis;
    private long stuckFromMillis = -1;
    private long lostMillis;
    private long lostBeforeStuckMillis;
    private int users;
    private int active;

    /**
     * One stall.
     *
     * @param fromMillis its start, by the clock of the samples
     * @param length its length, as precise as the samples
     * @param users number of users that were in a request at its end
     * @param active number of users that were active at its end
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Stall(long fromMillis, Duration length, int users, int active) {}

    /** Creates a detector that has seen nothing. */
    public HiddenStalls() {}

    /**
     * Takes a sample of the running load, each {@link #SAMPLE}.
     *
     * @param millis time of the sample on any clock that does not run backwards
     * @param lost how much of the time since the sample before the observer itself did not get to run, in milliseconds; that
     *     is no part of a stall
     * @param completions number of requests that have ended since the load began
     * @param inFlight number of users that are in a request
     * @param activeUsers number of users that are active
     * @param median median latency so far
     * @return the stall that ended since the sample before; empty if none did
     */
    public Optional<Stall> accept(
            long millis, long lost, long completions, int inFlight, int activeUsers, Duration median) {
        Optional<Stall> ended = Optional.empty();
        if (completions != completionsBefore) {
            ended = completionsBefore < 0 ? Optional.empty() : stall(median);
            completionsBefore = completions;
            gapFromMillis = millis;
            stuckFromMillis = -1;
            lostMillis = 0;
        } else {
            lostMillis += lost;
        }
        if (activeUsers < FEWEST_USERS || inFlight < MOST_USERS * activeUsers) {
            stuckFromMillis = -1;
        } else if (stuckFromMillis < 0) {
            stuckFromMillis = millis;
            lostBeforeStuckMillis = lostMillis;
        }
        users = inFlight;
        active = activeUsers;
        lastMillis = millis;
        return ended;
    }

    /**
     * Ends the load: a stall that lasts until then counts.
     *
     * @param median median latency
     * @return that stall; empty if there is none
     */
    public Optional<Stall> end(Duration median) {
        Optional<Stall> last = completionsBefore < 0 ? Optional.empty() : stall(median);
        completionsBefore = -1;
        return last;
    }

    /**
     * The gap is from the first sample that saw no more requests end to the last one, so never longer than the stall. Users
     * who think are not in a request at once: what must be long enough is the part of the gap in which most of them are.
     */
    private Optional<Stall> stall(Duration median) {
        double least = Math.max(LEAST_MILLIS, MUCH * median.toNanos() / 1e6);
        long stuck = lastMillis - stuckFromMillis - (lostMillis - lostBeforeStuckMillis);
        if (stuckFromMillis < 0 || stuck < least) {
            return Optional.empty();
        }
        Duration length = Duration.ofMillis(lastMillis - gapFromMillis - lostMillis);
        Stall stall = new Stall(gapFromMillis, length, users, active);
        count++;
        longest = longest.compareTo(stall.length) >= 0 ? longest : stall.length;
        if (stalls.size() < MOST_KEPT) {
            stalls.add(stall);
        }
        return Optional.of(stall);
    }

    /**
     * Returns the number of stalls.
     *
     * @return zero or more
     */
    public long count() {
        return count;
    }

    /**
     * Returns the longest stall.
     *
     * @return its length; zero if there was none
     */
    public Duration longest() {
        return longest;
    }

    /**
     * Returns the stalls in order of time.
     *
     * @return the first thousand
     */
    public List<Stall> stalls() {
        return List.copyOf(stalls);
    }

    /**
     * Tells whether one second holds a stall, where only its distribution is known: nearly all users had a request that
     * took at least half the length of a stall.
     *
     * @param slow number of requests that ended in the second and took at least 50 ms, and five times the median
     * @param active number of users
     * @return true if there are at least 0.8 such requests for each user
     */
    public static boolean isStalledSecond(long slow, int active) {
        return active > 0 && slow >= MOST_USERS * active;
    }

    /**
     * Returns the percentile that users at a steady rate would have seen: to each latency of v those of v - e, v - 2e and
     * so on down to e are added, for a cycle of e (Tene's correction in HdrHistogram), without writing them down.
     *
     * @param values latencies, in nanoseconds
     * @param counts how many of each there are
     * @param cycle median latency and median time to think, or the pace; above zero
     * @param quantile the percentile, such as 0.99
     * @return nanoseconds; NaN if there are no latencies
     * @throws IllegalArgumentException if the arrays differ in length, the cycle is not above zero or the quantile is not
     *     between 0 and 1
     */
    public static double corrected(double[] values, long[] counts, Duration cycle, double quantile) {
        if (values.length != counts.length) {
            throw new IllegalArgumentException(
                    "arrays had " + values.length + " and " + counts.length + " classes but must have as many");
        }
        if (cycle.isZero() || cycle.isNegative() || !(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("cycle and quantile were " + cycle.toMillis() + " ms and " + quantile
                    + " but must be above zero, and between 0 and 1");
        }
        double expected = cycle.toNanos();
        double total = above(-1, values, counts, expected);
        if (total == 0) {
            return Double.NaN;
        }
        double allowed = (1 - quantile) * total * (1 + 1e-12);
        double low = -1;
        double high = 0;
        for (int i = 0; i < values.length; i++) {
            high = counts[i] > 0 ? Math.max(high, values[i]) : high;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (above(middle, values, counts, expected) <= allowed) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Returns how many latencies exceed a bound, those that are to be added included. */
    private static double above(double bound, double[] values, long[] counts, double expected) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (counts[i] > 0 && values[i] > bound) {
                double added = Math.max(0, Math.floor((values[i] - expected) / expected));
                double higher = Math.max(0, Math.ceil((values[i] - bound) / expected) - 1);
                sum += counts[i] * (1 + Math.min(added, higher));
            }
        }
        return sum;
    }

    /**
     * Tells whether the correction of a load with stalls is worth a line: it is at least 1.2 times what was recorded.
     *
     * @param corrected percentile by {@link #corrected(double[], long[], Duration, double)}
     * @param recorded the same percentile as it was recorded
     * @return true if it should be shown
     */
    public static boolean isWorthTelling(double corrected, double recorded) {
        return corrected >= WORTH_TELLING * recorded;
    }
}
