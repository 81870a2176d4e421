// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apiguardian.api.API;

/**
 * How throughput responds to more load, or to more of a resource such as connections: the knee beyond which it stays
 * level, or the peak beyond which it falls.
 *
 * <p>The knee is the bend of the broken stick {@code X = c · min(N, bend)} that fits best in relative terms (asymptotic
 * bounds, Denning and Buzen 1978). It is claimed only if the stick fits far better than the line through the origin, by
 * F above 20, and two steps lie at or beyond it. Where throughput falls again, such a stick bends too early; then the peak
 * of the Universal Scalability Law (Gunther 1993) is claimed instead, if that law fits better by F above 10 and puts its
 * peak within the measured loads. A straight line, or steps that scatter, are not called a knee.
 *
 * <p>If steps are too short, their scatter exceeds their differences; the likely result is then {@link Shape#UNCLEAR},
 * and longer steps help.
 *
 * @param shape the shape of the throughput
 * @param load where: the knee, the peak, the smallest load if throughput is level, else the largest one
 * @param throughput at that load: of the fitted curve if there is a knee, a peak or a level, else the highest measured one
 * @param strength F statistic of the curve against the simpler ones; zero if no knee or peak was claimed
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Knee(Shape shape, double load, double throughput, double strength) {

    /** Minimum number of different loads for a knee. */
    public static final int FEWEST_LOADS = 4;

    private static final double STICK_GAIN = 20;
    private static final double PEAK_GAIN = 10;

    /** Throughput at the largest load must be at least this much below the highest one to speak of a peak. */
    private static final double FALLEN = 0.95;

    private static final double GROWN = 1.05;
    private static final double STRAIGHT = 0.1;

    /** The shape of the throughput over steps of load. */
    public enum Shape {
        /** Throughput grows with the load up to the knee and hardly beyond. */
        KNEE,
        /** Throughput grows up to the peak and falls beyond. */
        PEAK,
        /** Throughput grows to the largest load that was tried: a knee, if any, lies beyond. */
        GROWING,
        /** Throughput is the same at every load: a knee, if any, lies below the smallest one. */
        LEVEL,
        /** The steps scatter too much to tell. */
        UNCLEAR,
        /** Fewer than four different loads. */
        TOO_FEW
    }

    /**
     * One step of load.
     *
     * @param load number of users or connections, rate, or other load; above zero
     * @param throughput completions per second; above zero
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Step(double load, double throughput) {
        /**
         * Checks the figures.
         *
         * @param load number of users or connections, rate, or other load; above zero
         * @param throughput completions per second; above zero
         * @throws IllegalArgumentException if one of them is not above zero, or infinite
         */
        public Step {
            requirePositive("load", load);
            requirePositive("throughput", throughput);
        }

        private static void requirePositive(String name, double value) {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(name + " was " + value + " but must be above zero and finite");
            }
        }
    }

    /**
     * Looks for a knee.
     *
     * @param steps in any order; several of the same load count as repetitions
     * @return the knee, the peak, or why there is neither
     * @throws IllegalArgumentException if there is no step
     */
    public static Knee of(List<Step> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps were none but must be at least one");
        }
        List<Step> rising =
                steps.stream().sorted(Comparator.comparingDouble(Step::load)).toList();
        double[] loads = rising.stream().mapToDouble(Step::load).toArray();
        double[] throughputs = rising.stream().mapToDouble(Step::throughput).toArray();
        double highest = Arrays.stream(throughputs).max().orElseThrow();
        double last = loads[loads.length - 1];
        if (Arrays.stream(loads).distinct().count() < FEWEST_LOADS) {
            return new Knee(Shape.TOO_FEW, last, highest, 0);
        }
        double line = RelativeFit.rss(loads, throughputs, n -> n);
        double level = RelativeFit.rss(loads, throughputs, n -> 1);
        BrokenStick stick = BrokenStick.fit(loads, throughputs);
        double lastThroughput = throughputs[throughputs.length - 1];
        if (lastThroughput <= FALLEN * highest) {
            Retrograde falling = Retrograde.fit(loads, throughputs);
            double gain = RelativeFit.gain(Math.min(level, stick.rss()), falling.rss(), loads.length - 3);
            if (gain > PEAK_GAIN && falling.peak() < last && falling.lastShare() < FALLEN) {
                return new Knee(Shape.PEAK, falling.peak(), falling.top(), gain);
            }
        }
        double levelGain = RelativeFit.gain(line, level, loads.length - 1);
        if (level <= stick.rss() && levelGain > STICK_GAIN) {
            return new Knee(Shape.LEVEL, loads[0], RelativeFit.scale(loads, throughputs, n -> 1), levelGain);
        }
        double gain = RelativeFit.gain(line, stick.rss(), loads.length - 2);
        if (gain > STICK_GAIN) {
            return new Knee(Shape.KNEE, stick.bend(), stick.scale() * stick.bend(), gain);
        }
        boolean straight = Math.sqrt(line / (loads.length - 1)) <= STRAIGHT;
        return new Knee(straight || grewToTheEnd(loads, throughputs) ? Shape.GROWING : Shape.UNCLEAR, last, highest, 0);
    }

    private static boolean grewToTheEnd(double[] loads, double[] throughputs) {
        double before = 0;
        double atLast = 0;
        for (int i = 0; i < loads.length; i++) {
            if (loads[i] < loads[loads.length - 1]) {
                before = Math.max(before, throughputs[i]);
            } else {
                atLast = Math.max(atLast, throughputs[i]);
            }
        }
        return atLast >= GROWN * before;
    }
}
