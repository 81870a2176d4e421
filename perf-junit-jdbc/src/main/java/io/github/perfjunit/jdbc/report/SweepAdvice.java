// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.analysis.Knee;
import io.github.perfjunit.metrics.FigureFormat;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why a size is recommended, and how sure that is. */
final class SweepAdvice {

    private static final double CHANGED = 0.1;

    private SweepAdvice() {}

    static String of(List<SweepStep> rising, Optional<Knee> knee, SweepChoice choice) {
        if (choice.chosen().isEmpty()) {
            return "no size held its objectives" + knee.map(SweepAdvice::shape).orElse("; no transaction ended well");
        }
        SweepStep chosen = choice.chosen().get();
        SweepStep compared = comparison(rising, chosen);
        String reason = compared == null
                ? " is the only size that worked"
                : ": " + compared.size() + " gives " + difference(compared.throughput(), chosen.throughput(), compared)
                        + latency(compared.p95(), chosen.p95());
        return chosen.size()
                + reason
                + doubt(choice, chosen, compared)
                + knee.map(SweepAdvice::shape).orElse("");
    }

    private static String doubt(SweepChoice choice, SweepStep chosen, @Nullable SweepStep compared) {
        if (compared == null) {
            return "";
        }
        if (!choice.spread().isKnown()) {
            return "; how far rounds of one size lie apart is not known, so this may be chance";
        }
        if (choice.close().isEmpty()) {
            return choice.undecided().isEmpty()
                    ? ""
                    : "; cannot tell here which of " + listed(choice.undecided())
                            + " come within 5 % of the best: longer or more rounds would help";
        }
        double most = choice.close().stream()
                .mapToDouble(step -> choice.spread().ratio(step, chosen) - 1)
                .max()
                .orElseThrow();
        return "; cannot tell " + chosen.size() + " from " + listed(choice.close())
                + " here: rounds of one size lie so far apart that up to " + FigureFormat.percent(100 * most)
                + " may be chance"
                + (choice.undecided().isEmpty() ? "" : ", longer or more rounds would help");
    }

    private static String listed(List<SweepStep> steps) {
        String last = Integer.toString(steps.get(steps.size() - 1).size());
        return steps.size() == 1
                ? last
                : steps.subList(0, steps.size() - 1).stream()
                                .map(step -> Integer.toString(step.size()))
                                .collect(Collectors.joining(", "))
                        + " and " + last;
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
        double percent = 100 * Math.abs(other / chosen - 1);
        String more = percent == 0
                ? "the same throughput"
                : (percent < 1 ? "less than 1" : Long.toString(Math.round(percent))) + " % "
                        + (other > chosen ? "more" : "less");
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
