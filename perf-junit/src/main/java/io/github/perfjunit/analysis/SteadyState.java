// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;

/**
 * Whether a system has warmed up: the medians of the last three windows agree within 5 %, and the first with the last within
 * 7.5 %, for three seconds running. A window grows to a fifth of the time so far, because a slow decay needs longer
 * windows to show; it is at least 10 s and 200 samples long. In a closed model the throughput must agree as well.
 *
 * <p>At the cap the load is measured anyway, and {@link #moved()} tells how far it still moved; nearly half of systems
 * never settle (Barrett et al. 2017), so this is a remark and no failure. No rule foresees a step after a quiet stretch.
 *
 * <p>Keeps the seconds of the last three windows, never more than the cap. Not thread-safe.
 *
 * @param <T> the latencies of one second
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SteadyState<T> {

    /** The cap that is usual. */
    public static final Duration USUAL_CAP = Duration.ofMinutes(3);

    /** The shortest cap. */
    public static final Duration SHORTEST_CAP = Duration.ofSeconds(60);

    private static final int EARLIEST = 30;
    private static final int LEAST_WINDOW = 10;
    private static final int LEAST_SAMPLES = 200;
    private static final int GROWTH = 5;
    private static final double NEIGHBOURS = 0.05;
    private static final double ENDS = 0.075;
    private static final int IN_A_ROW = 3;
    private static final double COMPILING = 0.02;
    private static final int LONGEST_DELAY = 30;

    private final ToDoubleFunction<List<T>> median;
    private final boolean closed;
    private final int cap;
    private final List<T> latencies = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private int seconds;
    private long samples;
    private int agreed;
    private int delayed;
    private double moved = Double.NaN;
    private State state = State.WARMING_UP;

    /** How far the warm-up has come. */
    public enum State {
        /** Not settled yet. */
        WARMING_UP,
        /** Settled: measure from now on. */
        SETTLED,
        /** Not settled within the cap: measure all the same. */
        NOT_SETTLED
    }

    /**
     * Begins when the load has reached its height: a ramp is no warm-up.
     *
     * @param median p50 of several seconds merged, in any unit; zero or NaN if they hold no sample
     * @param closed whether users wait for answers, so that throughput shows the system's speed too
     * @param cap how long to wait, at least 60 s
     * @throws IllegalArgumentException if the cap is shorter
     */
    public SteadyState(ToDoubleFunction<List<T>> median, boolean closed, Duration cap) {
        if (cap.compareTo(SHORTEST_CAP) < 0) {
            throw new IllegalArgumentException("cap was " + cap.toMillis() + " ms but must be at least 60 s");
        }
        this.median = median;
        this.closed = closed;
        this.cap = (int) Math.min(cap.toSeconds(), Integer.MAX_VALUE);
    }

    /**
     * Takes the next second.
     *
     * @param second latencies of the successes that ended in it
     * @param completions their number
     * @param compiling share of one processor that the JIT compiler of the target's JVM took over the last 10 s; zero if it
     *     cannot be read. Above 2 % it delays the end, by 30 s at most.
     * @return the state after it; once settled or not settled, it stays so
     */
    public State accept(T second, long completions, double compiling) {
        if (state != State.WARMING_UP) {
            return state;
        }
        seconds++;
        samples += completions;
        latencies.add(second);
        counts.add(completions);
        int window = window();
        while (latencies.size() > Math.max(3 * window, EARLIEST) && latencies.size() > 3 * cap / GROWTH) {
            latencies.remove(0);
            counts.remove(0);
        }
        boolean agree = seconds >= EARLIEST && 3 * window <= latencies.size() && agree(window);
        agreed = agree ? agreed + 1 : 0;
        if (agreed >= IN_A_ROW) {
            if (compiling > COMPILING && delayed < LONGEST_DELAY) {
                delayed++;
            } else {
                state = State.SETTLED;
            }
        }
        if (state == State.WARMING_UP && seconds >= cap) {
            state = State.NOT_SETTLED;
        }
        if (state != State.WARMING_UP) {
            latencies.clear();
            counts.clear();
        }
        return state;
    }

    private int window() {
        double bySamples = samples == 0 ? cap : Math.ceil(Math.min((double) LEAST_SAMPLES * seconds / samples, cap));
        return (int) Math.max(Math.max(LEAST_WINDOW, bySamples), Math.ceil((double) seconds / GROWTH));
    }

    private boolean agree(int window) {
        double[] logs = new double[3];
        double[] rates = new double[3];
        for (int w = 0; w < 3; w++) {
            int to = latencies.size() - (2 - w) * window;
            logs[w] = Math.log(median.applyAsDouble(latencies.subList(to - window, to)));
            rates[w] = Math.log(counts.subList(to - window, to).stream()
                    .mapToDouble(Long::doubleValue)
                    .sum());
        }
        moved = Math.expm1(distance(logs));
        if (closed) {
            moved = Math.max(moved, Math.expm1(distance(rates)));
        }
        return near(logs) && (!closed || near(rates));
    }

    private static double distance(double[] logs) {
        return Math.max(Math.abs(logs[2] - logs[1]), Math.abs(logs[2] - logs[0]));
    }

    private static boolean near(double[] logs) {
        return Math.abs(logs[2] - logs[1]) < NEIGHBOURS && Math.abs(logs[2] - logs[0]) < ENDS;
    }

    /**
     * Returns how far the last three windows were apart, p50 or in a closed model the throughput.
     *
     * @return a share such as 0.09 for 9 %; NaN or infinite if they had no samples, NaN before they were complete
     */
    public double moved() {
        return moved;
    }

    /**
     * Returns how long the warm-up took.
     *
     * @return seconds so far, or until it ended
     */
    public Duration took() {
        return Duration.ofSeconds(seconds);
    }
}
