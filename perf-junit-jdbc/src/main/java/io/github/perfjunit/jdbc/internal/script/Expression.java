// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.List;

/**
 * A value of a script: a whole number of 64 bits or a decimal one, as in pgbench.
 *
 * <p>Exactly one of {@link #integer} and {@link #real} is asked for in a run, since a random one is another each time.
 */
sealed interface Expression {

    /** Tells whether the value is a decimal number. */
    boolean isReal(Variables variables);

    /** Returns the value as a whole number; a decimal one is rounded, half to even. */
    long integer(Variables variables);

    /** Returns the value as a decimal number. */
    double real(Variables variables);

    /** Tells whether the value is the same in each run. */
    boolean isConstant();

    /** Rounds a decimal number where a whole one is needed. */
    static long rounded(double value) {
        double whole = Math.rint(value);
        // The bounds are powers of two, which a double can hold.
        if (!(whole >= -0x1p63 && whole < 0x1p63)) {
            throw new ArithmeticException("a decimal number is too large for a whole one");
        }
        return (long) whole;
    }

    /** Returns a number to divide by. */
    static long divisor(long value) {
        if (value == 0) {
            throw new ArithmeticException("division by zero");
        }
        return value;
    }

    /**
     * A whole number.
     *
     * @param value the number
     */
    record IntegerNumber(long value) implements Expression {

        @Override
        public boolean isReal(Variables variables) {
            return false;
        }

        @Override
        public long integer(Variables variables) {
            return value;
        }

        @Override
        public double real(Variables variables) {
            return value;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    /**
     * A decimal number.
     *
     * @param value the number
     */
    record RealNumber(double value) implements Expression {

        @Override
        public boolean isReal(Variables variables) {
            return true;
        }

        @Override
        public long integer(Variables variables) {
            return rounded(value);
        }

        @Override
        public double real(Variables variables) {
            return value;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    /**
     * A variable.
     *
     * @param slot its number
     */
    record Variable(int slot) implements Expression {

        @Override
        public boolean isReal(Variables variables) {
            return variables.isReal(slot);
        }

        @Override
        public long integer(Variables variables) {
            return variables.isReal(slot) ? rounded(variables.real(slot)) : variables.integer(slot);
        }

        @Override
        public double real(Variables variables) {
            return variables.isReal(slot) ? variables.real(slot) : variables.integer(slot);
        }

        @Override
        public boolean isConstant() {
            return false;
        }
    }

    /**
     * Two values and an operator. Whole numbers that do not fit are an error, division of whole numbers drops the rest,
     * and a remainder is that of whole numbers.
     *
     * @param operator one of {@code + - * / %}
     * @param left the first value
     * @param right the second value
     */
    record Operation(char operator, Expression left, Expression right) implements Expression {

        @Override
        public boolean isReal(Variables variables) {
            return operator != '%' && (left.isReal(variables) || right.isReal(variables));
        }

        @Override
        public long integer(Variables variables) {
            if (isReal(variables)) {
                return rounded(real(variables));
            }
            long first = left.integer(variables);
            long second = right.integer(variables);
            return switch (operator) {
                case '+' -> Math.addExact(first, second);
                case '-' -> Math.subtractExact(first, second);
                case '*' -> Math.multiplyExact(first, second);
                case '/' -> second == -1 ? Math.negateExact(first) : first / divisor(second);
                default -> first % divisor(second);
            };
        }

        @Override
        public double real(Variables variables) {
            if (!isReal(variables)) {
                return integer(variables);
            }
            double first = left.real(variables);
            double second = right.real(variables);
            return switch (operator) {
                case '+' -> first + second;
                case '-' -> first - second;
                case '*' -> first * second;
                default -> {
                    if (second == 0) {
                        throw new ArithmeticException("division by zero");
                    }
                    yield first / second;
                }
            };
        }

        @Override
        public boolean isConstant() {
            return left.isConstant() && right.isConstant();
        }
    }

    /**
     * A call of a function.
     *
     * @param function the function
     * @param arguments as many as it takes
     */
    record Call(Function function, List<Expression> arguments) implements Expression {

        @Override
        public boolean isReal(Variables variables) {
            return function.isReal(arguments, variables);
        }

        @Override
        public long integer(Variables variables) {
            return isReal(variables)
                    ? rounded(function.real(arguments, variables))
                    : function.integer(arguments, variables);
        }

        @Override
        public double real(Variables variables) {
            return isReal(variables) ? function.real(arguments, variables) : function.integer(arguments, variables);
        }

        @Override
        public boolean isConstant() {
            return !function.isRandom() && arguments.stream().allMatch(Expression::isConstant);
        }
    }
}
