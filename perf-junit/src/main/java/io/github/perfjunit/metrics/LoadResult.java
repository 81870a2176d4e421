// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * What a load test measured.
 *
 * <p>The figures never change. Objectives and fluent checks that were held against them are appended to
 * {@link #objectives()}, passed or missed, so that reports show them all. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LoadResult {

    /** Subject that stands for every request of every scenario. */
    public static final String ALL_REQUESTS = "all requests";

    /** Name under which requests are counted once there are too many names. */
    public static final String OTHER = "(other)";

    /** Place of an error that the body threw outside a request. */
    public static final String ITERATION = "(iteration)";

    /** Place of an error before a user's first iteration or after its last one. */
    public static final String USER = "(user)";

    private final String name;
    private final LoadData data;
    private final Timeline timeline;
    private final Path directory;
    private final Enforcement enforcement;
    private final List<MonitorSummary> monitors;
    private final List<ResultSection> sections;
    private final List<ObjectiveResult> objectives = new CopyOnWriteArrayList<>();

    /**
     * Makes a result of figures.
     *
     * @param name name of the test, such as {@code CatalogLoadTest.browse}
     * @param data the figures
     * @param timeline the same figures second by second
     * @param directory where the files of this result are written
     * @param enforcement what becomes of objectives that do not hold
     */
    public LoadResult(String name, LoadData data, Timeline timeline, Path directory, Enforcement enforcement) {
        this(name, data, timeline, directory, enforcement, List.of(), List.of());
    }

    /**
     * Makes a result of figures and of what extensions saw beside the load.
     *
     * @param name name of the test, such as {@code CatalogLoadTest.browse}
     * @param data the figures
     * @param timeline the same figures second by second
     * @param directory where the files of this result are written
     * @param enforcement what becomes of objectives that do not hold
     * @param monitors gauges that were sampled
     * @param sections what extensions add
     */
    public LoadResult(
            String name,
            LoadData data,
            Timeline timeline,
            Path directory,
            Enforcement enforcement,
            List<MonitorSummary> monitors,
            List<? extends ResultSection> sections) {
        this.name = name;
        this.data = data;
        this.timeline = timeline;
        this.directory = directory;
        this.enforcement = enforcement;
        this.monitors = List.copyOf(monitors);
        this.sections = new CopyOnWriteArrayList<>(sections);
    }

    /**
     * Returns the name of the test.
     *
     * @return a name such as {@code CatalogLoadTest.browse}
     */
    public String name() {
        return name;
    }

    /**
     * Returns the figures as plain data.
     *
     * @return the totals
     */
    public LoadData data() {
        return data;
    }

    /**
     * Returns the figures second by second.
     *
     * @return the intervals of the load
     */
    public Timeline timeline() {
        return timeline;
    }

    /**
     * Returns the directory with the files of this result.
     *
     * @return a path such as {@code target/perf/CatalogLoadTest.browse}
     */
    public Path directory() {
        return directory;
    }

    /**
     * Returns what becomes of objectives and fluent checks that do not hold.
     *
     * @return {@code perf.slo}, or its default for this load
     */
    public Enforcement enforcement() {
        return enforcement;
    }

    /**
     * Returns the gauges that were sampled beside the load.
     *
     * @return their figures over {@link Phase#MEASURE}, in the order in which they first came
     */
    public List<MonitorSummary> monitors() {
        return monitors;
    }

    /**
     * Returns what extensions added.
     *
     * @return the sections
     */
    public List<ResultSection> sections() {
        return List.copyOf(sections);
    }

    /**
     * Adds what an extension found out from the result itself.
     *
     * @param section the section, which replaces one of the same name
     */
    public void add(ResultSection section) {
        sections.removeIf(known -> known.name().equals(section.name()));
        sections.add(section);
    }

    /**
     * Returns what one extension added.
     *
     * @param type type of its section
     * @param <S> type of its section
     * @return the section; empty if that extension did not take part in the load
     */
    public <S extends ResultSection> Optional<S> section(Class<S> type) {
        return sections.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /**
     * Returns the objectives and checks held against this result so far, in order.
     *
     * @return an immutable copy
     */
    public List<ObjectiveResult> objectives() {
        return List.copyOf(objectives);
    }

    /**
     * Appends an objective or check to the ledger of this result.
     *
     * @param result how it ended
     */
    public void record(ObjectiveResult result) {
        objectives.add(result);
    }

    /**
     * Returns the names of all requests seen in any phase, in the order in which they first came; the names of
     * iterations if the bodies made no request at all.
     *
     * @return the names
     */
    public List<String> requestNames() {
        return names(subjectKind());
    }

    /**
     * Returns the texts of all database statements seen in any phase, in the order in which they first came.
     *
     * @return the texts, with placeholders for values
     */
    public List<String> statementNames() {
        return names(SeriesKind.STATEMENT);
    }

    /**
     * Returns the text under which a statement is counted: white space of any kind and length is one space.
     *
     * @param sql a statement with placeholders for its values
     * @return the text
     */
    public static String statementText(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }

    private List<String> names(SeriesKind kind) {
        return data.series().stream()
                .map(Series::key)
                .filter(key -> key.kind() == kind)
                .map(Series.Key::request)
                .distinct()
                .toList();
    }

    /**
     * Returns the figures of all requests in {@link Phase#MEASURE}. Where the bodies made no request at all, the
     * iterations stand for the requests.
     *
     * @return the figures
     */
    public Measurements all() {
        return part(subjectKind(), ALL_REQUESTS, true, Phase.MEASURE, key -> true, measured(s -> true), true);
    }

    /**
     * Returns the figures of one request name in {@link Phase#MEASURE}.
     *
     * @param request the name, such as {@code GET /products/{id}}, or the text of a database statement
     * @return the figures; without samples and not {@link Measurements#isKnown() known} if there is no such request
     */
    public Measurements request(String request) {
        List<String> names = requestNames();
        String name = names.contains(request) ? request : RequestNames.stored(request);
        boolean known = names.contains(name);
        if (!known) {
            Measurements statement = statement(request);
            if (statement.isKnown()) {
                return statement;
            }
        }
        return named(subjectKind(), name, known);
    }

    /**
     * Returns the figures of one database statement in {@link Phase#MEASURE}.
     *
     * @param sql its text with {@code ?} for its values, as reports show it; white space does not matter
     * @return the figures; without samples and not {@link Measurements#isKnown() known} if there is no such statement
     */
    public Measurements statement(String sql) {
        String text = RequestNames.storedStatement(statementText(sql));
        boolean known = statementNames().contains(text);
        return named(SeriesKind.STATEMENT, text, known);
    }

    private Measurements named(SeriesKind kind, String name, boolean known) {
        Predicate<Series.Key> which = key -> key.request().equals(name);
        return part(kind, name, known, Phase.MEASURE, which, measured(s -> true), false);
    }

    /**
     * Returns the figures of all requests of one scenario in {@link Phase#MEASURE}.
     *
     * @param scenario name of the scenario
     * @return the figures; without samples and not {@link Measurements#isKnown() known} if there is no such scenario
     */
    public Measurements scenario(String scenario) {
        boolean known = data.scenarios().stream().anyMatch(s -> s.name().equals(scenario));
        return part(
                subjectKind(),
                "scenario " + scenario,
                known,
                Phase.MEASURE,
                key -> key.scenario().equals(scenario),
                measured(s -> s.name().equals(scenario)),
                true);
    }

    /**
     * Returns the figures of all requests in one phase.
     *
     * @param phase the phase
     * @return the figures, possibly without samples
     */
    public Measurements phase(Phase phase) {
        long millis = data.scenarios().stream()
                .mapToLong(s -> s.phaseMillis().getOrDefault(phase, 0L))
                .max()
                .orElse(0);
        return part(subjectKind(), "phase " + phase.label(), true, phase, key -> true, Duration.ofMillis(millis), true);
    }

    /**
     * Returns the figures of what ended within a stretch of time, whatever its phase, to the full second.
     *
     * @param from start, counted from the start of the load
     * @param to end, counted from the start of the load
     * @return the figures, possibly without samples
     */
    public Measurements during(Duration from, Duration to) {
        SeriesKind kind = subjectKind();
        BiPredicate<Interval, Series.Key> covers = (interval, key) ->
                interval.fromMillis() >= from.toMillis() && interval.toMillis() <= to.toMillis() && key.kind() == kind;
        List<Series> series = new ArrayList<>();
        long[] covered = {0};
        timeline.forEach(interval -> {
            if (interval.fromMillis() >= from.toMillis() && interval.toMillis() <= to.toMillis()) {
                covered[0] += interval.toMillis() - interval.fromMillis();
                interval.series().stream()
                        .filter(s -> covers.test(interval, s.key()))
                        .forEach(series::add);
            }
        });
        return new Measurements(
                this,
                "from " + from.toSeconds() + " s to " + to.toSeconds() + " s",
                true,
                covers,
                from,
                Duration.ofMillis(covered[0]),
                Series.merge(series),
                0);
    }

    /**
     * Returns the longest time that any scenario spent in {@link Phase#MEASURE}.
     *
     * @return the measured time
     */
    public Duration measured() {
        return measured(s -> true);
    }

    /**
     * Returns how many iterations were due and never started, in all scenarios.
     *
     * @return zero or more
     */
    public long dropped() {
        return data.scenarios().stream().mapToLong(ScenarioSummary::dropped).sum();
    }

    private Duration measuredFrom() {
        return Duration.ofMillis(data.scenarios().stream()
                .mapToLong(ScenarioSummary::measuredFromMillis)
                .min()
                .orElse(0));
    }

    private Duration measured(Predicate<ScenarioSummary> which) {
        return Duration.ofMillis(data.scenarios().stream()
                .filter(which)
                .mapToLong(ScenarioSummary::measuredMillis)
                .max()
                .orElse(0));
    }

    private SeriesKind subjectKind() {
        boolean requests = data.series().stream().anyMatch(s -> s.key().kind() == SeriesKind.REQUEST);
        return requests ? SeriesKind.REQUEST : SeriesKind.ITERATION;
    }

    private Measurements part(
            SeriesKind kind,
            String subject,
            boolean known,
            Phase phase,
            Predicate<Series.Key> which,
            Duration duration,
            boolean withBody) {
        Predicate<Series.Key> keys = key -> key.phase() == phase && key.kind() == kind && which.test(key);
        long bodyFailures = 0;
        if (withBody && phase == Phase.MEASURE) {
            // Where iterations stand for requests, what failed in one of them is in their series already.
            bodyFailures = data.errors().stream()
                    .filter(e -> e.request().equals(USER)
                            || (kind == SeriesKind.REQUEST && e.request().equals(ITERATION)))
                    .filter(e -> which.test(new Series.Key(e.scenario(), ITERATION, SeriesKind.ITERATION, phase)))
                    .mapToLong(ErrorSummary::measured)
                    .sum();
        }
        return new Measurements(
                this,
                subject,
                known,
                (interval, key) -> keys.test(key),
                phase == Phase.MEASURE ? measuredFrom() : Duration.ZERO,
                duration,
                data.series().stream().filter(s -> keys.test(s.key())).toList(),
                bodyFailures);
    }
}
