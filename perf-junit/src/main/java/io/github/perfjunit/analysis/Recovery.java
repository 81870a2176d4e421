// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Whether and when a system returned to its base after a disturbance, such as a spike of load or a fault.
 *
 * <p>The base is the median of the windows' p95 before the disturbance. A bad episode is three or more windows in a row
 * that are over the limit, a multiple of the base, or have more failures than the base would explain, or no success, or
 * more work waiting than that multiple of the base, or of one.
 * The search runs backwards from the end: recovery is the end of the last bad episode, so that a relapse counts.
 * Shorter runs of bad windows are stalls, which a healthy system has as well. The base and the quiet period after
 * recovery should last 30 s; in shorter runs five windows are enough, and the remark mentions it.
 *
 * @param verdict the conclusion
 * @param after from the end of the disturbance to recovery, zero if the disturbance left no trace; without recovery, how
 *     long was observed
 * @param baseP95Nanos p95 of the base in nanoseconds; zero if there is none
 * @param remark why there is no recovery, or the reason for doubt; empty if there is none
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Recovery(Verdict verdict, Duration after, double baseP95Nanos, String remark) {

    /** Length of a base and a quiet period that leaves no doubt. */
    private static final Duration FULL = Duration.ofSeconds(30);

    /**
     * Observation time from which a quiet period shorter than {@link #FULL} does not count, because there was time for
     * more.
     */
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Minimum number of windows in a base and in a quiet period. */
    static final int LEAST_WINDOWS = 5;

    /** Number of bad windows in a row that is more than a stall. */
    private static final int EPISODE = 3;

    /** Minimum number of samples for a window's p95. */
    private static final double SAMPLES = 20;

    /** Number of standard errors by which a window's failures may exceed those of the base. */
    private static final double EXCESS = 3;

    private static final double LEAST_BASE_NANOS = 1000;

    /** The conclusion about a recovery. */
    public enum Verdict {
        /** The system returned to its base and stayed there. */
        RECOVERED,
        /** The system had not returned to its base when observation ended. */
        NOT_RECOVERED,
        /** Too little was observed before or after. */
        TOO_SHORT
    }

    /**
     * The samples that ended within one window of time.
     *
     * @param succeeded successes
     * @param failed failures
     * @param p95Nanos p95 of the successes in nanoseconds; any value if there are none
     * @param waiting what was due at its end and had not been started, such as iterations without a free user
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Window(long succeeded, long failed, double p95Nanos, long waiting) {

        /**
         * Creates a window of a load in which nothing waits.
         *
         * @param succeeded successes
         * @param failed failures
         * @param p95Nanos p95 of the successes in nanoseconds; any value if there are none
         */
        public Window(long succeeded, long failed, double p95Nanos) {
            this(succeeded, failed, p95Nanos, 0);
        }
    }

    /**
     * Returns how long to watch after a disturbance.
     *
     * @param disturbance its length
     * @return three times that, at least a minute
     */
    public static Duration observation(Duration disturbance) {
        return longer(LONG, disturbance.multipliedBy(3));
    }

    /**
     * Returns the window length for a load.
     *
     * @param perSecond its usual completions per second, above zero
     * @return whole seconds in which 20 of them are expected, at least one
     * @throws IllegalArgumentException if the rate is not above zero
     */
    public static Duration windowLength(double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("perSecond was " + perSecond + " but must be above zero");
        }
        return Duration.ofSeconds(Math.max(1, (long) Math.ceil(Math.min(SAMPLES / perSecond, 1e9))));
    }

    /**
     * Decides about a disturbance.
     *
     * @param before windows up to its beginning, in order of time
     * @param during windows from its beginning to its end
     * @param after windows from its end to the end of observation
     * @param window length of each of them, see {@link #windowLength(double)}
     * @param limit how many times the base a window's p95 may be, such as 2
     * @return the decision; equal for equal windows
     * @throws IllegalArgumentException if a window has no length
     */
    public static Recovery judge(
            List<Window> before, List<Window> during, List<Window> after, Duration window, double limit) {
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("window was " + window.toMillis() + " ms but must be above zero");
        }
        Base base = Base.of(before, window);
        Duration observed = window.multipliedBy(after.size());
        if (base.windows < LEAST_WINDOWS) {
            return new Recovery(Verdict.TOO_SHORT, observed, 0, noBase(base, window));
        }
        List<Window> watched = new ArrayList<>(during);
        watched.addAll(after);
        int steady = Math.max(during.size(), lastEpisodeEnd(watched, base, limit));
        int quietWindows = watched.size() - steady;
        Duration quiet = window.multipliedBy(quietWindows);
        Duration needed = longer(FULL, window.multipliedBy(LEAST_WINDOWS));
        Duration took = window.multipliedBy(steady - during.size());
        if (quiet.compareTo(needed) >= 0) {
            return new Recovery(Verdict.RECOVERED, took, base.p95, base.doubt(window));
        }
        if (observed.compareTo(LONG) >= 0 || (quietWindows == 0 && !after.isEmpty())) {
            String remark = "not recovered within the " + seconds(observed) + " observed";
            return new Recovery(Verdict.NOT_RECOVERED, observed, base.p95, remark);
        }
        if (quietWindows < LEAST_WINDOWS) {
            String remark = "only " + seconds(quiet) + " of quiet were seen, "
                    + seconds(window.multipliedBy(LEAST_WINDOWS)) + " are needed";
            return new Recovery(Verdict.TOO_SHORT, observed, base.p95, remark);
        }
        String doubt = base.doubt(window);
        String remark = (doubt.isEmpty() ? "" : doubt + "; ") + "only " + seconds(quiet) + " of quiet were seen";
        return new Recovery(Verdict.RECOVERED, took, base.p95, remark);
    }

    static String noBase(Base base, Duration window) {
        return "no base: " + LEAST_WINDOWS + " windows of " + seconds(window) + " with successes are needed before, "
                + base.windows + " were seen";
    }

    /** Returns the index after the last bad episode; zero if there is none. */
    private static int lastEpisodeEnd(List<Window> windows, Base base, double limit) {
        int bad = 0;
        for (int i = windows.size() - 1; i >= 0; i--) {
            bad = base.isBad(windows.get(i), limit) ? bad + 1 : 0;
            if (bad == EPISODE) {
                return i + EPISODE;
            }
        }
        return 0;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() / 1000.0 + " s";
    }

    /** Returns the base: the last 30 s before the disturbance, or five windows if they are longer. */
    record Base(int windows, double p95, double failedShare, double waiting) {

        static Base of(List<Window> before, Duration window) {
            long full = (FULL.toNanos() + window.toNanos() - 1) / window.toNanos();
            int taken = (int) Math.min(before.size(), Math.max(full, LEAST_WINDOWS));
            List<Window> last = before.subList(before.size() - taken, before.size());
            double[] usual = last.stream()
                    .filter(w -> w.succeeded > 0)
                    .mapToDouble(Window::p95Nanos)
                    .toArray();
            if (usual.length == 0) {
                return new Base(0, 0, 0, 0);
            }
            double waiting =
                    Medians.of(last.stream().mapToDouble(Window::waiting).toArray());
            long failed = last.stream().mapToLong(Window::failed).sum();
            long all = failed + last.stream().mapToLong(Window::succeeded).sum();
            double p95 = Math.max(Medians.of(usual), LEAST_BASE_NANOS);
            return new Base(usual.length, p95, (double) failed / all, waiting);
        }

        boolean isBad(Window window, double limit) {
            if (window.succeeded == 0
                    || window.p95Nanos > limit * p95
                    || window.waiting > limit * Math.max(waiting, 1)) {
                return true;
            }
            double expected = failedShare * (window.succeeded + window.failed);
            return window.failed > expected + EXCESS * Math.sqrt(expected * (1 - failedShare));
        }

        String doubt(Duration window) {
            Duration length = window.multipliedBy(windows);
            return length.compareTo(FULL) >= 0 ? "" : "the base is only " + seconds(length) + " long";
        }
    }
}
