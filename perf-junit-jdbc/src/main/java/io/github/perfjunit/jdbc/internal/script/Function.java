// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The functions of expressions, as pgbench has them. */
enum Function {
    ABS(1, 1),
    DOUBLE(1, 1),
    GREATEST(1, 50),
    INT(1, 1),
    LEAST(1, 50),
    MOD(2, 2),
    PERMUTE(2, 3),
    RANDOM(2, 2),
    RANDOM_EXPONENTIAL(3, 3),
    RANDOM_GAUSSIAN(3, 3),
    RANDOM_ZIPFIAN(3, 3);

    private final int least;
    private final int most;

    Function(int least, int most) {
        this.least = least;
        this.most = most;
    }

    static Optional<Function> named(String name) {
        return Arrays.stream(values()).filter(each -> each.label().equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Function::label).collect(Collectors.joining(", "));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    /** Returns such as {@code 2 arguments}. */
    String arity() {
        String number = least == most ? "" + least : most > 3 ? least + " or more" : least + " or " + most;
        return number + (most == 1 ? " argument" : " arguments");
    }

    boolean isRandom() {
        return name().startsWith("RANDOM");
    }

    boolean isReal(List<Expression> arguments, Variables variables) {
        return switch (this) {
            case DOUBLE -> true;
            case ABS, GREATEST, LEAST -> anyReal(arguments, variables);
            default -> false;
        };
    }

    private static boolean anyReal(List<Expression> arguments, Variables variables) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).isReal(variables)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the value if it is a whole number. */
    long integer(List<Expression> arguments, Variables variables) {
        long first = arguments.get(0).integer(variables);
        return switch (this) {
            case ABS -> Math.absExact(first);
            case INT, DOUBLE -> first;
            case GREATEST, LEAST -> extreme(first, arguments, variables);
            case MOD -> first % Expression.divisor(arguments.get(1).integer(variables));
            case PERMUTE -> permuted(first, arguments, variables);
            default -> random(first, arguments, variables);
        };
    }

    private long extreme(long first, List<Expression> arguments, Variables variables) {
        long extreme = first;
        for (int i = 1; i < arguments.size(); i++) {
            long value = arguments.get(i).integer(variables);
            extreme = this == LEAST ? Math.min(extreme, value) : Math.max(extreme, value);
        }
        return extreme;
    }

    private static long permuted(long number, List<Expression> arguments, Variables variables) {
        long size = arguments.get(1).integer(variables);
        if (size <= 0) {
            throw new IllegalArgumentException("the size must be above zero");
        }
        long seed = arguments.size() > 2 ? arguments.get(2).integer(variables) : 0;
        return Permutation.of(Math.floorMod(number, size), size, seed);
    }

    private long random(long min, List<Expression> arguments, Variables variables) {
        long max = arguments.get(1).integer(variables);
        double parameter = arguments.size() > 2 ? arguments.get(2).real(variables) : 0;
        check(min, max, parameter);
        return switch (this) {
            case RANDOM_EXPONENTIAL -> Draws.exponential(variables.random(), min, max, parameter);
            case RANDOM_GAUSSIAN -> Draws.gaussian(variables.random(), min, max, parameter);
            case RANDOM_ZIPFIAN -> Draws.zipfian(variables.random(), min, max, parameter);
            default -> Draws.uniform(variables.random(), min, max);
        };
    }

    private void check(long min, long max, double parameter) {
        Draws.checkRange(min, max);
        switch (this) {
            case RANDOM_EXPONENTIAL -> Draws.checkExponential(parameter);
            case RANDOM_GAUSSIAN -> Draws.checkGaussian(parameter);
            case RANDOM_ZIPFIAN -> Draws.checkZipfian(parameter);
            default -> {}
        }
    }

    /** Returns the value if it is a decimal number. */
    double real(List<Expression> arguments, Variables variables) {
        double value = arguments.get(0).real(variables);
        if (this == ABS) {
            return Math.abs(value);
        }
        for (int i = 1; i < arguments.size(); i++) {
            double other = arguments.get(i).real(variables);
            value = this == LEAST ? Math.min(value, other) : Math.max(value, other);
        }
        return value;
    }
}
