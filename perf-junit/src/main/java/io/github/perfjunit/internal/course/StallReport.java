// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.course;

import io.github.perfjunit.analysis.HiddenStalls;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.PrintableText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stalls of one scenario, and what users at a steady rate would have seen of them. It is shown, never judged.
 *
 * @param seen the stalls
 * @param recordedNanos p99 of the requests that ended well; NaN if there are none
 * @param steadyNanos the same at a steady rate; NaN if it is not worth telling or cannot be told
 * @param hidden whether the recorded one hides them; null if that cannot be told
 */
record StallReport(
        SeenStalls seen,
        double recordedNanos,
        double steadyNanos,
        @Nullable Boolean hidden) {

    private static final double QUANTILE = 0.99;
    private static final int LONGEST_NAME = 60;

    /** A figure from a model has no more digits than that. */
    private static final MathContext ABOUT = new MathContext(2);

    /**
     * Works out what a steady rate would have shown: one request of each user in each of its cycles. A cycle is the mean
     * time from one request of a user to its next outside of stalls, so pauses in the code of users are part of it.
     *
     * @param steady whether the load was the same all along; otherwise there is no such rate
     */
    static StallReport of(SeenStalls seen, LoadResult result, boolean steady) {
        Measurements measured = result.scenario(seen.scenario());
        LatencySummary latency = measured.latency();
        if (latency.isEmpty()) {
            return new StallReport(seen, Double.NaN, Double.NaN, null);
        }
        double recorded = latency.percentile(100 * QUANTILE).toNanos();
        Duration median = latency.percentile(50);
        Duration mean = seen.userTime().dividedBy(measured.count());
        Duration cycle = median.compareTo(mean) > 0 ? median : mean;
        if (!steady || cycle.isZero()) {
            return new StallReport(seen, recorded, Double.NaN, null);
        }
        Map<Duration, Long> counts = latency.counts();
        double corrected = HiddenStalls.corrected(
                counts.keySet().stream().mapToDouble(Duration::toNanos).toArray(),
                counts.values().stream().mapToLong(Long::longValue).toArray(),
                cycle,
                QUANTILE);
        boolean hidden = HiddenStalls.isWorthTelling(corrected, recorded);
        return new StallReport(seen, recorded, hidden ? corrected : Double.NaN, hidden);
    }

    String scenario() {
        return seen.scenario();
    }

    String text(boolean several) {
        boolean one = seen.count() == 1;
        String longest = (one ? " (" : " (longest ") + FigureFormat.duration(seen.longest()) + ")";
        return (several ? PrintableText.compact(scenario(), LONGEST_NAME) + ", " : "") + "closed model: "
                + FigureFormat.count(seen.count(), "stall") + " stopped " + users() + longest
                + (one ? "; each user saw it once" : "; each user saw each stall once") + figures(one);
    }

    private String users() {
        boolean all = seen.first().stream().allMatch(stall -> stall.users() == stall.active());
        int most =
                seen.first().stream().mapToInt(HiddenStalls.Stall::active).max().orElse(0);
        return (all ? "all " : "at least 80 % of ") + FigureFormat.count(most, "user");
    }

    private String figures(boolean one) {
        if (hidden == null) {
            return "";
        }
        String p99 = "p99 " + FigureFormat.duration(Duration.ofNanos((long) recordedNanos));
        return hidden
                ? ", so " + p99 + " hides " + (one ? "it" : "them") + ". At a steady arrival rate p99 would be about "
                        + FigureFormat.millis(
                                new BigDecimal(steadyNanos / 1e6).round(ABOUT).doubleValue())
                : ". " + p99 + " would be much the same at a steady arrival rate";
    }

    Map<String, ?> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("scenario", scenario());
        data.put("count", seen.count());
        data.put("longestMs", seen.longest().toMillis());
        if (!Double.isNaN(recordedNanos)) {
            data.put("p99Ms", recordedNanos / 1e6);
        }
        if (!Double.isNaN(steadyNanos)) {
            data.put("p99AtSteadyRateMs", steadyNanos / 1e6);
        }
        List<Map<String, ?>> first = new ArrayList<>();
        for (HiddenStalls.Stall stall : seen.first()) {
            first.add(Map.of(
                    "fromMs", stall.fromMillis(),
                    "lengthMs", stall.length().toMillis(),
                    "users", stall.users(),
                    "activeUsers", stall.active()));
        }
        data.put("first", first);
        return data;
    }
}
