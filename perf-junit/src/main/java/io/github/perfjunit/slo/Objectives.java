// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Scope;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.Objective.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Judges objectives by the figures of a load in {@link Phase#MEASURE}.
 *
 * <ul>
 *   <li>No sample, no such request, or a latency limit on a request that never succeeded: {@code NO_DATA}.
 *   <li>A percentile p of fewer than 10 / (1 − p) samples (200 for p95, 1,000 for p99): {@code INCONCLUSIVE}, whatever
 *       its value.
 *   <li>The share within a time counts failures as outside, and needs as many samples as the percentile of that share.
 *   <li>No such custom metric, none of its kind that has the figure, or no value in the measured time: {@code NO_DATA}.
 *   <li>A sample that the end of the load cut off counts as over each upper limit that it had already passed.
 *   <li>A limit for errors of all requests also applies to the share of iterations that failed outside a request.
 *   <li>Errors that no objective covers are not allowed, nor are failed checks without an objective on checks.
 *   <li>If no iteration ended in the measured time, there is one more {@code NO_DATA}; so there is for each scenario
 *       in which nothing ended.
 * </ul>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Objectives {

    private static final SampleMetric ERRORS = new SampleMetric(Metric.ERROR_RATE, 0, false);

    private final LoadResult result;
    private final List<ObjectiveResult> verdicts = new ArrayList<>();
    private final List<Optional<FirstMiss>> misses = new ArrayList<>();

    private Objectives(LoadResult result) {
        this.result = result;
    }

    /**
     * Judges objectives without adding them to the ledger of the result.
     *
     * @param result the result of the load
     * @param objectives the limits, possibly none
     * @return one verdict for each objective in the same order, then those of the default limits
     */
    public static List<ObjectiveResult> evaluate(LoadResult result, List<Objective> objectives) {
        Objectives evaluation = new Objectives(result);
        evaluation.judgeTheRest(evaluation.judge(objectives));
        return evaluation.dated();
    }

    /**
     * Judges objectives without the default limits.
     *
     * @param result the result of the load
     * @param objectives the limits, possibly none
     * @return one verdict for each objective in the same order, then those on iterations that failed outside a request
     */
    public static List<ObjectiveResult> evaluateAlone(LoadResult result, List<Objective> objectives) {
        Objectives evaluation = new Objectives(result);
        evaluation.judge(objectives);
        return evaluation.dated();
    }

    private List<ObjectiveResult> judge(List<Objective> objectives) {
        objectives.forEach(this::judge);
        List<ObjectiveResult> judged = List.copyOf(verdicts);
        objectives.forEach(this::judgeBodies);
        return judged;
    }

    /**
     * Judges by the default limits everything that checks did not cover.
     *
     * @param result the result of the load
     * @param judged the checks that were made, met or missed
     * @return the verdicts of the default limits
     */
    public static List<ObjectiveResult> evaluateRest(LoadResult result, List<ObjectiveResult> judged) {
        Objectives evaluation = new Objectives(result);
        evaluation.judgeTheRest(judged);
        return evaluation.dated();
    }

    private void judgeTheRest(List<ObjectiveResult> judged) {
        boolean ended = judgeIterations();
        judgeErrors(judged, ended);
        judgeChecks(judged);
    }

    private void judge(Objective objective) {
        if (objective.about() == Objective.About.METRIC) {
            add(MetricValues.judge(result, objective));
            return;
        }
        switch (objective.metric()) {
            case DROPPED -> judgeWhole(objective, Measure.Kind.DROPPED, MeasuredValue.dropped(result));
            case FAILED_CHECKS -> judgeWhole(objective, Measure.Kind.FAILED_CHECKS, MeasuredValue.failedChecks(result));
            default -> judgeSamples(objective);
        }
    }

    private void judgeWhole(Objective objective, Measure.Kind kind, MeasuredValue count) {
        Metric metric = objective.metric();
        add(count.asPercent()
                .judge(
                        Scope.LOAD,
                        Measure.of(kind, SampleMetric.name(metric, 0)),
                        Operator.AT_MOST,
                        Limit.of(objective),
                        SampleMetric.unit(metric)));
    }

    private Measurements figures(Objective objective) {
        if (!objective.scenario().isEmpty()) {
            return result.scenario(objective.scenario());
        }
        return objective.request().isEmpty() ? result.all() : result.request(objective.request());
    }

    private void judgeSamples(Objective objective) {
        SampleMetric metric = SampleMetric.of(objective);
        Measurements figures = figures(objective);
        Limit limit = Limit.of(objective);
        MeasuredValue measured = figures.isKnown()
                ? metric.read(
                        SampleTotals.of(figures, false),
                        figures.duration(),
                        metric.operator(),
                        limit.value(),
                        SloText.thing(figures))
                : MeasuredValue.noData(SloText.unknown("request", SloText.requestNames(result)));
        ObjectiveResult verdict =
                measured.judge(figures.scope(), metric.measure(), metric.operator(), limit, metric.unit());
        Optional<FirstMiss> search = Optional.empty();
        if (verdict.state() == ObjectiveResult.State.MISSED && FirstMiss.canDate(metric, metric.operator())) {
            search = Optional.of(new FirstMiss(
                    figures::covers, figures.from().toMillis(), metric, metric.operator(), limit.value()));
        }
        add(verdict, search);
    }

    private void judgeBodies(Objective objective) {
        BodyFailures bodies = new BodyFailures(figures(objective));
        if (objective.metric() == Metric.ERROR_RATE && bodies.any()) {
            add(bodies.measuredRate().judge(bodies.scope(), bodies.rate(), Operator.AT_MOST, Limit.of(objective), "%"));
        }
    }

    private boolean judgeIterations() {
        List<Series> iterations = result.data().series().stream()
                .filter(s -> s.key().kind() == SeriesKind.ITERATION && s.key().phase() == Phase.MEASURE)
                .toList();
        if (iterations.stream().anyMatch(s -> s.count(Outcome.OK) + s.failures() > 0)) {
            judgeScenarios(iterations);
            return true;
        }
        add(nothingEnded(Scope.LOAD, iterations));
        return false;
    }

    /** One scenario must not pass by what another has done. */
    private void judgeScenarios(List<Series> iterations) {
        for (ScenarioSummary scenario : result.data().scenarios()) {
            List<Series> own = iterations.stream()
                    .filter(s -> s.key().scenario().equals(scenario.name()))
                    .toList();
            boolean due = !scenario.open() || count(own, Outcome.SKIPPED) + count(own, Outcome.INTERRUPTED) > 0;
            if (due && scenario.measuredMillis() > 0 && !anythingEnded(scenario.name())) {
                add(nothingEnded(Scope.scenario(scenario.name()), own));
            }
        }
    }

    private boolean anythingEnded(String scenario) {
        return result.data().series().stream()
                .filter(s -> s.key().scenario().equals(scenario)
                        && s.key().phase() == Phase.MEASURE
                        && s.key().kind() != SeriesKind.CONNECT)
                .anyMatch(s -> s.count(Outcome.OK) + s.failures() > 0);
    }

    private static ObjectiveResult nothingEnded(Scope scope, List<Series> iterations) {
        long skipped = count(iterations, Outcome.SKIPPED);
        long interrupted = count(iterations, Outcome.INTERRUPTED);
        String note = skipped > 0 && interrupted == 0
                ? "the measured iterations were all skipped (" + FigureFormat.count(skipped) + ")"
                : "no iteration ended in the measured time" + others(interrupted, skipped);
        return MeasuredValue.noData(note)
                .judge(scope, Measure.of(Measure.Kind.ITERATIONS, "iterations"), Operator.ABOVE, Limit.of(0, ""), "");
    }

    private static String others(long interrupted, long skipped) {
        return interrupted == 0
                ? ""
                : "; " + FigureFormat.count(interrupted) + (interrupted == 1 ? " was interrupted" : " were interrupted")
                        + (skipped == 0 ? "" : ", " + FigureFormat.count(skipped) + " skipped");
    }

    private static long count(List<Series> series, Outcome outcome) {
        return series.stream().mapToLong(s -> s.count(outcome)).sum();
    }

    private void judgeErrors(List<ObjectiveResult> judged, boolean ended) {
        ErrorRemainder remainder = new ErrorRemainder(result, judged);
        boolean nothing = result.all().count() == 0;
        boolean any = nothing ? ended && remainder.isAll() : remainder.hasRequests();
        if (any) { // without any, another verdict reports it already
            ObjectiveResult verdict = remainder.judgeRequests();
            boolean missed = verdict.state() == ObjectiveResult.State.MISSED;
            add(verdict, missed ? remainder.search(ERRORS) : Optional.empty());
        }
        remainder.judgeBodies().ifPresent(this::add);
        remainder.judgeLaterRequests().ifPresent(this::add);
    }

    private void judgeChecks(List<ObjectiveResult> judged) {
        MeasuredValue failed = MeasuredValue.failedChecks(result);
        boolean seen = judged.stream().anyMatch(v -> v.measure().kind() == Measure.Kind.FAILED_CHECKS);
        if (!seen && failed.obstacle() == null) {
            add(failed.judge(
                    Scope.LOAD,
                    Measure.of(Measure.Kind.FAILED_CHECKS, "failed checks"),
                    Operator.AT_MOST,
                    Limit.of(0, ""),
                    ""));
        }
    }

    private void add(ObjectiveResult verdict) {
        add(verdict, Optional.empty());
    }

    private void add(ObjectiveResult verdict, Optional<FirstMiss> search) {
        verdicts.add(verdict);
        misses.add(search);
    }

    private List<ObjectiveResult> dated() {
        FirstMiss.search(result, misses.stream().flatMap(Optional::stream).toList());
        List<ObjectiveResult> dated = new ArrayList<>(verdicts.size());
        for (int i = 0; i < verdicts.size(); i++) {
            ObjectiveResult verdict = verdicts.get(i);
            dated.add(misses.get(i).map(miss -> miss.date(verdict)).orElse(verdict));
        }
        return List.copyOf(dated);
    }
}
