// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.metrics.CheckTable;
import io.github.perfjunit.internal.metrics.ErrorTable;
import io.github.perfjunit.internal.metrics.MetricTable;
import io.github.perfjunit.internal.metrics.SampleRecorder;
import io.github.perfjunit.internal.metrics.ScenarioMetrics;
import io.github.perfjunit.internal.metrics.SeriesNames;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.RequestNames;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Records the samples, errors and checks of one scenario, each in its phase. Thread-safe. */
final class ScenarioRecorder {

    private final String scenario;
    private final PhaseClock clock;
    private final SampleRecorder samples;
    private final SeriesNames names;
    private final ErrorTable errors;
    private final CheckTable checks;
    private final ScenarioMetrics metrics;
    private final NamedSeries iterationSeries;
    private final Map<String, NamedSeries> requestSeries = new ConcurrentHashMap<>();
    private final Map<String, NamedSeries> stepSeries = new ConcurrentHashMap<>();
    private final Map<String, NamedSeries> statementSeries = new ConcurrentHashMap<>();
    private final Map<String, NamedSeries> connectSeries = new ConcurrentHashMap<>();
    private final AtomicLongArray iterations = new AtomicLongArray(Outcome.values().length);
    private final LongAdder bodyFailures = new LongAdder();
    private final LongAdder failedChecks = new LongAdder();
    private final Map<Work, LongAdder> told =
            new EnumMap<>(Map.of(Work.ROUND_TRIPS, new LongAdder(), Work.ROWS, new LongAdder()));
    private final AnswerWatch answers = new AnswerWatch();
    private final AlikeFailures alike;
    private volatile long loadStart;
    private volatile long scenarioStart;

    ScenarioRecorder(
            String scenario,
            PhaseClock clock,
            SampleRecorder samples,
            SeriesNames names,
            ErrorTable errors,
            CheckTable checks,
            MetricTable metrics,
            AlikeFailures alike) {
        this.scenario = scenario;
        this.clock = clock;
        this.samples = samples;
        this.names = names;
        this.errors = errors;
        this.checks = checks;
        this.metrics = new ScenarioMetrics(scenario, metrics);
        this.alike = alike;
        this.iterationSeries = new NamedSeries(names.number(scenario, scenario, SeriesKind.ITERATION));
    }

    ScenarioMetrics metrics() {
        return metrics;
    }

    PhaseClock clock() {
        return clock;
    }

    void begin(long loadStartNanos, long scenarioStartNanos) {
        loadStart = loadStartNanos;
        scenarioStart = scenarioStartNanos;
    }

    /**
     * Evaluates the answers so far, right before the users are interrupted.
     *
     * @param longestWait waiting time of the oldest request under way
     */
    void usersAreInterrupted(long now, long longestWait) {
        List<NamedSeries> others = new ArrayList<>(stepSeries.values());
        others.add(iterationSeries);
        answers.usersAreInterrupted(now, longestWait, requestSeries.values(), others, samples::ok);
    }

    /** Returns the later of a time and the end of the last request, step or iteration, within 10 ms. */
    long laterEnd(long nanoTime) {
        long latest = iterationSeries.laterEnd(nanoTime);
        for (NamedSeries request : requestSeries.values()) {
            latest = request.laterEnd(latest);
        }
        return latest;
    }

    /** Returns the median time of the requests that ended so far, well or not; {@link LatencySummary#LONGEST} of none. */
    Duration medianLatency() {
        LatencySummary all = samples.ended(
                requestSeries.values().stream().map(NamedSeries::number).toList());
        return all.isEmpty() ? LatencySummary.LONGEST : all.percentile(50);
    }

    void iteration(int lane, long intended, long started, long ended, Outcome outcome, boolean cutOff) {
        iterations.incrementAndGet(outcome.ordinal());
        sample(lane, iterationSeries, intended, started, ended, outcome, cutOff, 0, 0);
    }

    /** Returns whether an iteration that was cut off would never have ended. */
    boolean hasStopped(long intended, long ranNanos) {
        return phaseAt(intended) == Phase.MEASURE && answers.hasStopped(iterationSeries, ranNanos);
    }

    void request(
            int lane,
            String name,
            long intended,
            long started,
            long ended,
            Outcome outcome,
            boolean cutOff,
            long bytesSent,
            long bytesReceived) {
        NamedSeries series = series(requestSeries, name, SeriesKind.REQUEST);
        sample(lane, series, intended, started, ended, outcome, cutOff, bytesSent, bytesReceived);
    }

    /** Counts a step that had requests inside it. */
    void step(int lane, String name, long intended, long started, long ended, Outcome outcome, boolean cutOff) {
        NamedSeries series = series(stepSeries, name, SeriesKind.STEP);
        sample(lane, series, intended, started, ended, outcome, cutOff, 0, 0);
    }

    /** Returns whether a measured request that was cut off would never have been answered. */
    boolean isUnanswered(String name, long intended, long started, long ended) {
        return phaseAt(intended) == Phase.MEASURE
                && answers.isUnanswered(series(requestSeries, name, SeriesKind.REQUEST), ended - started);
    }

    void statement(int lane, String text, long started, long ended, Outcome outcome) {
        NamedSeries series = series(statementSeries, text, SeriesKind.STATEMENT);
        sample(lane, series, started, started, ended, outcome, outcome == Outcome.INTERRUPTED, 0, 0);
    }

    void work(Work work, long amount) {
        LongAdder sum = told.get(work);
        if (sum == null) {
            throw new IllegalArgumentException("work was " + work + " but must be one of " + told.keySet());
        }
        sum.add(amount);
    }

    /** Returns the work of a kind that was told so far. */
    long told(Work work) {
        return told.getOrDefault(work, new LongAdder()).sum();
    }

    void connect(int lane, String name, long started, long ended, Outcome outcome) {
        NamedSeries series = series(connectSeries, name, SeriesKind.CONNECT);
        sample(lane, series, started, started, ended, outcome, false, 0, 0);
    }

    private void sample(
            int lane,
            NamedSeries series,
            long intended,
            long started,
            long ended,
            Outcome outcome,
            boolean cutOff,
            long bytesSent,
            long bytesReceived) {
        samples.record(
                lane,
                series.number(),
                phaseAt(intended),
                phaseAt(ended),
                outcome,
                cutOff,
                ended - intended,
                ended - started,
                bytesSent,
                bytesReceived);
        if (!cutOff) {
            series.ended(ended);
        }
    }

    /** Names beyond the cap are not kept here, so that the map does not grow with names. */
    private NamedSeries series(Map<String, NamedSeries> known, String name, SeriesKind kind) {
        NamedSeries series = known.get(name);
        if (series != null) {
            return series;
        }
        if (kind == SeriesKind.REQUEST || kind == SeriesKind.STEP) {
            RequestNames.checked(name);
        }
        NamedSeries fresh = new NamedSeries(names.number(scenario, name, kind));
        if (known.size() >= SeriesNames.MAX_NAMES) {
            return fresh;
        }
        NamedSeries raced = known.putIfAbsent(name, fresh);
        return raced == null ? fresh : raced;
    }

    /** Lists an error; one before the start of the load is listed at the start. */
    void error(String place, String kind, String message, @Nullable Throwable cause, Phase phase) {
        long since = loadStart == 0 ? 0 : System.nanoTime() - loadStart;
        String stored =
                requestSeries.containsKey(place) ? RequestNames.stored(place) : RequestNames.storedStatement(place);
        errors.add(scenario, stored, kind, message, cause, phase, since / 1_000_000);
        if (place.equals(LoadResult.ITERATION) || place.equals(LoadResult.USER)) {
            bodyFailures.increment();
        }
    }

    /** Reports each failure of a user, in addition to listing it; that of a statement fails nothing by itself. */
    void failed(int user, String place, String kind, String message, @Nullable Throwable cause) {
        if (requestSeries.containsKey(place) || !statementSeries.containsKey(place)) {
            alike.failed(scenario, user, place, kind, message, cause);
        } else {
            alike.statementFailed(place, kind, message);
        }
    }

    /** Returns the number of errors outside requests listed so far. */
    long bodyFailures() {
        return bodyFailures.sum();
    }

    void check(String name, boolean passed) {
        checks.add(scenario, name, passed);
        if (!passed) {
            failedChecks.increment();
        }
    }

    /** Returns the number of named checks that have failed so far. */
    long failedChecks() {
        return failedChecks.sum();
    }

    Phase phaseAt(long nanoTime) {
        return clock.at(nanoTime - scenarioStart);
    }

    Map<Outcome, Long> iterations() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            long count = iterations.get(outcome.ordinal());
            if (count > 0) {
                counts.put(outcome, count);
            }
        }
        return counts;
    }

    /** Returns the number of iterations that ended so far, with any outcome. */
    long ended() {
        long sum = 0;
        for (int i = 0; i < iterations.length(); i++) {
            sum += iterations.get(i);
        }
        return sum;
    }
}
