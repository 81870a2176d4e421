// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Scope;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.slo.Objective.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Whether problems of the generator explain the missed objectives: a time that would meet its limit as service time, or
 * a figure that would meet it without the seconds in which the generator did not run; and too few samples where the
 * generator kept the others from being made. Errors are never explained.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Explanation {

    /** Lost time in percent of an interval above which the interval is left out. */
    private static final double MOST_LOST_PERCENT = 10;

    /** Share of late starts, in percent, above which a low rate is attributed to the generator. */
    private static final double MOST_LATE_PERCENT = 5;

    private static final String WITHOUT_PAUSES = " without the seconds in which the generator did not run";

    private final LoadResult result;

    private Explanation(LoadResult result) {
        this.result = result;
    }

    /**
     * Explains misses.
     *
     * @param result the result of a load whose generator had problems
     * @param missed the missed objectives
     * @return a sentence for each of them; empty if at least one is not explained, or none was missed
     */
    public static List<String> of(LoadResult result, List<ObjectiveResult> missed) {
        Explanation explanation = new Explanation(result);
        List<String> sentences = new ArrayList<>();
        for (ObjectiveResult miss : missed) {
            Optional<String> sentence = explanation.explain(miss);
            if (sentence.isEmpty()) {
                return List.of();
            }
            sentences.add(SloText.label(miss) + " " + miss.valueText() + ", " + SloText.limitInWords(miss) + ": "
                    + sentence.get());
        }
        return sentences;
    }

    private Optional<String> explain(ObjectiveResult miss) {
        if (miss.state() == State.INCONCLUSIVE) {
            return tooFew(miss);
        }
        if (miss.state() != State.MISSED) {
            return Optional.empty();
        }
        return switch (miss.measure().kind()) {
            case PERCENTILE, MAX, MEAN ->
                miss.isUpperLimit() ? inServiceTime(miss).or(() -> timesWithoutPauses(miss)) : Optional.empty();
            case WITHIN ->
                miss.isUpperLimit() ? Optional.empty() : inServiceTime(miss).or(() -> timesWithoutPauses(miss));
            case THROUGHPUT ->
                miss.isUpperLimit() ? Optional.empty() : lateStarts(miss).or(() -> rateWithoutPauses(miss));
            case DROPPED -> miss.isUpperLimit() ? dropsWithoutPauses(miss) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Too few samples are explained if there would have been enough, had the generator run all the time. */
    private Optional<String> tooFew(ObjectiveResult miss) {
        long needed =
                switch (miss.measure().kind()) {
                    case PERCENTILE -> neededFor(miss.measure().percentile());
                    case WITHIN -> SampleMetric.needed(miss.limit());
                    default -> 0;
                };
        if (miss.samples() >= needed) {
            return Optional.empty();
        }
        return withLateOnes(miss, needed).or(() -> atTheRateOfOtherSeconds(miss, needed));
    }

    /** Returns zero for a percentile that is not known. */
    private static long neededFor(double percentile) {
        return Double.isNaN(percentile) ? 0 : SampleMetric.needed(percentile);
    }

    private Optional<String> withLateOnes(ObjectiveResult miss, long needed) {
        List<ScenarioSummary> late = lateScenarios(miss);
        long due = late.stream().mapToLong(ScenarioSummary::due).sum();
        long started = late.stream().mapToLong(ScenarioSummary::started).sum();
        double possible = started == 0 ? due : (double) miss.samples() * due / started;
        return due > started && possible >= needed
                ? Optional.of("the generator started " + FigureFormat.count(started) + " of "
                        + FigureFormat.count(due, "iteration") + " that were due")
                : Optional.empty();
    }

    private Optional<String> atTheRateOfOtherSeconds(ObjectiveResult miss, long needed) {
        Rest rest = rest(part(miss.scope()));
        double measured = result.measured().toMillis();
        if (!rest.leftOut || measured == 0) {
            return Optional.empty();
        }
        if (rest.millis == 0) {
            return Optional.of("the generator did not run as it should in any second of it");
        }
        double possible = rest.good * measured / rest.millis;
        return possible >= needed
                ? Optional.of("at the rate of the seconds in which the generator ran there would have been "
                        + FigureFormat.count((long) possible, "sample"))
                : Optional.empty();
    }

    private List<ScenarioSummary> lateScenarios(ObjectiveResult miss) {
        return result.data().scenarios().stream()
                .filter(scenario -> scenario.open() && isLate(scenario) && holds(scenario.name(), miss.scope()))
                .toList();
    }

    private Optional<String> inServiceTime(ObjectiveResult miss) {
        if (miss.measure().service()) {
            return Optional.empty();
        }
        Measurements figures = part(miss.scope());
        SampleTotals response = SampleTotals.of(figures, false);
        SampleTotals service = new SampleTotals(
                figures.serviceTime(),
                response.good(),
                response.failures(),
                response.cutOff(), // measured from the due time: longer than their service time
                response.interrupted(),
                response.okEnded());
        return held(miss, service).map(value -> value + " in service time");
    }

    private Optional<String> timesWithoutPauses(ObjectiveResult miss) {
        Measurements figures = part(miss.scope());
        Rest rest = rest(figures);
        if (!rest.leftOut) {
            return Optional.empty();
        }
        SampleTotals totals = SampleTotals.of(rest.series, miss.measure().service());
        return totals.times().isEmpty() && totals.count() == 0
                ? Optional.of("the generator did not run as it should in any second of it")
                : held(miss, totals).map(value -> value + WITHOUT_PAUSES);
    }

    /** Returns the value if it meets the limit. */
    private static Optional<String> held(ObjectiveResult miss, SampleTotals samples) {
        Operator operator = operator(miss);
        SampleMetric metric = metric(miss.measure());
        SampleTotals judged = metric.judged(samples, operator, miss.limit());
        double value = metric.value(judged, Duration.ZERO);
        return operator.holds(value, miss.limit())
                ? Optional.of(metric.isLatency() ? FigureFormat.millis(value) : FigureFormat.percent(value))
                : Optional.empty();
    }

    /**
     * Late starts explain a rate that would hold with the iterations that never started, over the time that is left
     * without the longest delay of a start.
     */
    private Optional<String> lateStarts(ObjectiveResult miss) {
        List<ScenarioSummary> late = lateScenarios(miss);
        if (late.isEmpty()) {
            return Optional.empty();
        }
        Measurements figures = part(miss.scope());
        double seconds = figures.duration().toNanos() / 1e9
                - late.stream()
                                .mapToLong(ScenarioSummary::worstLateMicros)
                                .max()
                                .orElse(0)
                        / 1e6;
        double share = late.stream().mapToDouble(Explanation::startable).max().orElse(1);
        boolean explained = seconds <= 0 || operator(miss).holds(figures.okEnded() * share / seconds, miss.limit());
        return explained
                ? Optional.of("the generator started iterations of "
                        + SloText.name(late.get(0).name()) + " late or not at all")
                : Optional.empty();
    }

    /** Returns how many times the iterations that started could have started, had none of them been left over. */
    private static double startable(ScenarioSummary scenario) {
        long started = scenario.started();
        return started == 0
                ? Double.POSITIVE_INFINITY
                : Math.max(1.0, (double) (scenario.due() - scenario.dropped()) / started);
    }

    private boolean holds(String scenario, Scope scope) {
        return switch (scope.kind()) {
            case SCENARIO, TAG ->
                result.data().scenarios().stream().anyMatch(each -> each.name().equals(scenario) && each.isIn(scope));
            case REQUEST, STATEMENT ->
                result.data().series().stream()
                        .map(Series::key)
                        .anyMatch(key ->
                                key.scenario().equals(scenario) && key.request().equals(scope.name()));
            default -> true;
        };
    }

    private static boolean isLate(ScenarioSummary scenario) {
        return scenario.latePercent() > MOST_LATE_PERCENT || (scenario.dropped() == 0 && Delivery.isShort(scenario));
    }

    private Optional<String> rateWithoutPauses(ObjectiveResult miss) {
        Rest rest = rest(part(miss.scope()));
        if (!rest.leftOut) {
            return Optional.empty();
        }
        if (rest.millis == 0) {
            return Optional.of("the generator did not run as it should in any second of it");
        }
        double rate = 1000.0 * rest.good / rest.millis;
        return operator(miss).holds(rate, miss.limit())
                ? Optional.of(FigureFormat.rate(rate) + WITHOUT_PAUSES)
                : Optional.empty();
    }

    private Optional<String> dropsWithoutPauses(ObjectiveResult miss) {
        long[] sums = {0, 0, 0};
        result.timeline().forEach(interval -> {
            if (isPaused(interval)) {
                sums[2]++;
                return;
            }
            interval.scenarios().forEach(scenario -> {
                sums[0] += scenario.dropped();
                sums[1] += scenario.due();
            });
        });
        boolean share = miss.unit().equals("%");
        double value = !share ? sums[0] : sums[1] == 0 ? 0 : 100.0 * sums[0] / sums[1];
        return sums[2] > 0 && operator(miss).holds(value, miss.limit())
                ? Optional.of((share ? FigureFormat.percent(value) : FigureFormat.count(sums[0])) + WITHOUT_PAUSES)
                : Optional.empty();
    }

    /** A part of the load without the seconds in which the generator did not run. */
    private static final class Rest {
        private final List<Series> series = new ArrayList<>();
        private boolean leftOut;
        private long good;
        private long millis;
    }

    private Rest rest(Measurements figures) {
        Rest rest = new Rest();
        List<Series> kept = new ArrayList<>();
        result.timeline().forEach(interval -> {
            if (isPaused(interval)) {
                rest.leftOut = true;
                return;
            }
            List<Series> own = interval.series().stream()
                    .filter(series -> figures.covers(interval, series.key()))
                    .toList();
            kept.addAll(own);
            if (interval.phase() == Phase.MEASURE) {
                rest.millis += interval.millis();
                rest.good += own.stream().mapToLong(s -> s.count(Outcome.OK)).sum();
            }
            if (kept.size() > 1000) { // a long load must not be held in memory second by second
                List<Series> merged = Series.merge(kept);
                kept.clear();
                kept.addAll(merged);
            }
        });
        rest.series.addAll(Series.merge(kept));
        return rest;
    }

    private static boolean isPaused(Interval interval) {
        return 100 * interval.lostMillis() > MOST_LOST_PERCENT * interval.millis();
    }

    private Measurements part(Scope scope) {
        return switch (scope.kind()) {
            case REQUEST -> result.request(scope.name());
            case STATEMENT -> result.statement(scope.name());
            case ITERATIONS -> result.iterations();
            case SCENARIO -> result.scenario(scope.name());
            case TAG -> tagged(scope);
            case PHASE ->
                result.phase(Stream.of(Phase.values())
                        .filter(phase -> Scope.phase(phase).equals(scope))
                        .findFirst()
                        .orElseThrow());
            case STRETCH -> result.during(scope.from(), scope.to());
            case LABEL -> result.stretch(scope.name());
            case ALL_REQUESTS, OTHER_REQUESTS, LOAD, EXTRA -> result.all();
        };
    }

    private Measurements tagged(Scope scope) {
        return result.data().scenarios().stream()
                .flatMap(scenario -> scenario.tags().entrySet().stream())
                .filter(tag -> Scope.tag(tag.getKey(), tag.getValue()).equals(scope))
                .map(tag -> result.tagged(tag.getKey(), tag.getValue()))
                .findFirst()
                .orElseGet(result::all);
    }

    private static Operator operator(ObjectiveResult miss) {
        return Stream.of(Operator.values())
                .filter(operator -> operator.symbol().equals(miss.operator()))
                .findFirst()
                .orElseThrow();
    }

    private static SampleMetric metric(Measure measure) {
        Metric metric =
                switch (measure.kind()) {
                    case PERCENTILE -> Metric.PERCENTILE;
                    case MAX -> Metric.MAX;
                    case WITHIN -> Metric.WITHIN;
                    default -> Metric.MEAN;
                };
        return new SampleMetric(
                metric, metric == Metric.PERCENTILE ? measure.percentile() : 0, false, measure.within());
    }
}
