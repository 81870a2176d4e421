// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Scope;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The failures of the measured time that objectives and checks covered, whatever their limits. */
final class ErrorCoverage {

    private final LoadResult result;
    private boolean all;
    private boolean bodies;
    private final Set<String> requests = new HashSet<>();
    private final Set<String> scenarios = new HashSet<>();
    private final Set<String> scenariosOfBodies = new HashSet<>();
    private final Set<String> kinds = new HashSet<>();
    private final List<Scope> stretches = new ArrayList<>();

    ErrorCoverage(LoadResult result, List<ObjectiveResult> judged) {
        this.result = result;
        for (ObjectiveResult verdict : judged) {
            Measure measure = verdict.measure();
            if (measure.kind() == Measure.Kind.ERRORS && !measure.errorKind().isEmpty()) {
                kinds.add(measure.errorKind());
            } else if (measure.kind() == Measure.Kind.ERRORS || measure.kind() == Measure.Kind.ERROR_RATE) {
                add(verdict.scope());
            }
        }
    }

    private void add(Scope scope) {
        switch (scope.kind()) {
            case ALL_REQUESTS -> all = true;
            case PHASE -> all |= scope.equals(Scope.phase(Phase.MEASURE));
            case REQUEST -> addRequest(scope.name());
            case SCENARIO -> addScenario(scope.name());
            case TAG ->
                result.data().scenarios().stream()
                        .filter(scenario -> scenario.isIn(scope))
                        .forEach(scenario -> scenarios.add(scenario.name()));
            case ITERATIONS -> addIterations();
            case STRETCH -> stretches.add(scope);
            case STATEMENT, OTHER_REQUESTS, LOAD, EXTRA, LABEL -> {
                // parts of requests or of a load that judges itself, the remainder, and figures of extensions
            }
        }
    }

    private void addRequest(String name) {
        for (Series series : result.data().series()) {
            Series.Key key = series.key();
            if (!key.request().equals(name)) {
                continue;
            }
            if (key.kind() == result.kind()) {
                requests.add(name);
            } else if (key.kind() == SeriesKind.ITERATION && !hasRequests(key.scenario())) {
                scenariosOfBodies.add(key.scenario()); // a scenario without requests is judged by its iterations
            }
        }
    }

    private boolean hasRequests(String scenario) {
        return result.data().series().stream()
                .map(Series::key)
                .anyMatch(key ->
                        key.kind() == SeriesKind.REQUEST && key.scenario().equals(scenario));
    }

    private void addScenario(String name) {
        if (result.data().scenarios().stream().map(ScenarioSummary::name).anyMatch(name::equals)) {
            scenarios.add(name);
        }
    }

    /** The row of iterations holds those whose bodies failed; if iterations stand for requests, it holds all. */
    private void addIterations() {
        if (result.kind() == SeriesKind.ITERATION) {
            all = true;
        }
        bodies = true;
    }

    boolean isNone() {
        return !all && requests.isEmpty() && scenarios.isEmpty() && kinds.isEmpty() && stretches.isEmpty();
    }

    boolean coversRequests(String scenario, String request) {
        return all || scenarios.contains(scenario) || requests.contains(request);
    }

    boolean coversBodies(String scenario) {
        return all || bodies || scenarios.contains(scenario) || scenariosOfBodies.contains(scenario);
    }

    boolean coversKind(String kind) {
        return kinds.contains(kind);
    }

    boolean hasKinds() {
        return !kinds.isEmpty();
    }

    boolean hasStretches() {
        return !stretches.isEmpty();
    }

    boolean isInStretch(Interval interval) {
        return stretches.stream()
                .anyMatch(stretch -> interval.isWithin(
                        stretch.from().toMillis(), stretch.to().toMillis()));
    }
}
