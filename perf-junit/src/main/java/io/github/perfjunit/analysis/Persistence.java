// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * Whether a service at one step of load is persistently beyond its limit: the limit of a percentile, or that of the share
 * of errors.
 *
 * <p>The step is cut into as many windows as there are 5 s in its planned length, from 10 to 60. When it is lengthened,
 * so are its windows, for longer ones decide more clearly near the limit. It is missed if the share of requests beyond
 * the limit is too high over the whole step <em>and</em> in most windows; a few stalls alone make it {@link
 * Verdict#HELD_IN_BURSTS}. In doubt the step is to be lengthened, to three times its length at most. Requests of one
 * second are not independent, so the interval of the share is that of the means of ten blocks (Schmeiser 1982: few
 * batches and Student's t), and not narrower than that of independent requests.
 *
 * <p>This answers whether the service can carry this load; a plain percentile over the whole step answers what users felt.
 * A window with no request at all, where five or more were to be expected, is a window beyond the limit: a service that
 * no longer answers holds no step.
 *
 * @param verdict the conclusion
 * @param share share of the requests beyond the limit, from 0 to 1; zero if there is no request
 * @param low lower end of the 98 % interval of that share
 * @param high its upper end
 * @param windowsOver number of windows beyond the limit
 * @param windows number of windows
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Persistence(Verdict verdict, double share, double low, double high, int windowsOver, int windows) {

    /** How many times its planned length a step may last until it is decided. */
    public static final int LONGEST = 3;

    /** Share of what was offered that must be done. */
    private static final double DELIVERED = 0.95;

    private static final Duration SHORTEST_SETTLE = Duration.ofSeconds(5);
    private static final int BLOCKS = 10;
    private static final int MOST_WINDOWS = 60;
    private static final int WINDOW_SECONDS = 5;

    /** t(0.99) with nine degrees of freedom. */
    private static final double T = StudentT.exceededBy(0.01, BLOCKS - 1);

    private static final double MOST = 0.7;
    private static final double HALF = 0.5;
    private static final double FEW = 0.3;

    /** With five requests expected, a window has none in one of 150 cases (Poisson). */
    private static final double SILENT_EXPECTED = 5;

    /** Probability that all samples are on one side of the limit although its percentile is not. */
    private static final double ONE_SIDED = 0.025;

    /** The conclusion about a step, from the best to the worst. */
    public enum Verdict {
        /** The limit was kept. */
        HELD,
        /** The limit was kept in most windows, but stalls in a few of them brought the whole step beyond it. */
        HELD_IN_BURSTS,
        /** The step was too short, or had too few requests, even after it was lengthened. */
        TOO_FEW,
        /** It is not clear yet: lengthen the step by its planned length and judge again. */
        LENGTHEN,
        /** The service is persistently beyond the limit. */
        MISSED
    }

    /**
     * Returns how long a step settles before it is judged.
     *
     * @param p99Before p99 of the step before; zero for the first one
     * @return twice that, at least 5 s
     */
    public static Duration settleTime(Duration p99Before) {
        Duration twice = p99Before.multipliedBy(2);
        return twice.compareTo(SHORTEST_SETTLE) > 0 ? twice : SHORTEST_SETTLE;
    }

    /**
     * Judges a step by a limit.
     *
     * <p>At least 10 s are needed, and to be held so many requests that at least one of them would probably show it if
     * the step were beyond the limit (72 at p95, 368 at p99). A miss is told with fewer.
     *
     * @param over for each second since the step settled, the number of requests that ended in it beyond the limit; failed
     *     ones and ones that were cut off beyond the limit belong to them
     * @param total for each of these seconds, the number of all requests that ended in it
     * @param allowed share of the requests that may be beyond the limit: 0.05 for p95, the error rate for errors; with
     *     zero, one is a miss
     * @param plannedSeconds planned length of the step, without the time to settle
     * @return the judgement; {@link Verdict#LENGTHEN} only while the step is shorter than three times its planned length
     * @throws IllegalArgumentException if the arrays differ in length, a second has more requests beyond the limit than
     *     requests, the share is not from 0 to below 1 or the planned length is not above zero
     */
    public static Persistence judge(long[] over, long[] total, double allowed, int plannedSeconds) {
        check(over, total);
        if (!(allowed >= 0 && allowed < 1)) {
            throw new IllegalArgumentException("allowed was " + allowed + " but must be from 0 to below 1");
        }
        if (plannedSeconds <= 0) {
            throw new IllegalArgumentException("plannedSeconds was " + plannedSeconds + " but must be above zero");
        }
        boolean last = over.length >= LONGEST * plannedSeconds;
        double n = Arrays.stream(total).sum();
        double beyond = Arrays.stream(over).sum();
        double share = n == 0 ? 0 : beyond / n;
        if (allowed == 0 && beyond > 0) {
            return new Persistence(Verdict.MISSED, share, share, share, 0, 0);
        }
        if (over.length < BLOCKS || n == 0) {
            return new Persistence(
                    last || over.length < plannedSeconds ? Verdict.TOO_FEW : Verdict.LENGTHEN, share, 0, 1, 0, 0);
        }
        double half = T * standardError(over, total, share, allowed);
        double low = Math.max(0, share - half);
        double high = Math.min(1, share + half);
        int windows = Math.min(windows(plannedSeconds), over.length);
        int silent = 0;
        int windowsOver = 0;
        for (int w = 0; w < windows; w++) {
            double there = sum(total, w, windows);
            boolean none = there == 0 && n / windows >= SILENT_EXPECTED;
            silent += none ? 1 : 0;
            windowsOver += none || sum(over, w, windows) > allowed * there ? 1 : 0;
        }
        Windows counted = new Windows((double) windowsOver / windows, (double) silent / windows);
        Verdict verdict = verdict(share, low, high, allowed, counted, last, enough(n, allowed));
        return new Persistence(verdict, share, low, high, windowsOver, windows);
    }

    /** Shares of the windows: of those beyond the limit, and of those in which nothing ended. */
    private record Windows(double over, double silent) {}

    private static Verdict verdict(
            double share, double low, double high, double allowed, Windows windows, boolean last, boolean enough) {
        boolean exceeds = share > allowed;
        boolean missed = (exceeds && (windows.over >= MOST || (low > allowed && windows.over >= HALF)))
                || windows.silent >= HALF;
        if (missed || (last && exceeds && windows.over >= HALF)) {
            return Verdict.MISSED;
        }
        boolean held = windows.over <= FEW || (high < allowed && windows.silent <= FEW);
        if (!held && !last) {
            return Verdict.LENGTHEN;
        }
        if (!enough) {
            return last ? Verdict.TOO_FEW : Verdict.LENGTHEN;
        }
        return exceeds ? Verdict.HELD_IN_BURSTS : Verdict.HELD;
    }

    /**
     * Judges whether what a step offered was done: dropped iterations, and those that still wait, are not. The rule is the
     * one of the other limits: a single dropped iteration is no miss, as one slow request is none; it is one if in at
     * least half of the windows less than 95 % was done.
     *
     * @param done for each second since the step settled, the number of iterations that ended in it
     * @param offered for each of these seconds, the number that was due in it
     * @return {@link Verdict#HELD}, {@link Verdict#MISSED} or, under 10 s or with nothing offered, {@link Verdict#TOO_FEW};
     *     the share is that of what was not done
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public static Persistence judgeDelivery(long[] done, long[] offered) {
        requireSameLength(done, offered);
        double due = Arrays.stream(offered).sum();
        if (done.length < BLOCKS || due == 0) {
            return new Persistence(Verdict.TOO_FEW, 0, 0, 1, 0, 0);
        }
        double share = Math.max(0, 1 - Arrays.stream(done).sum() / due);
        int windows = windows(done.length);
        int windowsOver = 0;
        for (int w = 0; w < windows; w++) {
            windowsOver += sum(done, w, windows) < DELIVERED * sum(offered, w, windows) ? 1 : 0;
        }
        Verdict verdict = windowsOver >= HALF * windows ? Verdict.MISSED : Verdict.HELD;
        return new Persistence(verdict, share, share, share, windowsOver, windows);
    }

    /**
     * Combines the judgements of all limits of a step: one that misses decides.
     *
     * @param limits judgements in the order of the limits
     * @return the first one of the worst verdict
     * @throws IllegalArgumentException if there is none
     */
    public static Persistence worst(List<Persistence> limits) {
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("limits were none but must be at least one");
        }
        Persistence worst = limits.get(0);
        for (Persistence limit : limits) {
            worst = limit.verdict.compareTo(worst.verdict) > 0 ? limit : worst;
        }
        return worst;
    }

    /**
     * Returns the verdict in words.
     *
     * @return such as {@code held, in bursts over the limit (2 of 12 windows)}
     */
    public String text() {
        return switch (verdict) {
            case HELD -> "held";
            case HELD_IN_BURSTS -> "held, in bursts over the limit (" + counted() + ")";
            case TOO_FEW -> "too few requests to tell";
            case LENGTHEN -> "not clear yet";
            case MISSED -> windows == 0 ? "missed" : "missed (over the limit in " + counted() + ")";
        };
    }

    private String counted() {
        return String.format(Locale.ROOT, "%d of %d windows", windowsOver, windows);
    }

    /** With nothing allowed there is no percentile: any number will do, for any one beyond it is a miss. */
    private static boolean enough(double n, double allowed) {
        return allowed == 0 || n >= Math.log(ONE_SIDED) / Math.log1p(-allowed);
    }

    /** Of the ratio of two sums, by ten blocks; at least that of independent requests. */
    private static double standardError(long[] over, long[] total, double share, double allowed) {
        double n = Arrays.stream(total).sum();
        double squares = 0;
        for (int b = 0; b < BLOCKS; b++) {
            double excess = sum(over, b, BLOCKS) - share * sum(total, b, BLOCKS);
            squares += excess * excess;
        }
        double blocks = Math.sqrt(squares * BLOCKS / (BLOCKS - 1.0)) / n;
        double binomial = Math.sqrt(share * (1 - share) / n);
        double atLimit = Math.sqrt(allowed * (1 - allowed) / n) / 2;
        return Math.max(blocks, Math.max(binomial, atLimit));
    }

    private static int windows(int seconds) {
        return Math.min(Math.max(seconds / WINDOW_SECONDS, BLOCKS), MOST_WINDOWS);
    }

    /** Returns the sum over one of several parts of equal length. */
    private static double sum(long[] seconds, int part, int parts) {
        long sum = 0;
        int end = (int) ((part + 1L) * seconds.length / parts);
        for (int i = (int) ((long) part * seconds.length / parts); i < end; i++) {
            sum += seconds[i];
        }
        return sum;
    }

    private static void check(long[] over, long[] total) {
        requireSameLength(over, total);
        for (int i = 0; i < over.length; i++) {
            if (over[i] < 0 || over[i] > total[i]) {
                throw new IllegalArgumentException(
                        "over was " + over[i] + " in second " + i + " but must be from 0 to total, " + total[i]);
            }
        }
    }

    private static void requireSameLength(long[] one, long[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(
                    "arrays had " + one.length + " and " + other.length + " seconds but must have as many");
        }
    }
}
