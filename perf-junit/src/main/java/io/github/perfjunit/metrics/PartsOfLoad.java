// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import io.github.perfjunit.metrics.Measurements.BodyOutcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Selects the figures of a part of a load. Requests are judged; for a scenario whose body made none, or a load without
 * any, its iterations.
 */
final class PartsOfLoad {

    private final LoadResult result;
    private final LoadData data;
    private final Map<String, SeriesKind> kinds = new HashMap<>();
    private final SeriesKind kind;

    PartsOfLoad(LoadResult result) {
        this.result = result;
        this.data = result.data();
        data.scenarios().forEach(scenario -> kinds.put(scenario.name(), SeriesKind.ITERATION));
        data.series().stream()
                .map(Series::key)
                .filter(key -> key.kind() == SeriesKind.REQUEST)
                .forEach(key -> kinds.put(key.scenario(), SeriesKind.REQUEST));
        this.kind = kinds.containsValue(SeriesKind.REQUEST) ? SeriesKind.REQUEST : SeriesKind.ITERATION;
    }

    /** Returns the kind of samples that is judged for the load as a whole. */
    SeriesKind kind() {
        return kind;
    }

    private SeriesKind kind(String scenario) {
        return kinds.getOrDefault(scenario, kind);
    }

    List<String> names(SeriesKind which) {
        return data.series().stream()
                .map(Series::key)
                .filter(key -> key.kind() == which)
                .map(Series.Key::request)
                .distinct()
                .toList();
    }

    List<Measurements> each(SeriesKind which) {
        return names(which).stream()
                .map(name -> {
                    Predicate<Series.Key> named =
                            key -> key.kind() == which && key.request().equals(name);
                    return measured(Scope.request(name), true, named, holders(named), which, false);
                })
                .toList();
    }

    Measurements all() {
        return measured(Scope.ALL_REQUESTS, true, key -> key.kind() == kind, scenario -> true, kind, true);
    }

    Measurements iterations() {
        return measured(
                Scope.ITERATIONS,
                true,
                key -> key.kind() == SeriesKind.ITERATION,
                scenario -> true,
                SeriesKind.ITERATION,
                true);
    }

    Measurements request(String asked) {
        if (asked.equals(LoadResult.ITERATION)) {
            return iterations();
        }
        boolean exact = data.series().stream()
                .anyMatch(s -> s.key().request().equals(asked) && s.key().kind() != SeriesKind.STATEMENT);
        String name = exact ? asked : RequestNames.stored(asked);
        Predicate<Series.Key> named = key ->
                key.request().equals(name) && (key.kind() == kind(key.scenario()) || key.kind() == SeriesKind.STEP);
        boolean known = data.series().stream().map(Series::key).anyMatch(named);
        if (!known) {
            Measurements statement = statement(RequestNames.storedStatement(LoadResult.statementText(asked)));
            if (statement.isKnown()) {
                return statement;
            }
        }
        return measured(Scope.request(name), known, named, holders(named), kind, false);
    }

    Measurements statement(String text) {
        Predicate<Series.Key> named =
                key -> key.kind() == SeriesKind.STATEMENT && key.request().equals(text);
        boolean known = data.series().stream().map(Series::key).anyMatch(named);
        return measured(Scope.statement(text), known, named, holders(named), SeriesKind.STATEMENT, false);
    }

    /** Finds the scenarios that hold a series in any phase: its rate is that over the time in which they measured. */
    private Predicate<String> holders(Predicate<Series.Key> which) {
        Set<String> scenarios = data.series().stream()
                .map(Series::key)
                .filter(which)
                .map(Series.Key::scenario)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return scenarios::contains;
    }

    Measurements scenario(String name) {
        boolean known = data.scenarios().stream().anyMatch(s -> s.name().equals(name));
        SeriesKind own = kind(name);
        return measured(
                Scope.scenario(name),
                known,
                key -> key.scenario().equals(name) && key.kind() == own,
                name::equals,
                own,
                true);
    }

    /** Scenarios without requests count by their iterations only if none of the others has requests. */
    Measurements tagged(String tag, String value) {
        Set<String> tagged = data.scenarios().stream()
                .filter(scenario -> value.equals(scenario.tags().get(tag)))
                .map(ScenarioSummary::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean requests = tagged.stream().anyMatch(name -> kind(name) == SeriesKind.REQUEST);
        SeriesKind own = requests ? SeriesKind.REQUEST : SeriesKind.ITERATION;
        return measured(
                Scope.tag(tag, value),
                !tagged.isEmpty(),
                key -> tagged.contains(key.scenario()) && key.kind() == own,
                tagged::contains,
                own,
                true);
    }

    Measurements phase(Phase phase) {
        return part(
                Scope.phase(phase), phase, true, key -> key.kind() == kind, scenario -> true, bodies(phase, s -> true));
    }

    private Measurements measured(
            Scope scope,
            boolean known,
            Predicate<Series.Key> which,
            Predicate<String> scenarios,
            SeriesKind own,
            boolean withBodies) {
        BodyOutcomes bodies = withBodies ? bodies(Phase.MEASURE, scenarios) : BodyOutcomes.NONE;
        if (own == SeriesKind.ITERATION && withBodies) { // their failures are in the series already
            bodies = new BodyOutcomes(bodies.ended(), failures(LoadResult.USER, scenarios));
        }
        return part(scope, Phase.MEASURE, known, which, scenarios, bodies);
    }

    private Measurements part(
            Scope scope,
            Phase phase,
            boolean known,
            Predicate<Series.Key> which,
            Predicate<String> scenarios,
            BodyOutcomes bodies) {
        List<PhaseWindow> windows = windows(phase, scenarios);
        List<Series> own =
                data.series().stream().filter(s -> which.test(s.key())).toList();
        return new Measurements(
                result,
                scope,
                known,
                (interval, key) -> key.phase() == phase && which.test(key),
                Duration.ofMillis(windows.isEmpty() ? 0 : windows.get(0).fromMillis()),
                PhaseWindow.length(windows),
                own.stream().filter(s -> s.key().phase() == phase).toList(),
                own.stream().mapToLong(s -> s.okEnded(phase)).sum(),
                bodies);
    }

    /** Errors are known to be measured or not, and of no other phase. */
    private BodyOutcomes bodies(Phase phase, Predicate<String> scenarios) {
        if (phase != Phase.MEASURE) {
            return BodyOutcomes.NONE;
        }
        long ended = data.series().stream()
                .filter(s -> s.key().kind() == SeriesKind.ITERATION && s.key().phase() == phase)
                .filter(s -> scenarios.test(s.key().scenario()))
                .mapToLong(s -> s.count(Outcome.OK) + s.failures())
                .sum();
        long ofUsers = failures(LoadResult.USER, scenarios);
        return new BodyOutcomes(ended + ofUsers, failures(LoadResult.ITERATION, scenarios) + ofUsers);
    }

    private long failures(String place, Predicate<String> scenarios) {
        return data.errors().stream()
                .filter(error -> error.request().equals(place) && scenarios.test(error.scenario()))
                .mapToLong(ErrorSummary::measured)
                .sum();
    }

    List<PhaseWindow> windows(Phase phase, Predicate<String> scenarios) {
        return PhaseWindow.union(
                data.scenarios().stream()
                        .filter(scenario -> scenarios.test(scenario.name()))
                        .flatMap(scenario -> scenario.windows(phase).stream())
                        .toList(),
                phase);
    }

    Measurements during(Duration from, Duration to) {
        return ended(
                Scope.stretch(from, to), true, from, interval -> interval.isWithin(from.toMillis(), to.toMillis()));
    }

    Measurements stretch(String label) {
        long from = data.scenarios().stream()
                .flatMap(scenario -> scenario.windows().stream())
                .filter(window -> window.label().equals(label))
                .mapToLong(PhaseWindow::fromMillis)
                .min()
                .orElse(0);
        return ended(
                Scope.stretch(label),
                !label.isEmpty() && result.stretches().contains(label),
                Duration.ofMillis(from),
                interval -> !label.isEmpty()
                        && interval.scenarios().stream()
                                .anyMatch(scenario -> scenario.label().equals(label)));
    }

    private Measurements ended(Scope scope, boolean known, Duration start, Predicate<Interval> which) {
        List<Series> ended = new ArrayList<>();
        long[] sums = {0, 0, 0};
        result.timeline().forEach(interval -> {
            if (which.test(interval)) {
                sums[0] += interval.millis();
                sums[1] += interval.scenarios().stream()
                        .mapToLong(ScenarioInterval::bodyFailures)
                        .sum();
                for (Series series : interval.series()) {
                    if (series.key().kind() == SeriesKind.ITERATION) {
                        sums[2] += series.count(Outcome.OK) + series.failures();
                    }
                    if (series.key().kind() == kind) {
                        ended.add(series);
                    }
                }
            }
        });
        List<Series> series = Series.merge(ended);
        boolean inSeries = kind == SeriesKind.ITERATION;
        return new Measurements(
                result,
                scope,
                known,
                (interval, key) -> key.kind() == kind && which.test(interval),
                start,
                Duration.ofMillis(sums[0]),
                series,
                series.stream().mapToLong(s -> s.count(Outcome.OK)).sum(),
                inSeries ? BodyOutcomes.NONE : new BodyOutcomes(sums[2], sums[1]));
    }
}
