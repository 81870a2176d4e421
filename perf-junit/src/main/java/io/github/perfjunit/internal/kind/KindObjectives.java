// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.Objective.Metric;
import io.github.perfjunit.spi.KindSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The limits by which parts of a load are judged one by one. */
final class KindObjectives {

    private KindObjectives() {}

    /** Returns the limits, with the default for errors if none is set; reports objectives that parts cannot be held to. */
    static List<Objective> read(KindSettings settings) {
        String kind = settings.kind();
        List<Objective> limits = new ArrayList<>();
        for (Objective objective : settings.objectives()) {
            boolean requests = objective.about() == Objective.About.REQUESTS;
            boolean judged = isOfTimes(objective) || objective.metric() == Metric.ERROR_RATE;
            if (!requests || !judged) {
                settings.problem("@Slo limits " + name(objective) + " of " + subject(objective) + " but beside " + kind
                        + " it must limit percentiles, shares within a time and errors alone, by which each part of the load is"
                        + " judged");
            }
            if (objective.abort() != null) {
                settings.problem("@Slo.abort was 'true' for " + name(objective) + " of " + subject(objective)
                        + " but must not be set beside " + kind + ", which ends by itself");
            }
            limits.add(objective);
        }
        if (limits.stream()
                .noneMatch(o -> o.metric() == Metric.ERROR_RATE && o.request().isEmpty())) {
            limits.add(new Objective("", Metric.ERROR_RATE, 0, 0, null));
        }
        if (limits.stream().allMatch(o -> o.metric() == Metric.ERROR_RATE && o.limit() >= 100)) {
            settings.problem(
                    "@Slo allows every request to fail and limits nothing else but must limit something beside "
                            + kind);
        }
        return limits;
    }

    /** Returns the limit for failures of all requests, in percent. */
    static double errorLimit(List<Objective> limits) {
        return limits.stream()
                .filter(o -> o.metric() == Metric.ERROR_RATE && o.request().isEmpty())
                .mapToDouble(Objective::limit)
                .findFirst()
                .orElse(0);
    }

    static boolean hasLatency(List<Objective> limits) {
        return limits.stream().anyMatch(KindObjectives::isOfTimes);
    }

    /** The persistence rule asks for a share of requests beyond a limit, which both of them are. */
    static boolean isOfTimes(Objective objective) {
        return objective.metric() == Metric.PERCENTILE || objective.metric() == Metric.WITHIN;
    }

    static String name(Objective objective) {
        return objective.metric() == Metric.PERCENTILE
                ? "p"
                        + BigDecimal.valueOf(objective.percentile())
                                .stripTrailingZeros()
                                .toPlainString()
                : objective.metric().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String subject(Objective objective) {
        return objective.request().isEmpty() ? LoadResult.ALL_REQUESTS : objective.request();
    }
}
