// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.RequestNames;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.Objective.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Holds objectives against what a load measured in {@link Phase#MEASURE}.
 *
 * <ul>
 *   <li>No sample, no such request, or a latency limit on a request that never succeeded: {@code NO_DATA}.
 *   <li>A percentile p of fewer than 10 / (1 − p) samples (200 for p95, 1,000 for p99): {@code INCONCLUSIVE}, whatever
 *       its value.
 *   <li>Without an error rate objective no error is allowed; with one on some requests alone, none on the others.
 *       Without an objective on checks none may fail.
 *   <li>If no iteration ended in the measured time, that is one more {@code NO_DATA}.
 * </ul>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Objectives {

    private static final String OTHER_REQUESTS = "other requests";
    private static final SampleMetric ERRORS = new SampleMetric(Metric.ERROR_RATE, 0, false);

    private final LoadResult result;
    private final SeriesKind kind;
    private final List<ObjectiveResult> verdicts = new ArrayList<>();
    private final List<Optional<FirstMiss>> misses = new ArrayList<>();

    private Objectives(LoadResult result) {
        this.result = result;
        this.kind = SloText.kind(result);
    }

    /**
     * Judges objectives; nothing is appended to the ledger of the result.
     *
     * @param result what was measured
     * @param objectives the limits, possibly none
     * @return one verdict an objective in the same order, then those of the limits that hold by default
     */
    public static List<ObjectiveResult> evaluate(LoadResult result, List<Objective> objectives) {
        Objectives evaluation = new Objectives(result);
        objectives.forEach(evaluation::judge);
        boolean ended = evaluation.judgeIterations();
        evaluation.judgeErrors(objectives, ended);
        evaluation.judgeChecks(objectives);
        return evaluation.dated();
    }

    private void judge(Objective objective) {
        Metric metric = objective.metric();
        String name = SampleMetric.name(metric, objective.percentile());
        if (metric == Metric.DROPPED || metric == Metric.FAILED_CHECKS) {
            MeasuredValue count =
                    metric == Metric.DROPPED ? MeasuredValue.dropped(result) : MeasuredValue.failedChecks(result);
            add(count.asPercent()
                    .judge(
                            LoadResult.ALL_REQUESTS,
                            name,
                            Operator.AT_MOST,
                            objective.limit(),
                            SampleMetric.unit(metric)));
            return;
        }
        SampleMetric sampleMetric = SampleMetric.of(objective);
        boolean all = objective.request().isEmpty();
        Measurements figures = all ? result.all() : result.request(objective.request());
        MeasuredValue measured = figures.isKnown()
                ? sampleMetric.read(SampleTotals.of(figures, false), figures.duration())
                : MeasuredValue.noData(SloText.unknownRequest(result));
        add(
                measured.judge(
                        all ? LoadResult.ALL_REQUESTS : named(objective.request()),
                        name,
                        sampleMetric.operator(),
                        objective.limit(),
                        sampleMetric.unit()),
                sampleMetric,
                request -> all || request.equals(figures.subject()));
    }

    /** Returns the name of a request as results hold it; a statement may be longer and stays as it was written. */
    private String named(String request) {
        String stored = RequestNames.stored(request);
        List<String> names = result.requestNames();
        return !names.contains(request) && names.contains(stored) ? stored : request;
    }

    private boolean judgeIterations() {
        List<Series> iterations = result.data().series().stream()
                .filter(s -> s.key().kind() == SeriesKind.ITERATION && s.key().phase() == Phase.MEASURE)
                .toList();
        if (iterations.stream().anyMatch(s -> s.count(Outcome.OK) + s.failures() > 0)) {
            return true;
        }
        long skipped =
                iterations.stream().mapToLong(s -> s.count(Outcome.SKIPPED)).sum();
        String note = skipped == 0
                ? "no iteration ended in the measured time"
                : "the measured iterations were all skipped (" + FigureFormat.count(skipped) + ")";
        add(MeasuredValue.noData(note).judge(LoadResult.ALL_REQUESTS, "iterations", Operator.ABOVE, 0, ""));
        return false;
    }

    private void judgeErrors(List<Objective> objectives, boolean ended) {
        Set<String> judged = objectives.stream()
                .filter(o -> o.metric() == Metric.ERROR_RATE)
                .map(objective -> named(objective.request()))
                .collect(Collectors.toSet());
        Measurements all = result.all();
        if (judged.contains("") || (all.count() == 0 && !ended)) {
            return;
        }
        List<String> requests = result.requestNames();
        List<Measurements> apart = judged.stream()
                .filter(name -> requests.contains(name) || !result.request(name).isKnown())
                .map(result::request)
                .toList(); // a statement is a part of a request, not one of them
        boolean judgedNone = apart.stream().noneMatch(Measurements::isKnown);
        long failures = all.failures()
                - apart.stream().mapToLong(Measurements::failures).sum();
        long count = all.count() - apart.stream().mapToLong(Measurements::count).sum();
        if (count == 0 && !judgedNone) {
            return; // there are no other requests
        }
        MeasuredValue measured = count == 0 ? MeasuredValue.noSample() : MeasuredValue.count(failures, count);
        add(
                measured.judge(
                        judgedNone ? LoadResult.ALL_REQUESTS : OTHER_REQUESTS, "errors", Operator.AT_MOST, 0, ""),
                ERRORS,
                request -> !judged.contains(request));
    }

    private void judgeChecks(List<Objective> objectives) {
        boolean judged = objectives.stream().anyMatch(o -> o.metric() == Metric.FAILED_CHECKS);
        MeasuredValue failed = MeasuredValue.failedChecks(result);
        if (!judged && failed.obstacle() == null) {
            add(failed.judge(LoadResult.ALL_REQUESTS, "failed checks", Operator.AT_MOST, 0, ""));
        }
    }

    private void add(ObjectiveResult verdict) {
        verdicts.add(verdict);
        misses.add(Optional.empty());
    }

    private void add(ObjectiveResult verdict, SampleMetric sampleMetric, Predicate<String> requests) {
        verdicts.add(verdict);
        boolean missed = verdict.state() == ObjectiveResult.State.MISSED;
        misses.add(
                missed && FirstMiss.canDate(sampleMetric, sampleMetric.operator())
                        ? Optional.of(search(verdict, sampleMetric, requests))
                        : Optional.empty());
    }

    private FirstMiss search(ObjectiveResult verdict, SampleMetric sampleMetric, Predicate<String> requests) {
        boolean statement = !verdict.subject().equals(LoadResult.ALL_REQUESTS)
                && !result.requestNames().contains(verdict.subject())
                && result.statement(verdict.subject()).isKnown();
        SeriesKind looked = statement ? SeriesKind.STATEMENT : kind;
        FirstMiss search = new FirstMiss(
                (interval, key) -> key.kind() == looked && key.phase() == Phase.MEASURE && requests.test(key.request()),
                result.all().from().toMillis(),
                sampleMetric,
                sampleMetric.operator(),
                verdict.limit());
        if (sampleMetric.metric() == Metric.ERROR_RATE && verdict.limit() == 0 && requests.test(LoadResult.ITERATION)) {
            firstOutsideRequests().ifPresent(search::alsoAt);
        }
        return search;
    }

    /** A failure of the body outside a request is in no request's series, but where none is allowed its date is known. */
    private Optional<Long> firstOutsideRequests() {
        return result.data().errors().stream()
                .filter(e ->
                        e.request().equals(LoadResult.ITERATION) || e.request().equals(LoadResult.USER))
                .filter(e -> e.measured() > 0 && e.measured() == e.count())
                .map(ErrorSummary::firstMillis)
                .min(Long::compare);
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
