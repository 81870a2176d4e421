// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.analysis.Knee;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What the same load did with several sizes of its pool.
 *
 * @param steps one for each size, sizes rising
 * @param knee what throughput does over the sizes; empty if no transaction ended well at any of them
 * @param recommended the smallest size whose throughput is within 5 % of the best one, among those that held their
 *     objectives; zero if none did
 * @param advice why that one, in one sentence
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PoolSweepReport(List<SweepStep> steps, Optional<Knee> knee, int recommended, String advice) {
    /**
     * Copies what could change.
     *
     * @param steps one for each size, sizes rising
     * @param knee what throughput does over the sizes; empty if no transaction ended well at any of them
     * @param recommended the smallest size whose throughput is within 5 % of the best one, among those that held their objectives; zero if none did
     * @param advice why that one, in one sentence
     */
    public PoolSweepReport {
        steps = List.copyOf(steps);
    }

    /**
     * Judges the steps of a sweep.
     *
     * @param steps at least one, in any order
     * @return what they show
     * @throws IllegalArgumentException if there is no step
     */
    public static PoolSweepReport of(List<SweepStep> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps were none but must be at least one");
        }
        List<SweepStep> rising =
                steps.stream().sorted(Comparator.comparingInt(SweepStep::size)).toList();
        List<Knee.Step> working = rising.stream()
                .filter(step -> step.throughput() > 0)
                .map(step -> new Knee.Step(step.size(), step.throughput()))
                .toList();
        Optional<Knee> knee = working.isEmpty() ? Optional.empty() : Optional.of(Knee.of(working));
        Optional<SweepStep> choice = SweepAdvice.choice(rising);
        return new PoolSweepReport(
                rising, knee, choice.map(SweepStep::size).orElse(0), SweepAdvice.of(rising, knee, choice));
    }
}
