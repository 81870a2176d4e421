// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Scope;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The failures in the measured time that no objective or check covered; none are allowed.
 *
 * <p>They are counted by scenario and request name. From each such part, the failures covered by checks on a kind of
 * error and by checks on a period are subtracted. If there are both, they may cover the same failures, so only the
 * larger number is subtracted.
 */
final class ErrorRemainder {

    private static final int MESSAGE = 120;

    /** The failures of one request name of one scenario, or of its iterations outside a request. */
    private static final class Part {
        private final String scenario;
        private final String name;
        private final boolean outside;
        private long failures;
        private long count;
        private long inStretches;

        private Part(String scenario, String name, boolean outside) {
            this.scenario = scenario;
            this.name = name;
            this.outside = outside;
        }
    }

    private final LoadResult result;
    private final ErrorCoverage coverage;
    private final Map<List<String>, Part> parts = new LinkedHashMap<>();

    ErrorRemainder(LoadResult result, List<ObjectiveResult> judged) {
        this.result = result;
        this.coverage = new ErrorCoverage(result, judged);
        countRequests();
        countBodies();
        if (coverage.hasStretches()) {
            result.timeline().forEach(this::countStretches);
        }
    }

    private void countRequests() {
        for (Series series : result.data().series()) {
            Series.Key key = series.key();
            if (key.kind() == result.kind() && key.phase() == Phase.MEASURE) {
                Part part = part(key.scenario(), key.request(), false);
                part.failures += series.failures();
                part.count += series.count(Outcome.OK) + series.failures();
            }
        }
    }

    private void countBodies() {
        for (ErrorSummary error : result.data().errors()) {
            if (isOutside(error) && error.measured() > 0) {
                part(error.scenario(), LoadResult.ITERATION, true).failures += error.measured();
            }
        }
    }

    /** If iterations stand for requests, the errors of their bodies are in their own series. */
    private boolean isOutside(ErrorSummary error) {
        return error.request().equals(LoadResult.USER)
                || (error.request().equals(LoadResult.ITERATION) && result.kind() == SeriesKind.REQUEST);
    }

    private void countStretches(Interval interval) {
        if (!coverage.isInStretch(interval)) {
            return;
        }
        for (Series series : interval.series()) {
            Part part = parts.get(key(series.key().scenario(), series.key().request(), false));
            if (part != null
                    && series.key().kind() == result.kind()
                    && series.key().phase() == Phase.MEASURE) {
                part.inStretches += series.failures();
            }
        }
        for (ScenarioInterval scenario : interval.scenarios()) {
            Part part = parts.get(key(scenario.name(), LoadResult.ITERATION, true));
            if (part != null) {
                part.inStretches += scenario.bodyFailures();
            }
        }
    }

    private Part part(String scenario, String name, boolean outside) {
        return parts.computeIfAbsent(key(scenario, name, outside), key -> new Part(scenario, name, outside));
    }

    private static List<String> key(String scenario, String name, boolean outside) {
        return List.of(scenario, name, outside ? "outside" : "");
    }

    /** Returns whether no check covered any failure, so that the remainder is everything. */
    boolean isAll() {
        return coverage.isNone();
    }

    private boolean isCovered(Part part) {
        return part.outside ? coverage.coversBodies(part.scenario) : coverage.coversRequests(part.scenario, part.name);
    }

    private long left(Part part) {
        if (isCovered(part)) {
            return 0;
        }
        long ofKinds = result.data().errors().stream()
                .filter(error -> isOf(error, part) && coverage.coversKind(error.kind()))
                .mapToLong(ErrorSummary::measured)
                .sum();
        return Math.max(0, part.failures - Math.max(ofKinds, part.inStretches));
    }

    private boolean isOf(ErrorSummary error, Part part) {
        boolean place = part.outside
                ? isOutside(error)
                : result.kind() == SeriesKind.ITERATION
                        ? error.request().equals(LoadResult.ITERATION)
                        : error.request().equals(part.name);
        return place && error.scenario().equals(part.scenario);
    }

    /**
     * Judges iterations of the measured time that failed by requests which were sent after it; empty if there are none
     * or a check was about them.
     */
    Optional<ObjectiveResult> judgeLaterRequests() {
        return new LaterFailures(result, coverage).judge();
    }

    private List<Part> uncovered(boolean outside) {
        return parts.values().stream()
                .filter(part -> part.outside == outside && !isCovered(part))
                .toList();
    }

    /** Returns whether there is any request that no check covered. */
    boolean hasRequests() {
        return !uncovered(false).isEmpty();
    }

    /** Judges the requests; uncovered ones are called "other requests", unless there was no check at all. */
    ObjectiveResult judgeRequests() {
        List<Part> rest = uncovered(false);
        long left = rest.stream().mapToLong(this::left).sum();
        long count = rest.stream().mapToLong(part -> part.count).sum();
        MeasuredValue measured = count == 0
                ? MeasuredValue.noSample()
                : MeasuredValue.count(left, count).noted(isAll() || left == 0 ? "" : top(rest));
        return measured.judge(
                isAll() ? Scope.ALL_REQUESTS : Scope.OTHER_REQUESTS,
                Measure.of(Measure.Kind.ERRORS, "errors"),
                Operator.AT_MOST,
                Limit.of(0, ""),
                "");
    }

    /** Judges iterations that failed outside a request; empty if checks covered them all. */
    Optional<ObjectiveResult> judgeBodies() {
        List<Part> rest = uncovered(true);
        long left = rest.stream().mapToLong(this::left).sum();
        if (left == 0) {
            return Optional.empty();
        }
        long iterations = rest.stream()
                .map(part -> part.scenario)
                .distinct()
                .mapToLong(scenario -> result.scenario(scenario).iterations())
                .sum();
        ObjectiveResult verdict = MeasuredValue.count(left, iterations)
                .noted("outside a request: " + top(rest))
                .judge(Scope.ITERATIONS, BodyFailures.count(), Operator.AT_MOST, Limit.of(0, ""), "");
        return Optional.of(firstMillis(rest).map(verdict::firstMissedAt).orElse(verdict));
    }

    /** Names the most frequent error that no check covered. */
    private String top(List<Part> rest) {
        return unjudged(rest).stream()
                .max(Comparator.comparingLong(ErrorSummary::measured))
                .map(error -> "most often " + SloText.clean(describe(error), MESSAGE) + ", "
                        + FigureFormat.count(error.measured(), "time"))
                .orElse("no check was about them");
    }

    static String kindAndMessage(ErrorSummary error) {
        return error.message().startsWith(error.kind()) ? error.message() : error.kind() + " " + error.message();
    }

    private static String describe(ErrorSummary error) {
        String what = kindAndMessage(error);
        boolean outside =
                error.request().equals(LoadResult.ITERATION) || error.request().equals(LoadResult.USER);
        return outside ? what : SloText.name(error.request()) + " " + what;
    }

    private List<ErrorSummary> unjudged(List<Part> rest) {
        List<ErrorSummary> errors = new ArrayList<>();
        for (ErrorSummary error : result.data().errors()) {
            if (error.measured() > 0
                    && !coverage.coversKind(error.kind())
                    && rest.stream().anyMatch(part -> isOf(error, part))) {
                errors.add(error);
            }
        }
        return errors;
    }

    private Optional<Long> firstMillis(List<Part> rest) {
        return unjudged(rest).stream()
                .filter(error -> error.measured() == error.count())
                .map(ErrorSummary::firstMillis)
                .min(Long::compare);
    }

    /**
     * Prepares the search for the first second with such a failure; with a check on one kind, only the list of errors
     * can tell.
     */
    Optional<FirstMiss> search(SampleMetric metric) {
        if (coverage.hasKinds()) {
            return firstMillis(uncovered(false)).map(millis -> {
                FirstMiss known = new FirstMiss((interval, key) -> false, 0, metric, Operator.AT_MOST, 0);
                known.alsoAt(millis);
                return known;
            });
        }
        long from = result.data().scenarios().stream()
                .mapToLong(ScenarioSummary::measuredFromMillis)
                .filter(millis -> millis >= 0)
                .min()
                .orElse(0);
        return Optional.of(new FirstMiss(
                (interval, key) -> key.kind() == result.kind()
                        && key.phase() == Phase.MEASURE
                        && !coverage.coversRequests(key.scenario(), key.request())
                        && !coverage.isInStretch(interval),
                from,
                metric,
                Operator.AT_MOST,
                0));
    }
}
