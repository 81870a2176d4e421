// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cost;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** How amounts and quantities are written. */
final class Money {

    private static final double LEAST_CENT = 0.01;

    private Money() {}

    /** Two digits after the point; four for less than a cent. */
    static String usd(double amount) {
        return String.format(Locale.ROOT, amount >= LEAST_CENT || amount == 0 ? "$%.2f" : "$%.4f", amount);
    }

    /** All digits and no more. */
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    static String hours(double hours) {
        return String.format(Locale.ROOT, "%.2f h", hours);
    }

    /** Minutes and seconds. */
    static String time(Duration time) {
        long minutes = time.toMinutes();
        int seconds = time.toSecondsPart();
        return (minutes > 0 ? minutes + " min" : "")
                + (minutes > 0 && seconds > 0 ? " " : "")
                + (seconds > 0 || minutes == 0 ? seconds + " s" : "");
    }
}
