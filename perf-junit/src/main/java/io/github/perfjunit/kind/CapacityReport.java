// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import io.github.perfjunit.analysis.Capacity;
import io.github.perfjunit.analysis.Knee;
import io.github.perfjunit.analysis.Scaling;
import io.github.perfjunit.analysis.UniversalScalability;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code @Capacity} test found: the highest load that was verified, between which loads the limit lies, and all
 * probes.
 *
 * @param open whether levels are rates; otherwise users
 * @param found the result of the search
 * @param probes the probes in order, one that is cut short by the end of the search included
 * @param knee the shape of throughput over load; null if the probes' loads are too near to each other to show one
 * @param stopped why the search was stopped before it had its answer; empty if it was not
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CapacityReport(
        boolean open,
        Capacity found,
        List<LoadStep> probes,
        @Nullable Knee knee,
        String stopped) implements ResultSection {

    /** How many times the smallest load the largest one must be to tell a shape: near each other, noise has shapes. */
    private static final double SHAPE_RANGE = 3;

    /**
     * Copies the list.
     *
     * @param open whether levels are rates
     * @param found the result of the search
     * @param probes the probes in order
     * @param knee the shape of throughput over load
     * @param stopped why the search was stopped
     */
    public CapacityReport {
        probes = List.copyOf(probes);
    }

    /**
     * Makes the report of a search.
     *
     * @param open whether levels are rates
     * @param found the result of the search
     * @param probes the probes in order
     * @param stopped why the search was stopped; empty if it was not
     * @return the report, with the shape of throughput over load
     */
    public static CapacityReport of(boolean open, Capacity found, List<LoadStep> probes, String stopped) {
        List<Knee.Step> curve = curve(probes);
        double lowest = curve.stream().mapToDouble(Knee.Step::load).min().orElse(0);
        double highest = curve.stream().mapToDouble(Knee.Step::load).max().orElse(0);
        boolean wide = !curve.isEmpty() && highest >= SHAPE_RANGE * lowest;
        return new CapacityReport(open, found, probes, wide ? Knee.of(curve) : null, stopped);
    }

    private static List<Knee.Step> curve(List<LoadStep> probes) {
        return probes.stream()
                .filter(probe -> probe.throughput() > 0 && probe.state() != LoadStep.State.INVALID)
                .map(probe -> new Knee.Step(probe.level(), probe.throughput()))
                .toList();
    }

    /**
     * Fits the law of scalability to throughput over users.
     *
     * @return the law, or why it is refused; empty for a load that was set by a rate, which is no number of users, and if
     *     nothing ended well
     */
    public Optional<UniversalScalability> scalability() {
        List<Knee.Step> curve = curve(probes);
        return open || curve.isEmpty() ? Optional.empty() : Optional.of(UniversalScalability.of(curve));
    }

    /**
     * Tells how many instances of the target a load needs, if each carries at most 70 % of the capacity that was verified:
     * room for the loss of one, and for bursts. What is lost between several instances is not known from this test, so
     * there is a number only while one is enough; {@link ScalingReport} tells of more.
     *
     * @param load users, or iterations a second, in the unit of this report; zero or more
     * @return one, or why that is not enough and what to measure
     * @throws IllegalArgumentException if the load is below zero or no number
     */
    public InstanceCount instancesFor(double load) {
        if (!(load >= 0)) {
            throw new IllegalArgumentException("load was " + load + " but must be zero or more");
        }
        if (!isVerified()) {
            return InstanceCount.refused("no capacity was verified: " + summary());
        }
        double needed = Math.ceil(load / (found.load() * Scaling.USED));
        return needed <= 1
                ? InstanceCount.of(1)
                : InstanceCount.refused(String.format(
                        Locale.ROOT,
                        "%s would need %.0f instances at 70 %% of %s each if nothing were lost between them, but 1 was"
                                + " measured: run the test with %.0f and give all results to ScalingReport.of",
                        LevelText.of(load, open),
                        needed,
                        LevelText.of(found.load(), open),
                        needed));
    }

    /**
     * Returns whether the load of {@link Capacity#load()} was held for the time that verifies it.
     *
     * @return false if the search found no load, or was stopped before
     */
    public boolean isVerified() {
        return found.verdict() == Capacity.Verdict.VERIFIED || found.verdict() == Capacity.Verdict.AT_LEAST;
    }

    /**
     * Returns the probe that verified the capacity.
     *
     * @return the last probe; empty if nothing was verified
     */
    public Optional<LoadStep> verified() {
        return isVerified() ? Optional.of(probes.get(probes.size() - 1)) : Optional.empty();
    }

    /**
     * Returns the result in words.
     *
     * @return such as {@code 42 users, verified; 44 users were missed}
     */
    public String summary() {
        String held = LevelText.of(found.load(), open);
        String text =
                switch (found.verdict()) {
                    case VERIFIED -> held + ", verified" + missed();
                    case AT_LEAST -> held + " at least, the highest load that was tried, verified";
                    case NOT_VERIFIED -> "no load was held for as long as it takes to verify it" + missed();
                    case NONE -> "even the smallest load was missed";
                    case UNFINISHED ->
                        (found.load() > 0 ? held + " were held once" : "nothing was held so far") + missed();
                };
        return stopped.isEmpty() ? text : text + "; " + stopped;
    }

    private String missed() {
        return Double.isInfinite(found.missed()) ? "" : ", " + LevelText.of(found.missed(), open) + " were missed";
    }

    /**
     * Returns the limit that ends the capacity.
     *
     * @return such as {@code limited by p95 of all requests}; empty if no load was missed
     */
    public String limitText() {
        return found.limit().isEmpty() ? "" : "limited by " + found.limit();
    }

    @Override
    public String name() {
        return "capacity";
    }

    @Override
    public Map<String, ?> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("unit", open ? "perSecond" : "users");
        data.put("verdict", found.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        data.put("summary", summary());
        data.put("load", found.load());
        data.put("missed", found.missed());
        data.put("limit", found.limit());
        verified().ifPresent(probe -> data.put("perSecond", probe.throughput()));
        if (knee != null) {
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("shape", knee.shape().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            shape.put("load", knee.load());
            shape.put("perSecond", knee.throughput());
            data.put("knee", shape);
        }
        scalability().ifPresent(law -> data.put("scalability", lawData(law)));
        data.put("probes", StepTable.data(probes));
        return data;
    }

    @Override
    public List<ResultTable> tables() {
        List<List<String>> sentences = new ArrayList<>();
        sentences.add(List.of(summary()));
        verified()
                .ifPresent(probe -> sentences.add(List.of("there " + FigureFormat.rate(probe.throughput()) + " at p95 "
                        + FigureFormat.duration(probe.p95()))));
        if (!found.limit().isEmpty()) {
            sentences.add(List.of(limitText()));
        }
        Knee shape = knee;
        if (shape != null && (shape.shape() == Knee.Shape.KNEE || shape.shape() == Knee.Shape.PEAK)) {
            sentences.add(List.of(shape.shape().name().toLowerCase(Locale.ROOT) + " of throughput at "
                    + LevelText.of(shape.load(), open) + ", " + FigureFormat.rate(shape.throughput())));
        }
        scalability().ifPresent(law -> sentences.add(List.of(lawText(law))));
        return List.of(new ResultTable("capacity", List.of(), sentences), StepTable.of(probes, open));
    }

    private static Map<String, Object> lawData(UniversalScalability law) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("refusal", law.refusal());
        if (law.refusal().isEmpty()) {
            data.put("serial", law.serial());
            data.put("crosstalk", law.crosstalk());
            data.put("peak", law.peak());
        }
        return data;
    }

    private static String lawText(UniversalScalability law) {
        if (!law.refusal().isEmpty()) {
            return "law of scalability: not used, " + law.refusal();
        }
        String peak = Double.isInfinite(law.peak())
                ? "rises to the end of what was measured"
                : "peak at " + LevelText.of(law.peak(), false);
        return String.format(
                Locale.ROOT,
                "law of scalability: %.1f %% serial, %.3f %% for each pair, %s",
                100 * law.serial(),
                100 * law.crosstalk(),
                peak);
    }
}
