// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.RequestNames;
import io.github.perfjunit.metrics.Scope;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.Objective.Metric;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The last seconds of a load, for one objective that ends it early. */
final class SlidingWindow {

    /** Number of parts of a window: long windows slide in larger steps, so that memory is bounded. */
    private static final int PARTS = 60;

    private static final String THING = "sample";

    private record Part(long fromMillis, long toMillis, boolean steady, SampleTotals samples) {}

    private final Objective objective;
    private final String request;
    private final String statement;
    private final Objective.Abort abort;
    private final SampleMetric sampleMetric;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final ClearMiss clear;
    private boolean requestSeen;

    Objective objective() {
        return objective;
    }

    SlidingWindow(Objective objective, Objective.Abort abort) {
        this.objective = objective;
        this.request = RequestNames.stored(objective.request());
        this.statement = RequestNames.storedStatement(LoadResult.statementText(objective.request()));
        this.abort = abort;
        this.sampleMetric = SampleMetric.of(objective);
        this.clear = new ClearMiss(sampleMetric, objective.limit(), abort);
    }

    /** Removes all samples and their kind, but keeps the position of the window. */
    void clear() {
        requestSeen = false;
        clear.clear();
        List<Part> empty = parts.stream()
                .map(p -> new Part(p.fromMillis, p.toMillis, p.steady, SampleTotals.EMPTY))
                .toList();
        parts.clear();
        parts.addAll(empty);
    }

    /** Takes the next second and returns the reason to end the load, or null. */
    @Nullable
    String accept(Interval interval, SeriesKind kind, long measuredFromMillis) {
        add(interval, kind);
        long now = interval.toMillis();
        ObjectiveResult verdict = verdict(now);
        boolean counts = now - measuredFromMillis >= abort.after().toMillis();
        boolean missed = verdict != null && verdict.state() == State.MISSED && counts;
        return clear.holds(missed, now) ? text(Objects.requireNonNull(verdict)) : null;
    }

    private void add(Interval interval, SeriesKind kind) {
        if (!requestSeen && interval.series().stream().anyMatch(s -> isOwnRequest(s.key(), kind))) {
            clear();
            requestSeen = true;
        }
        List<Series> judged =
                interval.series().stream().filter(s -> isJudged(s.key(), kind)).toList();
        List<Series> own =
                judged.stream().filter(s -> s.key().phase() == Phase.MEASURE).toList();
        Part part = new Part(
                interval.fromMillis(),
                interval.toMillis(),
                isMeasured(interval),
                judged.isEmpty()
                        ? SampleTotals.EMPTY
                        : SampleTotals.of(own, false).withEnded(SampleTotals.ended(judged)));
        clear.add(part.samples, Duration.ofMillis(interval.millis()));
        Part last = parts.peekLast();
        if (last != null && part.toMillis - last.fromMillis <= abort.over().toMillis() / PARTS) {
            parts.removeLast();
            part = new Part(
                    last.fromMillis,
                    part.toMillis,
                    last.steady && part.steady,
                    SampleTotals.sum(List.of(last.samples, part.samples)));
        }
        parts.addLast(part);
    }

    /** Statements are judged only by name, and only while no request has that name. */
    private boolean isJudged(Series.Key key, SeriesKind kind) {
        if (isOfScenario()) { // iterations stand for the requests of a scenario that makes none
            SeriesKind own = requestSeen ? SeriesKind.REQUEST : SeriesKind.ITERATION;
            return key.scenario().equals(objective.scenario()) && key.kind() == own;
        }
        if (objective.request().isEmpty()) {
            return key.kind() == kind;
        }
        return requestSeen
                ? isRequest(key, kind)
                : key.kind() == SeriesKind.STATEMENT && key.request().equals(statement);
    }

    private boolean isOfScenario() {
        return !objective.scenario().isEmpty();
    }

    /** A scenario that starts later, or has ended, has nothing to show though the load is measured. */
    private boolean isMeasured(Interval interval) {
        return isOfScenario()
                ? interval.scenarios().stream()
                        .anyMatch(s -> s.name().equals(objective.scenario()) && s.phase() == Phase.MEASURE)
                : interval.phase() == Phase.MEASURE;
    }

    private boolean isOwnRequest(Series.Key key, SeriesKind kind) {
        return isOfScenario()
                ? key.scenario().equals(objective.scenario()) && key.kind() == SeriesKind.REQUEST
                : isRequest(key, kind);
    }

    private boolean isRequest(Series.Key key, SeriesKind kind) {
        return key.kind() == kind && key.request().equals(request);
    }

    /** Judges the window; null as long as it is not full. */
    private @Nullable ObjectiveResult verdict(long now) {
        long start = now - abort.over().toMillis();
        while (!parts.isEmpty() && parts.getFirst().toMillis <= start) {
            parts.removeFirst();
        }
        Part first = parts.peekFirst();
        if (first == null || first.fromMillis > start) {
            return null;
        }
        boolean rate = objective.metric() == Metric.THROUGHPUT;
        if (rate && !parts.stream().allMatch(Part::steady)) {
            return null; // a rate needs a window that lies wholly in the measured time
        }
        SampleTotals samples =
                SampleTotals.sum(parts.stream().map(Part::samples).toList());
        Duration covered = Duration.ofMillis(now - first.fromMillis);
        MeasuredValue measured = rate
                ? MeasuredValue.of(sampleMetric.value(samples, covered), samples.count())
                : sampleMetric.read(samples, covered, sampleMetric.operator(), objective.limit(), THING);
        return measured.judge(
                scope(), sampleMetric.measure(), sampleMetric.operator(), Limit.of(objective), sampleMetric.unit());
    }

    private Scope scope() {
        if (isOfScenario()) {
            return Scope.scenario(objective.scenario());
        }
        return objective.request().isEmpty() ? Scope.ALL_REQUESTS : Scope.request(objective.request());
    }

    private String text(ObjectiveResult miss) {
        return miss.metric() + " of " + SloText.name(miss.subject()) + " was " + miss.valueText() + " over the last "
                + FigureFormat.duration(abort.over()) + ", " + SloText.limitInWords(miss);
    }
}
