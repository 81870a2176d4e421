// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import io.github.perfjunit.metrics.FigureFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Changes and times of a soak in words. */
final class SoakText {

    private SoakText() {}

    /** Writes a time to the second, such as {@code 45 s} or {@code 1:06:12}. */
    static String time(Duration time) {
        long seconds = Math.round(time.toMillis() / 1000.0);
        return seconds < 100 ? seconds + " s" : FigureFormat.clock(1000 * seconds);
    }

    /** Writes a change with its sign, such as {@code +12 %}; a hyphen if it is not known. */
    static String signed(double change, String unit) {
        if (!Double.isFinite(change)) {
            return "-";
        }
        double size = Math.abs(change);
        String digits = size < 10
                ? BigDecimal.valueOf(size)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString()
                : FigureFormat.count(Math.round(size));
        return (change < 0 ? "-" : "+") + digits + (unit.isEmpty() ? "" : " " + unit);
    }

    static String between(SoakFigure figure) {
        return Double.isNaN(figure.low())
                ? "-"
                : signed(figure.low(), "") + " to " + signed(figure.high(), figure.unit());
    }
}
