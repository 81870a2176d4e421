// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The result of a load test: all its figures, immutable.
 *
 * <p>Objectives and fluent checks that are evaluated on a result are kept in the {@link #ledger()} beside it, met or
 * missed, so that reports show them all. Thread-safe.
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
    private final MonitorTimeline monitorTimeline;
    private final List<ResultSection> sections;
    private final Ledger ledger;
    private final PartsOfLoad parts;

    /**
     * Creates a result from figures.
     *
     * @param name name of the test, such as {@code CatalogLoadTest.browse}
     * @param data the figures
     * @param timeline the same figures second by second
     * @param directory where the files of this result are written
     * @param enforcement how missed objectives affect the test
     */
    public LoadResult(String name, LoadData data, Timeline timeline, Path directory, Enforcement enforcement) {
        this(name, data, timeline, directory, enforcement, List.of(), List.of());
    }

    /**
     * Creates a result from figures and from the data that extensions collected during the load.
     *
     * @param name name of the test, such as {@code CatalogLoadTest.browse}
     * @param data the figures
     * @param timeline the same figures second by second
     * @param directory where the files of this result are written
     * @param enforcement how missed objectives affect the test
     * @param monitors gauges that were sampled
     * @param sections the sections that extensions add
     */
    public LoadResult(
            String name,
            LoadData data,
            Timeline timeline,
            Path directory,
            Enforcement enforcement,
            List<MonitorSummary> monitors,
            List<? extends ResultSection> sections) {
        this(name, data, timeline, directory, enforcement, monitors, MonitorTimeline.EMPTY, sections, new Ledger());
    }

    private LoadResult(
            String name,
            LoadData data,
            Timeline timeline,
            Path directory,
            Enforcement enforcement,
            List<MonitorSummary> monitors,
            MonitorTimeline monitorTimeline,
            List<? extends ResultSection> sections,
            Ledger ledger) {
        this.name = name;
        this.data = data;
        this.timeline = timeline;
        this.directory = directory;
        this.enforcement = enforcement;
        this.monitors = List.copyOf(monitors);
        this.monitorTimeline = monitorTimeline;
        this.sections = List.copyOf(sections);
        this.ledger = ledger;
        this.parts = new PartsOfLoad(this);
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
     * Returns how missed objectives and fluent checks affect the test.
     *
     * @return {@code perf.slo}, or its default for this load
     */
    public Enforcement enforcement() {
        return enforcement;
    }

    /**
     * Returns the gauges that were sampled during the load.
     *
     * @return their figures over {@link Phase#MEASURE}, in the order in which they first came
     */
    public List<MonitorSummary> monitors() {
        return monitors;
    }

    /**
     * Returns the values of the gauges second by second, in all phases.
     *
     * @return the values; none unless the load was run by this library just now
     */
    public MonitorTimeline monitorTimeline() {
        return monitorTimeline;
    }

    /**
     * Returns this result with the values of its gauges second by second.
     *
     * @param values the values
     * @return the same figures with the same ledger
     */
    public LoadResult with(MonitorTimeline values) {
        return new LoadResult(name, data, timeline, directory, enforcement, monitors, values, sections, ledger);
    }

    /**
     * Returns the sections that extensions added.
     *
     * @return the sections
     */
    public List<ResultSection> sections() {
        return sections;
    }

    /**
     * Returns this result with sections that extensions derived from it.
     *
     * @param found the sections; each replaces one of the same name
     * @return the same figures with the same ledger; this result itself if there are no sections
     */
    public LoadResult with(List<? extends ResultSection> found) {
        if (found.isEmpty()) {
            return this;
        }
        Map<String, ResultSection> byName = new LinkedHashMap<>();
        sections.forEach(section -> byName.put(section.name(), section));
        found.forEach(section -> byName.put(section.name(), section));
        return new LoadResult(
                name,
                data,
                timeline,
                directory,
                enforcement,
                monitors,
                monitorTimeline,
                List.copyOf(byName.values()),
                ledger);
    }

    /**
     * Returns the section that one extension added.
     *
     * @param type type of its section
     * @param <S> type of its section
     * @return the section; empty if that extension did not take part in the load
     */
    public <S extends ResultSection> Optional<S> section(Class<S> type) {
        return sections.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /**
     * Returns the ledger of this result's objectives and checks.
     *
     * @return the ledger
     */
    public Ledger ledger() {
        return ledger;
    }

    /**
     * Returns the objectives and checks evaluated on this result so far, in order.
     *
     * @return an immutable copy
     */
    public List<ObjectiveResult> objectives() {
        return ledger.entries();
    }

    /**
     * Returns the names of all requests seen in any phase, in the order in which they first came; the names of
     * scenarios if the bodies made no request at all, for their iterations.
     *
     * @return the names
     */
    public List<String> requestNames() {
        return parts.names(parts.kind());
    }

    /**
     * Returns the names of all steps with requests inside them, seen in any phase, in the order in which they first came.
     *
     * @return the names
     */
    public List<String> stepNames() {
        return parts.names(SeriesKind.STEP);
    }

    /**
     * Returns the figures of each of {@link #requestNames()} in {@link Phase#MEASURE}, without steps of the same name that
     * had requests inside them.
     *
     * @return one element a name; their counts add up to those of {@link #all()}
     */
    public List<Measurements> requests() {
        return parts.each(parts.kind());
    }

    /**
     * Returns the figures of each of {@link #stepNames()} in {@link Phase#MEASURE}.
     *
     * @return one element a name
     */
    public List<Measurements> steps() {
        return parts.each(SeriesKind.STEP);
    }

    /**
     * Returns the texts of all database statements seen in any phase, in the order in which they first came.
     *
     * @return the texts, with placeholders for values
     */
    public List<String> statementNames() {
        return parts.names(SeriesKind.STATEMENT);
    }

    /**
     * Returns the kind of the samples of {@link #all()}.
     *
     * @return {@link SeriesKind#REQUEST}, or {@link SeriesKind#ITERATION} where the bodies made no request at all
     */
    public SeriesKind kind() {
        return parts.kind();
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

    /**
     * Returns the figures of all requests in {@link Phase#MEASURE}. Steps with requests inside them are not among them.
     * Where the bodies made no request at all, the iterations stand for the requests.
     *
     * @return the figures
     */
    public Measurements all() {
        return parts.all();
    }

    /**
     * Returns the figures of all iterations in {@link Phase#MEASURE}; their latencies include pauses inside them.
     *
     * @return the figures
     */
    public Measurements iterations() {
        return parts.iterations();
    }

    /**
     * Returns the figures of one request name or step name in {@link Phase#MEASURE}.
     *
     * @param request the name, such as {@code GET /products/{id}}, the text of a database statement, or {@link #ITERATION}
     * @return the figures; without samples and not {@link Measurements#isKnown() known} if there is no such request
     */
    public Measurements request(String request) {
        return parts.request(request);
    }

    /**
     * Returns the figures of one database statement in {@link Phase#MEASURE}.
     *
     * @param sql its text with {@code ?} for its values, as reports show it; white space does not matter
     * @return the figures; without samples and not {@link Measurements#isKnown() known} if there is no such statement
     */
    public Measurements statement(String sql) {
        return parts.statement(RequestNames.storedStatement(statementText(sql)));
    }

    /**
     * Returns the figures of all requests of one scenario in {@link Phase#MEASURE}; those of its iterations if it made no
     * request.
     *
     * @param scenario name of the scenario
     * @return the figures; without samples and not {@link Measurements#isKnown() known} if there is no such scenario
     */
    public Measurements scenario(String scenario) {
        return parts.scenario(scenario);
    }

    /**
     * Returns the figures of all requests of the scenarios with a tag in {@link Phase#MEASURE}; those of their iterations
     * if they made no request.
     *
     * @param tag name of the tag
     * @param value its value
     * @return the figures; without samples and not {@link Measurements#isKnown() known} if no scenario has that tag
     */
    public Measurements tagged(String tag, String value) {
        return parts.tagged(tag, value);
    }

    /**
     * Returns the figures of all requests in one phase.
     *
     * @param phase the phase
     * @return the figures, possibly without samples
     */
    public Measurements phase(Phase phase) {
        return parts.phase(phase);
    }

    /**
     * Returns the figures of the samples that ended within a period, in any phase, to the full second.
     *
     * @param from start, counted from the start of the load
     * @param to end, counted from the start of the load
     * @return the figures, possibly without samples
     */
    public Measurements during(Duration from, Duration to) {
        return parts.during(from, to);
    }

    /**
     * Returns the figures of the samples that ended in the parts of the load with a label, to the full second.
     *
     * @param label a label of segments, such as {@code spike} or {@code step 3}
     * @return the figures; without samples and not {@link Measurements#isKnown() known} if no part has the label
     */
    public Measurements stretch(String label) {
        return parts.stretch(label);
    }

    /**
     * Returns the labels of the parts of the load, in order of time.
     *
     * @return each label once; none if no segment of the load has one
     */
    public List<String> stretches() {
        return data.scenarios().stream()
                .flatMap(scenario -> scenario.windows().stream())
                .map(PhaseWindow::label)
                .filter(label -> !label.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Returns the time in which any scenario was in {@link Phase#MEASURE}.
     *
     * @return the measured time; where scenarios overlap it counts once
     */
    public Duration measured() {
        return PhaseWindow.length(parts.windows(Phase.MEASURE, scenario -> true));
    }

    /**
     * Returns the number of iterations that were due and never started, in all scenarios.
     *
     * @return zero or more
     */
    public long dropped() {
        return data.scenarios().stream().mapToLong(ScenarioSummary::dropped).sum();
    }
}
