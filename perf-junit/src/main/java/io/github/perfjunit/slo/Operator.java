// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

/** How a value is compared with its limit. */
enum Operator {
    AT_MOST("<="),
    BELOW("<"),
    AT_LEAST(">="),
    ABOVE(">");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    boolean isUpper() {
        return this == AT_MOST || this == BELOW;
    }

    boolean holds(double value, double limit) {
        return switch (this) {
            case AT_MOST -> value <= limit;
            case BELOW -> value < limit;
            case AT_LEAST -> value >= limit;
            case ABOVE -> value > limit;
        };
    }
}
