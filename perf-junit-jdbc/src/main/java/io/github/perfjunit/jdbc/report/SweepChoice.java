// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The size that a sweep recommends, and what speaks against being sure of it.
 *
 * @param chosen the smallest size that is as good as the best, among those that held their objectives
 * @param close others that held them and cannot be told from it
 * @param undecided those of which further rounds could change the choice, with those they are compared with
 * @param spread how far rounds of one size lie apart
 */
record SweepChoice(Optional<SweepStep> chosen, List<SweepStep> close, List<SweepStep> undecided, SweepSpread spread) {

    /** Within this share of the best throughput, a size is as good. */
    private static final double AS_GOOD = 0.95;

    static SweepChoice of(List<SweepStep> rising) {
        List<SweepStep> held = rising.stream()
                .filter(step -> step.held() && step.throughput() > 0)
                .toList();
        SweepSpread spread = SweepSpread.of(rising);
        Optional<SweepStep> most = held.stream().max(Comparator.comparingDouble(SweepStep::throughput));
        if (most.isEmpty()) {
            return new SweepChoice(Optional.empty(), List.of(), List.of(), spread);
        }
        SweepStep best = most.get();
        SweepStep chosen = held.stream()
                .filter(step -> step.throughput() >= AS_GOOD * best.throughput())
                .findFirst()
                .orElseThrow();
        List<SweepStep> close = held.stream()
                .filter(step -> step.size() != chosen.size() && spread.covers(step, chosen))
                .toList();
        List<SweepStep> open = held.stream()
                .filter(step -> step.size() <= chosen.size()
                        && step.size() != best.size()
                        && mayBeEitherWay(step, best, spread))
                .toList();
        List<SweepStep> undecided = open.isEmpty()
                ? List.of()
                : held.stream()
                        .filter(step ->
                                open.contains(step) || step.size() == best.size() || step.size() == chosen.size())
                        .toList();
        return new SweepChoice(Optional.of(chosen), close, undecided, spread);
    }

    /** Tells whether a size may be as good as the best, and may not. */
    private static boolean mayBeEitherWay(SweepStep step, SweepStep best, SweepSpread spread) {
        double share = step.throughput() / best.throughput();
        double chance = spread.ratio(step, best);
        return spread.isKnown() && share * chance >= AS_GOOD && share / chance < AS_GOOD;
    }
}
