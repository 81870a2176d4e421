// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The figures of a load, or of one share of it, as plain data; shares are merged without loss.
 *
 * @param start when the load began
 * @param elapsedMillis how long it ran, all phases and the graceful stop included
 * @param series totals of all phases
 * @param scenarios the figures of each scenario
 * @param errors errors by place, kind and message
 * @param checks named checks of the body
 * @param generator the state of the load generator
 * @param stopReason why the load ended early; empty if it ended as planned
 * @param namesOverCap requests and connects that were counted under {@code (other)} because there were too many names
 * @param firstNamesOverCap the first names of those, at most five
 * @param metrics what the bodies gave for metrics of their own, of all phases
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LoadData(
        Instant start,
        long elapsedMillis,
        List<Series> series,
        List<ScenarioSummary> scenarios,
        List<ErrorSummary> errors,
        List<CheckSummary> checks,
        GeneratorHealth generator,
        String stopReason,
        long namesOverCap,
        List<String> firstNamesOverCap,
        List<CustomMetric> metrics) {

    private static final int MOST_FIRST_NAMES = 5;

    /**
     * Copies mutable arguments.
     *
     * @param start when the load began
     * @param elapsedMillis how long it ran, all phases and the graceful stop included
     * @param series totals of all phases
     * @param scenarios the figures of each scenario
     * @param errors errors by place, kind and message
     * @param checks named checks of the body
     * @param generator the state of the load generator
     * @param stopReason why the load ended early; empty if it ended as planned
     * @param namesOverCap requests and connects that were counted under {@code (other)} because there were too many names
     * @param firstNamesOverCap the first names of those, at most five; null for none, as from older workers
     * @param metrics what the bodies gave for metrics of their own; null for none, as from older workers
     */
    public LoadData {
        series = List.copyOf(series);
        scenarios = List.copyOf(scenarios);
        errors = List.copyOf(errors);
        checks = List.copyOf(checks);
        firstNamesOverCap = firstNamesOverCap == null ? List.of() : List.copyOf(firstNamesOverCap);
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
    }

    /**
     * Creates figures without the first names over the cap and without metrics of the bodies.
     *
     * @param start when the load began
     * @param elapsedMillis how long it ran, all phases and the graceful stop included
     * @param series totals of all phases
     * @param scenarios the figures of each scenario
     * @param errors errors by place, kind and message
     * @param checks named checks of the body
     * @param generator the state of the load generator
     * @param stopReason why the load ended early; empty if it ended as planned
     * @param namesOverCap requests and connects that were counted under {@code (other)} because there were too many names
     */
    public LoadData(
            Instant start,
            long elapsedMillis,
            List<Series> series,
            List<ScenarioSummary> scenarios,
            List<ErrorSummary> errors,
            List<CheckSummary> checks,
            GeneratorHealth generator,
            String stopReason,
            long namesOverCap) {
        this(
                start,
                elapsedMillis,
                series,
                scenarios,
                errors,
                checks,
                generator,
                stopReason,
                namesOverCap,
                List.of(),
                List.of());
    }

    /**
     * Reads figures that a worker sent.
     *
     * @param encoded text made by {@link #encode()}, in this version of the library or another
     * @return equal figures
     * @throws IllegalArgumentException if the text is not such an encoding
     */
    public static LoadData decode(String encoded) {
        return RecordJson.read(encoded, LoadData.class);
    }

    /**
     * Writes these figures without loss, as {@link #decode(String)} reads them.
     *
     * @return JSON without line breaks
     */
    public String encode() {
        return RecordJson.write(this);
    }

    /**
     * Returns these figures with other totals, such as totals that were read back second by second.
     *
     * @param totals totals of all phases
     * @return the same figures with the given totals
     */
    public LoadData with(List<Series> totals) {
        return new LoadData(
                start,
                elapsedMillis,
                totals,
                scenarios,
                errors,
                checks,
                generator,
                stopReason,
                namesOverCap,
                firstNamesOverCap,
                metrics);
    }

    /**
     * Adds up the shares of one load.
     *
     * <p>Counts, bytes and histograms are summed, so every percentile is that of all samples. Times are those of the
     * share that began first or lasted longest. CPU shares are means over the shares, all problems are kept.
     *
     * @param shares one element a share, at least one
     * @return the whole
     * @throws IllegalArgumentException if there is no share
     */
    public static LoadData merge(List<LoadData> shares) {
        if (shares.isEmpty()) {
            throw new IllegalArgumentException("no share to merge");
        }
        if (shares.size() == 1) {
            return shares.get(0);
        }
        return new LoadData(
                shares.stream().map(LoadData::start).min(Instant::compareTo).orElseThrow(),
                shares.stream().mapToLong(LoadData::elapsedMillis).max().orElseThrow(),
                Series.merge(flat(shares, LoadData::series)),
                fold(flat(shares, LoadData::scenarios), ScenarioSummary::name, LoadData::addScenarios),
                ErrorSummary.merge(flat(shares, LoadData::errors)),
                CheckSummary.merge(flat(shares, LoadData::checks)),
                mergeHealth(shares.stream().map(LoadData::generator).toList()),
                String.join(
                        "; ",
                        shares.stream()
                                .map(LoadData::stopReason)
                                .filter(r -> !r.isEmpty())
                                .distinct()
                                .toList()),
                shares.stream().mapToLong(LoadData::namesOverCap).sum(),
                shares.stream()
                        .flatMap(share -> share.firstNamesOverCap().stream())
                        .distinct()
                        .limit(MOST_FIRST_NAMES)
                        .toList(),
                CustomMetric.merge(flat(shares, LoadData::metrics)));
    }

    private static <T> List<T> flat(List<LoadData> shares, Function<LoadData, List<T>> part) {
        return shares.stream().flatMap(share -> part.apply(share).stream()).toList();
    }

    private static <T> List<T> fold(List<T> all, Function<T, Object> key, BinaryOperator<T> plus) {
        Map<Object, T> byKey = new LinkedHashMap<>();
        all.forEach(each -> byKey.merge(key.apply(each), each, plus));
        return new ArrayList<>(byKey.values());
    }

    private static ScenarioSummary addScenarios(ScenarioSummary a, ScenarioSummary b) {
        Map<Outcome, Long> iterations = new EnumMap<>(Outcome.class);
        Stream.of(a, b).forEach(s -> s.iterations().forEach((outcome, n) -> iterations.merge(outcome, n, Long::sum)));
        return new ScenarioSummary(
                a.name(),
                a.model(),
                a.open(),
                a.paced(),
                a.users() + b.users(),
                a.maxUsers() + b.maxUsers(),
                a.peakPerSecond() + b.peakPerSecond(),
                iterations,
                a.due() + b.due(),
                a.dropped() + b.dropped(),
                a.queued() + b.queued(),
                a.timedStarts() + b.timedStarts(),
                a.late() + b.late(),
                a.totalLateMicros() + b.totalLateMicros(),
                Math.max(a.worstLateMicros(), b.worstLateMicros()),
                addWindows(a, b),
                a.tags());
    }

    private static List<PhaseWindow> addWindows(ScenarioSummary a, ScenarioSummary b) {
        List<PhaseWindow> all = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            List<PhaseWindow> both = new ArrayList<>(a.windows(phase));
            both.addAll(b.windows(phase));
            all.addAll(PhaseWindow.union(both, phase));
        }
        all.sort(Comparator.comparingLong(PhaseWindow::fromMillis));
        return all;
    }

    private static GeneratorHealth mergeHealth(Collection<GeneratorHealth> parts) {
        return new GeneratorHealth(
                meanOfKnown(parts, GeneratorHealth::machineCpu),
                meanOfKnown(parts, GeneratorHealth::processCpu),
                parts.stream().mapToLong(GeneratorHealth::gcMillis).max().orElse(0),
                parts.stream().mapToLong(GeneratorHealth::gcLongestMillis).max().orElse(0),
                LatencySummary.merge(
                        parts.stream().map(GeneratorHealth::hiccups).toList()),
                parts.stream().mapToDouble(GeneratorHealth::lostMillis).max().orElse(0),
                parts.stream()
                        .map(GeneratorHealth::pinned)
                        .reduce(PinnedThreads::plus)
                        .orElse(PinnedThreads.UNWATCHED),
                parts.stream().flatMap(h -> h.stuckUsers().stream()).toList(),
                parts.stream().flatMap(h -> h.problems().stream()).toList());
    }

    /** If one share does not know its CPU use, that of the whole is unknown. */
    private static double meanOfKnown(Collection<GeneratorHealth> parts, ToDoubleFunction<GeneratorHealth> share) {
        return parts.stream()
                .mapToDouble(share)
                .filter(value -> value >= 0)
                .average()
                .orElse(-1);
    }
}
