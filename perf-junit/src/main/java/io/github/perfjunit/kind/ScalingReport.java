// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import io.github.perfjunit.analysis.Knee;
import io.github.perfjunit.analysis.MeanInterval;
import io.github.perfjunit.analysis.Scaling;
import io.github.perfjunit.analysis.UniversalScalability;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * How a target scales with its replicas: the results of the same load, or of the same {@code @Capacity} test, against 1, 3
 * and 5 of them, say. A few points are too few for a law, so speed-up, efficiency and serial fraction are given as they
 * were measured, each with a 95 % interval: by the seconds of the measured time, or, for capacities, by the smallest load
 * that was missed.
 *
 * <p>Throughput must be what the replicas carry, not what was asked for: users in a closed model, enough of them for the
 * largest number of replicas, or an arrival rate above what all carry. Immutable.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ScalingReport {

    /** Share of the arrivals that were queued or dropped, in percent, below which a target kept up with its load. */
    private static final double KEPT_UP = 3;

    private static final double HARDLY = 1.1;

    /** Share of their time that users should wait for answers; if they do not, more replicas cannot show. */
    private static final double WAITING = 50;

    private final Map<Integer, LoadResult> results;
    private final List<ScalingPoint> points;
    private final Scaling scaling;

    private ScalingReport(Map<Integer, LoadResult> results, List<ScalingPoint> points, Scaling scaling) {
        this.results = results;
        this.points = List.copyOf(points);
        this.scaling = scaling;
    }

    /** What one result says: its throughput and by which share of it that may be wrong. */
    private record Carried(double throughput, double uncertainty, Duration p95, double errorPercent) {}

    /**
     * Compares results.
     *
     * @param resultsByReplicas the result for each number of replicas; that of one must be among them
     * @return the report
     * @throws IllegalArgumentException if there is no result of one replica, a load was cut off or carried nothing, the
     *     loads were different, a capacity was not verified, or a target kept up with its arrival rate or pace
     */
    public static ScalingReport of(Map<Integer, LoadResult> resultsByReplicas) {
        Map<Integer, LoadResult> results = new TreeMap<>(resultsByReplicas);
        Map<Integer, Carried> carried = new TreeMap<>();
        results.forEach((replicas, result) -> {
            checkSame(results.values().iterator().next(), replicas, result);
            carried.put(replicas, carried(words(replicas), result));
        });
        Map<Integer, Double> throughputs = new TreeMap<>();
        carried.forEach((replicas, each) -> throughputs.put(replicas, each.throughput));
        Scaling scaling = Scaling.of(throughputs);
        Carried one = Objects.requireNonNull(carried.get(1));
        List<ScalingPoint> points = new ArrayList<>();
        carried.forEach((replicas, each) -> points.add(ScalingPoint.of(
                replicas, each.throughput, each.p95, each.errorPercent, speedUp(one, each, replicas == 1))));
        return new ScalingReport(results, points, scaling);
    }

    private static String words(int replicas) {
        return "with " + FigureFormat.count(replicas, "replica");
    }

    private static void checkSame(LoadResult first, int replicas, LoadResult result) {
        List<String> expected = models(first);
        List<String> own = models(result);
        if (!own.equals(expected)) {
            throw new IllegalArgumentException("the load " + words(replicas) + " was " + String.join("; ", own)
                    + " but must be the same for all, " + String.join("; ", expected));
        }
    }

    private static List<String> models(LoadResult result) {
        return result.data().scenarios().stream().map(ScenarioSummary::model).toList();
    }

    private static Carried carried(String words, LoadResult result) {
        if (!result.data().stopReason().isEmpty()) {
            throw new IllegalArgumentException("the load " + words + " was cut off, so its throughput says nothing: "
                    + result.data().stopReason());
        }
        return result.section(CapacityReport.class)
                .map(report -> ofCapacity(words, report))
                .orElseGet(() -> ofLoad(words, result));
    }

    private static Carried ofCapacity(String words, CapacityReport report) {
        LoadStep probe = report.verified()
                .orElseThrow(() ->
                        new IllegalArgumentException("no capacity was verified " + words + ": " + report.summary()));
        double missed = report.found().missed();
        double uncertainty =
                Double.isInfinite(missed) ? Double.NaN : missed / report.found().load() - 1;
        return new Carried(probe.throughput(), uncertainty, probe.p95(), probe.errorPercent());
    }

    private static Carried ofLoad(String words, LoadResult result) {
        for (ScenarioSummary scenario : result.data().scenarios()) {
            double behind = 100.0 * (scenario.queued() + scenario.dropped()) / Math.max(1, scenario.due());
            if (scenario.paced() && behind < KEPT_UP) {
                throw new IllegalArgumentException("the target kept up with the rate or pace of " + scenario.name()
                        + " "
                        + words + ", so the load set the throughput and not the replicas: take users, or a rate above"
                        + " what all replicas carry");
            }
        }
        double uncertainty = MeanInterval.of(seconds(result))
                .map(interval -> interval.half() / interval.mean())
                .orElse(Double.NaN);
        double failed = result.all().failures();
        double ended = Math.max(1, result.all().count());
        return new Carried(
                result.all().throughput(), uncertainty, result.all().latency().percentile(95), 100 * failed / ended);
    }

    /** Requests that ended well in each whole second of the measured time, or of iterations where there are none. */
    private static double[] seconds(LoadResult result) {
        List<Double> rates = new ArrayList<>();
        result.timeline().forEach(interval -> {
            boolean measured = result.data().scenarios().stream()
                    .flatMap(scenario -> scenario.windows(Phase.MEASURE).stream())
                    .anyMatch(window ->
                            interval.fromMillis() >= window.fromMillis() && interval.toMillis() <= window.toMillis());
            if (measured && interval.millis() > 0) {
                long ok = interval.series().stream()
                        .filter(series -> series.key().kind() == result.kind())
                        .mapToLong(series -> series.count(Outcome.OK))
                        .sum();
                rates.add(1_000.0 * ok / interval.millis());
            }
        });
        return rates.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static ScalingPoint.Figure speedUp(Carried one, Carried many, boolean same) {
        double value = many.throughput / one.throughput;
        double half = same ? 0 : Math.hypot(one.uncertainty, many.uncertainty);
        return new ScalingPoint.Figure(value, value * Math.max(0, 1 - half), value * (1 + half));
    }

    /**
     * Returns what each number of replicas carried.
     *
     * @return in rising order
     */
    public List<ScalingPoint> points() {
        return points;
    }

    /**
     * Returns what a number of replicas carried.
     *
     * @param replicas the number
     * @return its figures
     * @throws IllegalArgumentException if it was not measured
     */
    public ScalingPoint at(int replicas) {
        return points.stream()
                .filter(point -> point.replicas() == replicas)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("replicas were " + replicas
                        + " but must be one of those that were measured, " + results.keySet()));
    }

    /**
     * Returns the result for a number of replicas.
     *
     * @param replicas the number
     * @return its result
     * @throws IllegalArgumentException if it was not measured
     */
    public LoadResult result(int replicas) {
        at(replicas);
        return Objects.requireNonNull(results.get(replicas));
    }

    /**
     * Tells how many replicas a load needs, so that each carries at most 70 % of what one alone carried, and all together
     * at most 70 % of what so many carried. Beyond the largest number that was measured there is an answer only where the
     * law of scalability ({@link UniversalScalability}) may be used, which takes six or more numbers of replicas, and up to
     * twice that number.
     *
     * @param perSecond requests a second, zero or more
     * @return the number, or why there is none and what to measure
     * @throws IllegalArgumentException if the load is below zero or no number
     */
    public InstanceCount instancesFor(double perSecond) {
        if (!(perSecond >= 0)) {
            throw new IllegalArgumentException("load was " + perSecond + "/s but must be zero or more");
        }
        OptionalInt measured = scaling.instancesFor(perSecond);
        if (measured.isPresent()) {
            return InstanceCount.of(measured.getAsInt());
        }
        UniversalScalability law = UniversalScalability.of(points.stream()
                .map(point -> new Knee.Step(point.replicas(), point.throughput()))
                .toList());
        int most = points.get(points.size() - 1).replicas();
        String refusal = law.refusal();
        for (int replicas = most + 1; refusal.isEmpty() && replicas <= 2 * most; replicas++) {
            UniversalScalability.Prediction prediction = law.at(replicas);
            refusal = prediction.refusal();
            if (refusal.isEmpty() && prediction.low() * Scaling.USED >= perSecond) {
                return InstanceCount.of(replicas);
            }
        }
        return InstanceCount.refused(scaling.refusal(perSecond)
                + "; the law of scalability does not tell either: "
                + (refusal.isEmpty() ? "not even " + 2 * most + " would do by it" : refusal));
    }

    /**
     * Returns remarks on what was measured, for readers of the figures.
     *
     * @return a sentence each; none if nothing is to be said
     */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (ScalingPoint point : points) {
            String words = words(point.replicas());
            result(point.replicas())
                    .data()
                    .generator()
                    .problems()
                    .forEach(problem -> notes.add(words + " the generator was not fit: " + problem));
            if (point.replicas() > 1 && point.speedUp().value() < HARDLY) {
                notes.add(
                        words + " hardly more was carried than with one: see that the load is large enough and reaches"
                                + " all replicas");
            }
            double waiting = waiting(result(point.replicas()));
            if (waiting < WAITING) {
                notes.add(words + " users waited for answers only " + FigureFormat.percent(waiting)
                        + " of their time, so they may be too few to show what the replicas carry");
            }
            if (!point.speedUp().hasInterval()) {
                notes.add(words + " too little was measured to tell how far the figures may be wrong");
            }
        }
        return notes;
    }

    /** Returns the share of their time that users waited, by Little's law; all of it where it is not known. */
    private static double waiting(LoadResult result) {
        int users = result.data().scenarios().stream()
                .mapToInt(ScenarioSummary::users)
                .sum();
        boolean closed = result.data().scenarios().stream().noneMatch(ScenarioSummary::paced);
        boolean known =
                closed && users > 0 && result.section(CapacityReport.class).isEmpty();
        double seconds = result.all().latency().mean().toNanos() / 1e9;
        return known ? 100 * result.all().throughput() * seconds / users : 100;
    }

    /**
     * Returns the figures as a table for people.
     *
     * @return a line for each number of replicas, and the notes
     */
    public String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("replicas", "ok/s", "p95", "errors", "speed-up", "efficiency", "serial fraction"));
        for (ScalingPoint point : points) {
            rows.add(List.of(
                    String.valueOf(point.replicas()),
                    FigureFormat.rate(point.throughput()),
                    FigureFormat.duration(point.p95()),
                    FigureFormat.percent(point.errorPercent()),
                    figure(point.speedUp(), 1, ""),
                    figure(point.efficiency(), 100, " %"),
                    figure(point.serialFraction(), 100, " %")));
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElse(0);
                String cell = row.get(column);
                text.append(column == 0 ? "" : "  ")
                        .append(" ".repeat(width - cell.length()))
                        .append(cell);
            }
            text.append('\n');
        }
        notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    private static String figure(ScalingPoint.Figure figure, double factor, String unit) {
        if (Double.isNaN(figure.value())) {
            return "-";
        }
        String format = factor == 1 ? "%.2f" : "%.1f";
        String value = String.format(Locale.ROOT, format, factor * figure.value());
        return figure.hasInterval()
                ? String.format(
                        Locale.ROOT,
                        "%s%s (" + format + " to " + format + ")",
                        value,
                        unit,
                        factor * figure.low(),
                        factor * figure.high())
                : value + unit;
    }

    @Override
    public String toString() {
        return text();
    }
}
