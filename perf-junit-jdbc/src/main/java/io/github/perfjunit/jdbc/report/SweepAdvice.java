// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.analysis.Knee;
import io.github.perfjunit.metrics.FigureFormat;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses a size from a sweep and says why. */
final class SweepAdvice {

    /** Within this share of the best throughput, a size is as good. */
    private static final double AS_GOOD = 0.95;

    private static final double CHANGED = 0.1;

    private SweepAdvice() {}

    /** Returns the smallest size that is as good as the best, among those that held their objectives. */
    static Optional<SweepStep> choice(List<SweepStep> rising) {
        List<SweepStep> held = rising.stream()
                .filter(step -> step.held() && step.throughput() > 0)
                .toList();
        double best = held.stream().mapToDouble(SweepStep::throughput).max().orElse(0);
        return held.stream().filter(step -> step.throughput() >= AS_GOOD * best).findFirst();
    }

    static String of(List<SweepStep> rising, Optional<Knee> knee, Optional<SweepStep> choice) {
        if (choice.isEmpty()) {
            return "no size held its objectives" + knee.map(SweepAdvice::shape).orElse("; no transaction ended well");
        }
        SweepStep chosen = choice.get();
        SweepStep compared = comparison(rising, chosen);
        String reason = compared == null
                ? " is the only size that worked"
                : ": " + compared.size() + " gives " + difference(compared.throughput(), chosen.throughput(), compared)
                        + latency(compared.p95(), chosen.p95());
        return chosen.size() + reason + knee.map(SweepAdvice::shape).orElse("");
    }

    /** Returns the next larger size, which shows what more would bring; for the largest one, the best smaller one. */
    private static @Nullable SweepStep comparison(List<SweepStep> rising, SweepStep chosen) {
        return rising.stream()
                .filter(step -> step.size() > chosen.size() && step.throughput() > 0)
                .findFirst()
                .or(() -> rising.stream()
                        .filter(step -> step.size() < chosen.size() && step.throughput() > 0)
                        .max(Comparator.comparingDouble(SweepStep::throughput)))
                .orElse(null);
    }

    private static String difference(double other, double chosen, SweepStep compared) {
        long percent = Math.round(100 * Math.abs(other / chosen - 1));
        String more = percent == 0 ? "the same throughput" : percent + " % " + (other > chosen ? "more" : "less");
        return compared.held() ? more : more + " and misses its objectives,";
    }

    private static String latency(Duration other, Duration chosen) {
        if (other.isZero() || chosen.isZero()) {
            return "";
        }
        double ratio = (double) other.toNanos() / chosen.toNanos();
        if (Math.abs(ratio - 1) < CHANGED) {
            return " at the same p95 (" + FigureFormat.duration(other) + ")";
        }
        return " at " + String.format(Locale.ROOT, ratio < CHANGED ? "%.2f" : "%.1f", ratio) + " times the p95 ("
                + FigureFormat.duration(other) + " against " + FigureFormat.duration(chosen) + ")";
    }

    private static String shape(Knee knee) {
        String where = String.format(Locale.ROOT, "%.0f", knee.load());
        return switch (knee.shape()) {
            case KNEE -> "; the knee is at about " + where;
            case PEAK -> "; throughput is highest at about " + where + " and falls beyond";
            case GROWING -> "; no knee: throughput still grew at the largest size, " + where;
            case LEVEL ->
                "; throughput is the same at every size: the pool is not what limits it from " + where + " on";
            case UNCLEAR -> "; the sizes scatter too much to show a knee: longer steps would help";
            case TOO_FEW -> "; a knee shows from four sizes on";
        };
    }
}
