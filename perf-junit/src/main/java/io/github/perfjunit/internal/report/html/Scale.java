// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import java.util.ArrayList;
import java.util.List;

/** From values to places on an axis: linear from zero, or logarithmic. */
final class Scale {

    private static final double[] STEPS = {1, 2, 5};
    private static final int[] SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400
    };
    private static final int MOST_TIMES = 10;

    private final double low;
    private final double high;
    private final boolean logarithmic;
    private final List<Double> ticks;

    private Scale(double low, double high, boolean logarithmic, List<Double> ticks) {
        this.low = low;
        this.high = high;
        this.logarithmic = logarithmic;
        this.ticks = ticks;
    }

    /** Returns an axis from zero to a round number at or above the highest value, with about five ticks. */
    static Scale linear(double highest) {
        double top = highest > 0 ? highest : 1;
        double step = Math.pow(10, Math.floor(Math.log10(top)));
        for (double fine : new double[] {0.2, 0.5, 1, 2}) {
            if (top / (step * fine) <= 6) {
                step *= fine;
                break;
            }
        }
        long count = (long) Math.ceil(top / step - 1e-9);
        List<Double> ticks = new ArrayList<>();
        for (long i = 0; i <= count; i++) {
            ticks.add(i * step);
        }
        return new Scale(0, count * step, false, ticks);
    }

    /** Returns an axis between 1, 2 or 5 times powers of ten. */
    static Scale logarithmic(double lowest, double highest) {
        double bottom = lowest > 0 ? lowest : 1;
        double top = Math.max(highest, bottom);
        int from = (int) Math.floor(Math.log10(bottom));
        int to = (int) Math.ceil(Math.log10(top)) + 1;
        List<Double> all = new ArrayList<>();
        for (int power = from; power <= to; power++) {
            for (double step : STEPS) {
                all.add(step * Math.pow(10, power));
            }
        }
        int first = 0;
        while (all.get(first + 1) <= bottom * (1 + 1e-9)) {
            first++;
        }
        int last = first + 1;
        while (all.get(last) < top * (1 - 1e-9)) {
            last++;
        }
        List<Double> ticks = all.subList(first, last + 1);
        boolean wide = ticks.size() > 10;
        List<Double> shown = ticks.stream()
                .filter(tick -> !wide || Math.abs(Math.log10(tick) - Math.rint(Math.log10(tick))) < 1e-9)
                .toList();
        return new Scale(ticks.get(0), ticks.get(ticks.size() - 1), true, shown);
    }

    /** Returns an axis of time with round ticks, in milliseconds. */
    static Scale time(long millis) {
        double seconds = Math.max(1, millis / 1e3);
        int step = SECONDS[SECONDS.length - 1];
        for (int i = SECONDS.length - 1; i >= 0; i--) {
            if (seconds / SECONDS[i] <= MOST_TIMES) {
                step = SECONDS[i];
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (double at = 0; at <= seconds; at += step) {
            ticks.add(at * 1e3);
        }
        return new Scale(0, Math.max(1_000, millis), false, ticks);
    }

    List<Double> ticks() {
        return ticks;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** Returns the place of a value, from 0 at the low end to 1 at the high end; values outside are at an end. */
    double at(double value) {
        double place = logarithmic
                ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
                : (value - low) / (high - low);
        return Math.max(0, Math.min(1, place));
    }
}
