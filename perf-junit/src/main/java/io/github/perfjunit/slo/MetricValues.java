// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.CustomMetric.Kind;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.RequestNames;
import io.github.perfjunit.metrics.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values of one metric of the bodies in the measured time, added up over scenarios and tags.
 *
 * @param result the load
 * @param name name of the metric, as in results
 * @param tags the tags that count; empty for all
 */
record MetricValues(LoadResult result, String name, Map<String, String> tags) {

    /** A figure of a metric. */
    enum Figure {
        SUM("sum", ""),
        PER_SECOND("throughput", "/s"),
        SHARE("share", "%"),
        PERCENTILE("percentiles", ""),
        MIN("min", ""),
        MAX("max", ""),
        MEAN("mean", ""),
        LAST("last value", "");

        private final String text;
        private final String unit;

        Figure(String text, String unit) {
            this.text = text;
            this.unit = unit;
        }

        boolean isOf(Kind kind) {
            return switch (this) {
                case SUM, PER_SECOND -> kind == Kind.COUNT;
                case SHARE -> kind == Kind.RATE;
                case PERCENTILE -> kind == Kind.TREND;
                case MIN, MAX, MEAN -> kind == Kind.GAUGE || kind == Kind.TREND;
                case LAST -> kind == Kind.GAUGE;
            };
        }

        String unit() {
            return unit;
        }

        String text(double percentile) {
            return this == PERCENTILE ? SampleMetric.name(Objective.Metric.PERCENTILE, percentile) : text;
        }
    }

    private static final double CONFIDENCE = 0.95;

    static MetricValues of(LoadResult result, String name) {
        return new MetricValues(result, RequestNames.stored(name), Map.of());
    }

    Scope scope() {
        return Scope.extra(new CustomMetric.Key("", name, tags, Kind.COUNT, Phase.MEASURE).text());
    }

    /** Returns the metrics of this name and these tags, in any phase. */
    private List<CustomMetric> own() {
        return result.data().metrics().stream()
                .filter(metric -> metric.key().name().equals(name)
                        && metric.key().tags().entrySet().containsAll(tags.entrySet()))
                .toList();
    }

    boolean isKnown() {
        return !own().isEmpty();
    }

    /** Says that there is no such metric and lists those that there are. */
    String unknown() {
        return SloText.unknown("metric", existing());
    }

    String existing() {
        return SloText.names(result.data().metrics().stream()
                .map(metric ->
                        tags.isEmpty() ? metric.key().name() : metric.key().text())
                .collect(Collectors.toSet()));
    }

    /**
     * Reads a figure.
     *
     * @param percentile only for {@link Figure#PERCENTILE}
     */
    MeasuredValue read(Figure figure, double percentile) {
        List<CustomMetric> own = own();
        if (own.isEmpty()) {
            return MeasuredValue.noData(unknown());
        }
        Kind kind = own.get(0).key().kind();
        if (!figure.isOf(kind)) {
            return MeasuredValue.noData("it is a " + kind.text() + ", which has " + figures(kind));
        }
        Optional<CustomMetric> measured = own.stream()
                .filter(metric -> metric.key().phase() == Phase.MEASURE)
                .reduce(CustomMetric::plus);
        return measured.map(all -> value(all, figure, percentile))
                .orElseGet(() -> MeasuredValue.noData("no value was given in the measured time"));
    }

    private static String figures(Kind kind) {
        return Arrays.stream(Figure.values())
                .filter(figure -> figure.isOf(kind))
                .map(figure -> figure.text)
                .collect(Collectors.joining(", "));
    }

    private MeasuredValue value(CustomMetric all, Figure figure, double percentile) {
        double value =
                switch (figure) {
                    case SUM -> all.sum();
                    case PER_SECOND ->
                        result.measured().isZero()
                                ? 0
                                : all.sum() / (result.measured().toNanos() / 1e9);
                    case SHARE -> 100 * all.mean();
                    case PERCENTILE -> all.percentile(percentile);
                    case MIN -> all.min();
                    case MAX -> all.max();
                    case MEAN -> all.mean();
                    case LAST -> all.last();
                };
        if (figure == Figure.PERCENTILE && all.values() < SampleMetric.needed(percentile)) {
            return MeasuredValue.tooFew(value, all.values(), SampleMetric.needed(percentile));
        }
        MeasuredValue read = MeasuredValue.of(value, all.values());
        return figure == Figure.SHARE
                ? read.noted(new SharesWithin((long) all.sum(), 0, all.values()).interval(CONFIDENCE))
                : read;
    }

    /** Prepares a figure for checks. */
    CheckedFigure figure(Figure figure, double percentile) {
        return CheckedFigure.plain(
                result, scope(), measure(figure, percentile), figure.unit(), read(figure, percentile), "value");
    }

    private static Measure measure(Figure figure, double percentile) {
        return Measure.of(Measure.Kind.EXTRA, figure.text(percentile));
    }

    /** Judges an objective on a metric. */
    static ObjectiveResult judge(LoadResult result, Objective objective) {
        MetricValues values = of(result, objective.request());
        boolean count = values.own().stream().anyMatch(metric -> metric.key().kind() == Kind.COUNT);
        Figure figure =
                switch (objective.metric()) {
                    case PERCENTILE -> Figure.PERCENTILE;
                    case MIN -> count ? Figure.SUM : Figure.MIN;
                    case MAX -> count ? Figure.SUM : Figure.MAX;
                    case MEAN -> Figure.MEAN;
                    case THROUGHPUT -> Figure.PER_SECOND;
                    case WITHIN -> Figure.SHARE;
                    case ERROR_RATE, DROPPED, FAILED_CHECKS ->
                        throw new IllegalArgumentException(objective.metric() + " is not a figure of a metric");
                };
        boolean upper =
                switch (objective.metric()) {
                    case PERCENTILE, MAX, MEAN -> true;
                    default -> false;
                };
        return values.read(figure, objective.percentile())
                .judge(
                        values.scope(),
                        measure(figure, objective.percentile()),
                        upper ? Operator.AT_MOST : Operator.AT_LEAST,
                        Limit.of(objective),
                        figure.unit());
    }
}
