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
 * @param close sizes whose throughput might as well be that of the recommended one: their difference is within the
 *     spread of the rounds
 * @param undecided sizes of which more rounds are needed to say whether the recommended one is right; empty if that is
 *     settled, or the sizes were measured too seldom to know their spread
 * @param advice why that one, in one sentence
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PoolSweepReport(
        List<SweepStep> steps,
        Optional<Knee> knee,
        int recommended,
        List<Integer> close,
        List<Integer> undecided,
        String advice) {
    /**
     * Copies what could change.
     *
     * @param steps one for each size, sizes rising
     * @param knee what throughput does over the sizes; empty if no transaction ended well at any of them
     * @param recommended the smallest size that is as good as the best one; zero if none held its objectives
     * @param close sizes that cannot be told from the recommended one
     * @param undecided sizes of which more rounds are needed
     * @param advice why that one, in one sentence
     */
    public PoolSweepReport {
        steps = List.copyOf(steps);
        close = List.copyOf(close);
        undecided = List.copyOf(undecided);
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
                .flatMap(step -> step.rounds().stream()
                        .filter(round -> round.throughput() > 0)
                        .map(round -> new Knee.Step(step.size(), round.throughput())))
                .toList();
        Optional<Knee> knee = working.isEmpty() ? Optional.empty() : Optional.of(Knee.of(working));
        SweepChoice choice = SweepChoice.of(rising);
        return new PoolSweepReport(
                rising,
                knee,
                choice.chosen().map(SweepStep::size).orElse(0),
                choice.close().stream().map(SweepStep::size).toList(),
                choice.undecided().stream().map(SweepStep::size).toList(),
                SweepAdvice.of(rising, knee, choice));
    }
}
