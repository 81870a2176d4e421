// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.metrics.CheckTable;
import io.github.perfjunit.internal.metrics.ErrorTable;
import io.github.perfjunit.internal.metrics.SampleRecorder;
import io.github.perfjunit.internal.metrics.SeriesNames;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.RequestNames;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** Where one scenario writes what it measures. Thread-safe. */
final class ScenarioBooks {

    private final String scenario;
    private final PhaseClock clock;
    private final SampleRecorder samples;
    private final SeriesNames names;
    private final ErrorTable errors;
    private final CheckTable checks;
    private final int iterationSeries;
    private final Map<String, Integer> requestSeries = new ConcurrentHashMap<>();
    private final Map<String, Integer> statementSeries = new ConcurrentHashMap<>();
    private final Map<String, Integer> connectSeries = new ConcurrentHashMap<>();
    private final AtomicLongArray iterations = new AtomicLongArray(Outcome.values().length);
    private volatile long loadStart;
    private volatile long scenarioStart;

    ScenarioBooks(
            String scenario,
            PhaseClock clock,
            SampleRecorder samples,
            SeriesNames names,
            ErrorTable errors,
            CheckTable checks) {
        this.scenario = scenario;
        this.clock = clock;
        this.samples = samples;
        this.names = names;
        this.errors = errors;
        this.checks = checks;
        this.iterationSeries = names.number(scenario, scenario, SeriesKind.ITERATION);
    }

    void begin(long loadStartNanos, long scenarioStartNanos) {
        loadStart = loadStartNanos;
        scenarioStart = scenarioStartNanos;
    }

    void iteration(int lane, long intended, long started, long ended, Outcome outcome) {
        iterations.incrementAndGet(outcome.ordinal());
        sample(lane, iterationSeries, intended, started, ended, outcome, 0, 0);
    }

    void request(
            int lane,
            String name,
            long intended,
            long started,
            long ended,
            Outcome outcome,
            long bytesSent,
            long bytesReceived) {
        int series = series(requestSeries, name, SeriesKind.REQUEST);
        sample(lane, series, intended, started, ended, outcome, bytesSent, bytesReceived);
    }

    void statement(int lane, String text, long started, long ended, Outcome outcome) {
        int series = series(statementSeries, text, SeriesKind.STATEMENT);
        sample(lane, series, started, started, ended, outcome, 0, 0);
    }

    void connect(int lane, String name, long started, long ended, Outcome outcome) {
        int series = series(connectSeries, name, SeriesKind.CONNECT);
        sample(lane, series, started, started, ended, outcome, 0, 0);
    }

    private void sample(
            int lane,
            int series,
            long intended,
            long started,
            long ended,
            Outcome outcome,
            long bytesSent,
            long bytesReceived) {
        samples.record(
                lane, series, phaseAt(intended), outcome, ended - intended, ended - started, bytesSent, bytesReceived);
    }

    /** A name beyond the cap is not kept here either: the map must not grow with names. */
    private int series(Map<String, Integer> known, String name, SeriesKind kind) {
        Integer series = known.get(name);
        if (series == null) {
            if (kind == SeriesKind.REQUEST) {
                RequestNames.checked(name);
            }
            series = names.number(scenario, name, kind);
            if (known.size() < SeriesNames.MAX_NAMES) {
                known.put(name, series);
            }
        }
        return series;
    }

    /** Lists an error; what happens before the load starts counts as happening then. */
    void error(String place, String kind, String message, @Nullable Throwable cause, Phase phase) {
        long since = loadStart == 0 ? 0 : System.nanoTime() - loadStart;
        String stored =
                requestSeries.containsKey(place) ? RequestNames.stored(place) : RequestNames.storedStatement(place);
        errors.add(scenario, stored, kind, message, cause, phase, since / 1_000_000);
    }

    void check(String name, boolean passed) {
        checks.add(scenario, name, passed);
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
}
