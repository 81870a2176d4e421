// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Scope;
import java.util.Optional;

/**
 * A figure of a gauge over the measured time. Without values in at least half of the measured seconds there is no verdict
 * on it.
 *
 * @param result the load
 * @param gauge name of the gauge
 * @param figure the figure
 */
record GaugeFigure(LoadResult result, String gauge, MonitorObjective.Figure figure) {

    static ObjectiveResult judge(LoadResult result, MonitorObjective objective) {
        GaugeFigure figure = new GaugeFigure(result, objective.gauge(), objective.figure());
        return figure.measured(objective.unit())
                .judge(
                        figure.scope(),
                        figure.measure(),
                        objective.figure().operator(),
                        new Limit(objective.limit(), objective.limitText()),
                        figure.unit());
    }

    Scope scope() {
        return Scope.extra("monitor " + gauge);
    }

    Measure measure() {
        return Measure.of(Measure.Kind.EXTRA, figure.text());
    }

    String unit() {
        return summary().map(MonitorSummary::unit).orElse("");
    }

    private Optional<MonitorSummary> summary() {
        return result.monitors().stream()
                .filter(summary -> summary.name().equals(gauge))
                .findFirst();
    }

    CheckedFigure checked() {
        return CheckedFigure.plain(result, scope(), measure(), unit(), measured(""), "sample");
    }

    private MeasuredValue measured(String unitOfLimit) {
        Optional<MonitorSummary> known = summary();
        if (known.isEmpty()) {
            return MeasuredValue.noData(SloText.unknown(
                    "monitor",
                    SloText.names(
                            result.monitors().stream().map(MonitorSummary::name).toList())));
        }
        MonitorSummary summary = known.get();
        if (summary.samples() == 0) {
            return MeasuredValue.noData("it had no value in the measured time");
        }
        double value = value(summary);
        if (!unitOfLimit.isEmpty() && !unitOfLimit.equals(summary.unit())) {
            String own = summary.unit().isEmpty() ? "none" : "'" + SloText.name(summary.unit()) + "'";
            return inconclusive(
                    value, summary, "the limit has the unit '" + unitOfLimit + "' but the monitor has " + own);
        }
        long seconds = Math.round(result.all().duration().toMillis() / 1000.0);
        if (2 * summary.samples() < seconds) {
            return inconclusive(
                    value,
                    summary,
                    "it had a value in " + FigureFormat.count(summary.samples()) + " of "
                            + FigureFormat.count(seconds, "measured second") + ", and half of them are needed");
        }
        return MeasuredValue.of(value, summary.samples());
    }

    private static MeasuredValue inconclusive(double value, MonitorSummary summary, String why) {
        return new MeasuredValue(value, summary.samples(), ObjectiveResult.State.INCONCLUSIVE, why);
    }

    private double value(MonitorSummary summary) {
        return switch (figure) {
            case MAX -> summary.max();
            case MEAN -> summary.mean();
            case MIN -> summary.min();
            case LAST -> summary.last();
        };
    }
}
