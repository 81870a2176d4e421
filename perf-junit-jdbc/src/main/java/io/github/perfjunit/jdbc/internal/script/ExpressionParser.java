// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** Reads an expression; a mistake is an {@link IllegalArgumentException}, whose text has no line. */
final class ExpressionParser {

    private static final int DEEPEST = 100;
    /** Keeps the tree of a long sum from being too deep to walk. */
    private static final int LONGEST = 1000;

    private static final String ALLOWED =
            "allowed are numbers, :variables, + - * / %, parentheses and the functions " + Function.names();

    private final String text;
    private final ToIntFunction<String> slots;
    private int at;
    private int depth;

    private ExpressionParser(String text, ToIntFunction<String> slots) {
        this.text = text;
        this.slots = slots;
    }

    /**
     * Reads a whole text.
     *
     * @param slots gives each variable that is used its number
     */
    static Expression parse(String text, ToIntFunction<String> slots) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("an expression has at most " + LONGEST + " characters");
        }
        ExpressionParser parser = new ExpressionParser(text, slots);
        Expression expression = parser.sum();
        parser.peek();
        if (parser.at < text.length()) {
            throw parser.unexpected();
        }
        return expression;
    }

    private Expression sum() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("parentheses are nested more than " + DEEPEST + " deep");
        }
        Expression left = product();
        for (char c = peek(); c == '+' || c == '-'; c = peek()) {
            at++;
            left = new Expression.Operation(c, left, product());
        }
        depth--;
        return left;
    }

    private Expression product() {
        Expression left = signed();
        for (char c = peek(); c == '*' || c == '/' || c == '%'; c = peek()) {
            at++;
            left = new Expression.Operation(c, left, signed());
        }
        return left;
    }

    private Expression signed() {
        boolean minus = false;
        for (char c = peek(); c == '+' || c == '-'; c = peek()) {
            at++;
            minus ^= c == '-';
        }
        boolean literal = Character.isDigit(peek()) || peek() == '.';
        if (literal) {
            return number(minus); // with its sign, for the least number there is
        }
        Expression value = value();
        return minus ? new Expression.Operation('-', new Expression.IntegerNumber(0), value) : value;
    }

    private Expression value() {
        char c = peek();
        if (c == '(') {
            at++;
            Expression inner = sum();
            expect(')');
            return inner;
        }
        if (c == ':' && at + 1 < text.length() && StatementReader.isNameStart(text.charAt(at + 1))) {
            at++;
            return new Expression.Variable(slots.applyAsInt(name()));
        }
        if (StatementReader.isNameStart(c)) {
            return call(name());
        }
        throw unexpected();
    }

    private Expression number(boolean minus) {
        int start = at;
        boolean real = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean exponent = c == 'e' || c == 'E';
            if (exponent && at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
            } else if (!exponent && c != '.' && !Character.isLetterOrDigit(c)) {
                break;
            }
            real |= exponent || c == '.';
            at++;
        }
        String digits = (minus ? "-" : "") + text.substring(start, at);
        try {
            if (!digits.matches("-?[0-9.]+([eE][+-]?[0-9]+)?")) {
                throw new NumberFormatException();
            }
            return real
                    ? new Expression.RealNumber(Double.parseDouble(digits))
                    : new Expression.IntegerNumber(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + ScriptText.text(digits) + "' is not a number of up to 64 bits", e);
        }
    }

    private Expression call(String name) {
        if (peek() != '(') {
            throw new IllegalArgumentException("'" + ScriptText.text(name)
                    + "' is neither a function nor a variable, which is written :name; " + ALLOWED);
        }
        at++;
        List<Expression> arguments = new ArrayList<>();
        if (peek() == ')') {
            at++;
        } else {
            arguments.add(sum());
            while (peek() == ',') {
                at++;
                arguments.add(sum());
            }
            expect(')');
        }
        Function function = Function.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no function '" + ScriptText.text(name) + "'; " + ALLOWED));
        if (!function.takes(arguments.size())) {
            throw new IllegalArgumentException(name + "() has " + arguments.size() + " but takes " + function.arity());
        }
        Expression.Call call = new Expression.Call(function, List.copyOf(arguments));
        check(call);
        return call;
    }

    /** Finds bounds and parameters that are wrong in each run. */
    private static void check(Expression.Call call) {
        if (call.arguments().stream().allMatch(Expression::isConstant)) {
            try {
                // The source has no meaning: what comes out is thrown away.
                call.real(Variables.zeros(0, new SplittableRandom(1)));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException(call.function().label() + "(): " + e.getMessage(), e);
            }
        }
    }

    private String name() {
        int start = at;
        while (at < text.length() && StatementReader.isNamePart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw peek() == 0
                    ? new IllegalArgumentException("a '" + c + "' is missing at the end of the expression")
                    : unexpected();
        }
        at++;
    }

    /** Returns the next character that is not a space, and 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException(
                at >= text.length()
                        ? "the expression is not complete"
                        : "'" + ScriptText.text(text.substring(at)) + "' was not expected here; " + ALLOWED);
    }
}
