// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.Drift;
import io.github.perfjunit.kind.SoakFigure;
import io.github.perfjunit.kind.SoakFigure.Verdict;
import io.github.perfjunit.metrics.FigureFormat;
import java.time.Duration;

/** From the statistics of a figure to the verdict of a soak: only a change for the worse is a drift. */
final class SoakJudgement {

    /** A shorter run says nothing about an hour. */
    private static final Duration LEAST_FOR_AN_HOUR = Duration.ofMinutes(10);

    private SoakJudgement() {}

    /**
     * Judges a figure.
     *
     * @param unit percent of the beginning, or points of a share
     * @param moreIsBetter true for throughput
     * @param obstacle why there can be no verdict; empty if there can be one
     */
    static SoakFigure of(String name, Drift drift, String unit, boolean moreIsBetter, String obstacle) {
        boolean better = moreIsBetter == drift.change() > 0;
        Verdict verdict =
                switch (drift.verdict()) {
                    case STABLE -> Verdict.STABLE;
                    case DRIFTING -> better ? Verdict.STABLE : Verdict.DRIFTING;
                    case TOO_SHORT -> Verdict.TOO_SHORT_TO_TELL;
                };
        String remark = obstacle;
        if (remark.isEmpty() && drift.verdict() == Drift.Verdict.DRIFTING && better) {
            remark = "it changed for the better";
        } else if (remark.isEmpty() && verdict == Verdict.TOO_SHORT_TO_TELL) {
            remark = reason(drift);
        }
        return new SoakFigure(
                name,
                verdict,
                100 * drift.change(),
                100 * drift.low(),
                100 * drift.high(),
                drift.run().compareTo(LEAST_FOR_AN_HOUR) < 0 ? Double.NaN : 100 * drift.perHour(),
                100 * drift.tolerance(),
                unit,
                remark);
    }

    private static String reason(Drift drift) {
        Duration needed = drift.lengthForStable();
        if (needed.isZero()) {
            return "twelve parts of the run must have a value";
        }
        return needed.compareTo(drift.run()) > 0
                ? "a run of about " + FigureFormat.clock(needed.toMillis()) + " would tell"
                : "the change is near " + FigureFormat.percent(100 * drift.tolerance()) + ", which counts as a drift";
    }
}
