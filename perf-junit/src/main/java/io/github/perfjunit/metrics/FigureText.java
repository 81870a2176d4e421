// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import io.github.perfjunit.metrics.ObjectiveResult.State;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes a measured value beside its limit, with enough digits to distinguish the two. */
final class FigureText {

    private static final int MOST_DIGITS = 15;

    /** A limit per hour is stored per second, which loses its last digits. */
    private static final MathContext WRITTEN = new MathContext(12, RoundingMode.HALF_UP);

    private FigureText() {}

    /** Writes a value in its unit, such as {@code 612 ms}. */
    static String amount(double value, String unit) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return switch (unit) {
            case "ms" -> FigureFormat.millis(value);
            case "%" -> FigureFormat.percent(value);
            case "/s" -> FigureFormat.rate(value);
            case "" -> value == Math.rint(value) ? FigureFormat.count((long) value) : FigureFormat.number(value);
            case "B" -> FigureFormat.bytes(value);
            default -> FigureFormat.number(value) + " " + unit;
        };
    }

    /** Writes a limit without rounding it, such as {@code 299.9995 ms}. */
    static String exact(double limit, String unit) {
        BigDecimal number = BigDecimal.valueOf(limit);
        return switch (unit) {
            case "ms" -> exactTime(number);
            case "%" -> plain(number) + " %";
            case "/s" -> plain(number) + "/s";
            case "" -> limit == Math.rint(limit) ? FigureFormat.count((long) limit) : plain(number);
            case "B" -> exactBytes(number);
            default -> plain(number) + " " + unit;
        };
    }

    private static String exactTime(BigDecimal millis) {
        if (millis.signum() > 0 && millis.compareTo(BigDecimal.valueOf(FigureFormat.SHORTEST_MILLIS)) < 0) {
            return plain(millis.movePointRight(3)) + " us";
        }
        return millis.compareTo(BigDecimal.valueOf(1000)) < 0
                ? plain(millis) + " ms"
                : plain(millis.movePointLeft(3)) + " s";
    }

    /** Divides only where nothing is lost. */
    private static String exactBytes(BigDecimal bytes) {
        String unit = FigureFormat.bytesUnit(bytes.doubleValue());
        return plain(bytes.divide(BigDecimal.valueOf(FigureFormat.bytesFactor(unit)))) + " " + unit;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static String value(ObjectiveResult verdict) {
        double value = verdict.value();
        String unit = verdict.unit();
        if (Double.isNaN(value) || Double.isInfinite(value) || isWhole(value, unit)) {
            return amount(value, unit);
        }
        String per =
                switch (unit) {
                    case "/s" -> rateUnit(verdict.limitText());
                    case "B" -> FigureFormat.bytesUnit(value);
                    default -> unit;
                };
        double factor = factor(per);
        double shown = value * factor;
        double limit = verdict.limit() * factor;
        String usual = unit.equals("B")
                ? amount(value, unit)
                : per.equals(unit) ? amount(shown, unit) : FigureFormat.number(shown) + per;
        if (standsRight(rounded(shown, unit), shown, limit, verdict.state())) {
            return usual;
        }
        for (int digits = 4; digits <= MOST_DIGITS; digits++) {
            BigDecimal number = BigDecimal.valueOf(shown).round(new MathContext(digits, RoundingMode.HALF_UP));
            if (standsRight(number, shown, limit, verdict.state())) {
                return written(number, per);
            }
        }
        return written(BigDecimal.valueOf(shown), per);
    }

    private static String written(BigDecimal number, String unit) {
        return switch (unit) {
            case "ms" -> exactTime(number);
            case "%" -> plain(number) + " %";
            case "" -> plain(number);
            default -> plain(number) + (unit.startsWith("/") ? unit : " " + unit);
        };
    }

    private static boolean isWhole(double value, String unit) {
        return unit.isEmpty() && value == Math.rint(value);
    }

    /** Rounding must not move a value to the other side of its limit, nor onto a limit that was missed. */
    private static boolean standsRight(BigDecimal rounded, double value, double limit, State state) {
        BigDecimal written = BigDecimal.valueOf(limit).round(WRITTEN);
        int shown = rounded.compareTo(written);
        int exact = Double.compare(value, limit);
        return Integer.signum(shown) == Integer.signum(exact) || (shown == 0 && state != State.MISSED);
    }

    private static BigDecimal rounded(double value, String unit) {
        if (unit.equals("ms") && Math.abs(value) >= FigureFormat.LONGEST_MILLIS) {
            return FigureFormat.rounded(value / 1000).movePointRight(3);
        }
        if (unit.equals("/s") && value >= 1000) {
            return BigDecimal.valueOf(Math.round(value));
        }
        return FigureFormat.rounded(value);
    }

    /** A limit written per hour is compared with a value per hour. */
    private static String rateUnit(String limit) {
        int slash = limit.lastIndexOf('/');
        String unit = slash < 0 ? "" : limit.substring(slash + 1).strip();
        return switch (unit) {
            case "h" -> "/h";
            case "m", "min" -> "/min";
            default -> "/s";
        };
    }

    private static double factor(String unit) {
        return switch (unit) {
            case "/h" -> 3600;
            case "/min" -> 60;
            case "KiB", "MiB", "GiB" -> 1 / FigureFormat.bytesFactor(unit);
            default -> 1;
        };
    }
}
