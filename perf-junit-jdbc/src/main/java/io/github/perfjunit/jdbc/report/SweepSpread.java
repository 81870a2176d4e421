// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * How far the rounds of one size lie apart, and so which difference between two sizes is more than chance: the least
 * significant difference (5 %, two-sided) of a randomized block design. Sizes and rounds have factors of their own, so a
 * round that was slow for all sizes alike hides no difference between them.
 */
final class SweepSpread {

    /** 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom. */
    private static final double[] STUDENT = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    /** The factors settle long before; each turn is a pass over a few dozen figures. */
    private static final int TURNS = 100;

    private final Map<Integer, Integer> rounds = new HashMap<>();
    private final double deviation;

    /** Rounds that agree by accident know throughput no better than this. */
    private static final double LEAST = 1.001;

    private record Cell(int size, int round, double log) {}

    private SweepSpread(List<Cell> cells) {
        cells.forEach(cell -> rounds.merge(cell.size(), 1, Integer::sum));
        long different = cells.stream().mapToInt(Cell::round).distinct().count();
        long freedom = cells.size() - rounds.size() - different + 1;
        deviation = freedom < 1
                ? Double.NaN
                : STUDENT[(int) Math.min(freedom, STUDENT.length) - 1] * Math.sqrt(squares(cells) / freedom);
    }

    /** Fits the spread of all rounds in which transactions ended well. */
    static SweepSpread of(List<SweepStep> steps) {
        List<Cell> cells = new ArrayList<>();
        for (SweepStep step : steps) {
            step.rounds().stream()
                    .filter(round -> round.throughput() > 0)
                    .forEach(round -> cells.add(new Cell(step.size(), round.round(), Math.log(round.throughput()))));
        }
        return new SweepSpread(cells);
    }

    /** Returns the sum of squares that neither the size nor the round explains. */
    private static double squares(List<Cell> cells) {
        Map<Integer, Double> ofSizes = new HashMap<>();
        Map<Integer, Double> ofRounds = new HashMap<>();
        for (int turn = 0; turn < TURNS; turn++) {
            ofSizes = means(cells, Cell::size, Cell::round, ofRounds);
            ofRounds = means(cells, Cell::round, Cell::size, ofSizes);
        }
        double sum = 0;
        for (Cell cell : cells) {
            double rest =
                    cell.log() - ofSizes.getOrDefault(cell.size(), 0.0) - ofRounds.getOrDefault(cell.round(), 0.0);
            sum += rest * rest;
        }
        return sum;
    }

    /** Returns the means by size or by round, of what the other factor leaves. */
    private static Map<Integer, Double> means(
            List<Cell> cells, ToIntFunction<Cell> key, ToIntFunction<Cell> other, Map<Integer, Double> without) {
        Map<Integer, Double> sums = new HashMap<>();
        Map<Integer, Integer> counts = new HashMap<>();
        for (Cell cell : cells) {
            double rest = cell.log() - without.getOrDefault(other.applyAsInt(cell), 0.0);
            sums.merge(key.applyAsInt(cell), rest, Double::sum);
            counts.merge(key.applyAsInt(cell), 1, Integer::sum);
        }
        sums.replaceAll((k, sum) -> sum / counts.getOrDefault(k, 1));
        return sums;
    }

    /** Tells whether there were rounds enough to know it. */
    boolean isKnown() {
        return !Double.isNaN(deviation);
    }

    /** Returns the ratio of two throughputs that chance alone brings about in one of twenty cases; at least 1. */
    double ratio(SweepStep one, SweepStep other) {
        double a = rounds.getOrDefault(one.size(), 1);
        double b = rounds.getOrDefault(other.size(), 1);
        return Math.max(LEAST, Math.exp(deviation * Math.sqrt(1 / a + 1 / b)));
    }

    /** Tells whether chance may explain the difference of two sizes; false if the spread is not known. */
    boolean covers(SweepStep one, SweepStep other) {
        double ratio = one.throughput() / other.throughput();
        return isKnown() && Math.max(ratio, 1 / ratio) <= ratio(one, other);
    }
}
