// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apiguardian.api.API;

/**
 * A load as stored on disk. Reports, comparisons and histories are made from it, without the engine and the test that
 * ran the load.
 *
 * <p>Everything but {@link #timeline()}, {@link #latency} and {@link #toLoadResult()} comes from {@code results.json}
 * alone, so a copy of that file is enough for them; those three read {@code latency.hlog} on each call. Fields added by
 * a newer version of the library are ignored. Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StoredResult {

    /** Name of the file with the result. */
    public static final String RESULTS = "results.json";

    /** Name of the file with the timeline. */
    public static final String HISTOGRAMS = "latency.hlog";

    private final Path directory;
    private final Content content;

    /** The content of {@code results.json}. */
    record Content(
            StoredTest test,
            String runId,
            String verdict,
            JvmEnvironment environment,
            LoadPlan plan,
            String profileHash,
            LoadData data,
            Enforcement enforcement,
            List<ObjectiveResult> objectives,
            List<MonitorSummary> monitors,
            List<StoredCounts> counts,
            List<StoredWindows> windows,
            List<StoredSection> sections,
            Map<String, String> rawSections,
            List<String> notes,
            List<String> reasons) {}

    private StoredResult(Path directory, Content content) {
        this.directory = directory;
        this.content = content;
    }

    /**
     * Reads a result.
     *
     * @param directory the directory of a load, such as {@code target/perf/CatalogLoadTest.browse}
     * @return the result
     * @throws UncheckedIOException if its {@code results.json} cannot be read, is damaged, or was not written by this
     *     library or in this major version of its format; the message names the file and the place in it
     */
    public static StoredResult read(Path directory) {
        return new StoredResult(directory, ResultReader.read(directory.resolve(RESULTS)));
    }

    /**
     * Returns the directory of the result.
     *
     * @return the directory
     */
    public Path directory() {
        return directory;
    }

    /**
     * Returns the test that ran the load.
     *
     * @return test class, method and number of the load
     */
    public StoredTest test() {
        return content.test();
    }

    /**
     * Returns an identifier that all loads of one JUnit run have in common.
     *
     * @return an opaque text
     */
    public String runId() {
        return content.runId();
    }

    /**
     * Returns the start of the load.
     *
     * @return the moment to which all times of the result are relative
     */
    public Instant start() {
        return content.data().start();
    }

    /**
     * Returns the verdict on the load.
     *
     * @return {@code PASSED}, {@code FAILED}, {@code INVALID} or another word from the page on results; a newer version
     *     may add words
     */
    public String verdict() {
        return content.verdict();
    }

    /**
     * Returns the environment in which the load ran.
     *
     * @return the environment; loads are comparable if its fingerprint is the same
     */
    public JvmEnvironment environment() {
        return content.environment();
    }

    /**
     * Returns the planned load.
     *
     * @return scenarios with model, segments, pauses and limits; without URLs, and with default HTTP options
     */
    public LoadPlan plan() {
        return content.plan();
    }

    /**
     * Returns a text that is equal for equal loads, see {@link LoadProfile#hash}.
     *
     * @return 16 hexadecimal digits
     */
    public String profileHash() {
        return content.profileHash();
    }

    /**
     * Returns the figures without the series: scenarios with the windows of their phases, errors, checks, and the state
     * of the generator.
     *
     * @return figures without series
     */
    public LoadData data() {
        return content.data();
    }

    /**
     * Returns the objectives and checks that were evaluated on the result.
     *
     * @return in order, met or missed
     */
    public List<ObjectiveResult> objectives() {
        return content.objectives();
    }

    /**
     * Returns how missed objectives and fluent checks affected the test.
     *
     * @return {@code perf.slo}, or its default for this load
     */
    public Enforcement enforcement() {
        return content.enforcement();
    }

    /**
     * Returns the gauges that were sampled during the load.
     *
     * @return their figures over the measured time
     */
    public List<MonitorSummary> monitors() {
        return content.monitors();
    }

    /**
     * Returns the exact counts of all samples.
     *
     * @return one element a scenario, request and phase
     */
    public List<StoredCounts> counts() {
        return content.counts();
    }

    /**
     * Returns the percentiles over the course of the measured time.
     *
     * @return one element a request, step and scenario; none for a load that was cut off
     */
    public List<StoredWindows> windows() {
        return content.windows();
    }

    /**
     * Returns the sections that extensions added.
     *
     * @return the JSON of each section by its name
     */
    public Map<String, String> sections() {
        return content.rawSections();
    }

    /**
     * Returns the notes of the load.
     *
     * @return sentences
     */
    public List<String> notes() {
        return content.notes();
    }

    /**
     * Returns why the load has its verdict, as the failure of the test told it.
     *
     * @return sentences; none if the test did not fail, or the load ran in a version that did not write them
     */
    public List<String> reasons() {
        return content.reasons();
    }

    /**
     * Returns the intervals of the load.
     *
     * @return a timeline that reads {@code latency.hlog} on each pass, and throws if there is none
     */
    public Timeline timeline() {
        return StoredTimeline.of(directory.resolve(HISTOGRAMS));
    }

    /**
     * Adds up the response times of samples that ended well within a period, to the full second.
     *
     * @param fromMillis start, in milliseconds since the start of the load
     * @param toMillis end
     * @param which selects the series
     * @return their distribution, from which any percentile can be taken
     * @throws UncheckedIOException if {@code latency.hlog} cannot be read
     */
    public LatencySummary latency(long fromMillis, long toMillis, Predicate<Series.Key> which) {
        LatencySummary.Builder sum = new LatencySummary.Builder();
        timeline().forEach(interval -> {
            if (interval.isWithin(fromMillis, toMillis)) {
                interval.series().stream()
                        .filter(series -> which.test(series.key()))
                        .forEach(series -> sum.add(series.ok()));
            }
        });
        return sum.take();
    }

    /**
     * Returns the result as it was when it was written; any report can be made from it. Sections have their data and
     * tables, but no longer their type.
     *
     * @return an equal result
     * @throws UncheckedIOException if {@code latency.hlog} cannot be read, or has fewer samples than {@code
     *     results.json} counts
     */
    public LoadResult toLoadResult() {
        List<Series> totals = totals();
        if (!content.verdict().equals(ResultReader.INCOMPLETE)) {
            check(totals);
        }
        LoadResult result = new LoadResult(
                content.plan().name(),
                content.data().with(totals),
                timeline(),
                directory,
                content.enforcement(),
                content.monitors(),
                List.<ResultSection>copyOf(content.sections()));
        content.objectives().forEach(result.ledger()::add);
        return result;
    }

    /** Adds up interval by interval, so that no more than one of them is in memory. */
    private List<Series> totals() {
        Map<Series.Key, Series> sums = new LinkedHashMap<>();
        content.counts().forEach(counts -> sums.put(counts.key(), none(counts.key()))); // in the order of the result
        timeline().forEach((Interval interval) -> {
            for (Series series : interval.series()) {
                sums.merge(series.key(), series, (a, b) -> Series.merge(List.of(a, b))
                        .get(0));
            }
        });
        return new ArrayList<>(sums.values());
    }

    private static Series none(Series.Key key) {
        LatencySummary empty = LatencySummary.EMPTY;
        return new Series(key, Map.of(), empty, empty, empty, empty, Map.of(), 0, 0);
    }

    private void check(List<Series> totals) {
        Map<Series.Key, StoredCounts> logged = new HashMap<>();
        totals.forEach(series -> logged.put(series.key(), StoredCounts.of(series)));
        for (StoredCounts counted : content.counts()) {
            StoredCounts found = logged.get(counted.key());
            if (!counted.equals(found)) {
                String message =
                        directory.resolve(HISTOGRAMS) + " does not belong to " + RESULTS + ", or is not complete: of "
                                + counted.key() + " it has " + (found == null ? 0 : found.samples()) + " samples, and "
                                + RESULTS
                                + " counts " + counted.samples();
                throw new UncheckedIOException(message, new IOException(message));
            }
        }
    }
}
