// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parsers of whole numbers, factors and names of options.
 */
final class Numbers {

    /** Most virtual users of a scenario. */
    static final int MAX_USERS = 200_000;

    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,13}(?:\\.\\d{1,9})?");
    private static final Pattern FACTOR = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

    private Numbers() {}

    /** Returns a number from 1 on. */
    static <N extends Number> N inRange(N value, long most) {
        if (value.longValue() < 1 || value.longValue() > most) {
            throw new BadValueException(
                    value.toString(), most == Long.MAX_VALUE ? "be at least 1" : "be from 1 to " + most);
        }
        return value;
    }

    static int users(String text) {
        String digits = text.strip();
        if (DIGITS.matcher(digits).matches()) {
            int users = Integer.parseInt(digits);
            if (users >= 1 && users <= MAX_USERS) {
                return users;
            }
        }
        throw new BadValueException(text, "be from 1 to " + MAX_USERS);
    }

    static long any(String text) {
        String digits = text.strip();
        if (!WHOLE.matcher(digits).matches()) {
            throw notWhole(text);
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            BadValueException bad = notWhole(text);
            bad.initCause(e);
            throw bad;
        }
    }

    private static BadValueException notWhole(String text) {
        return new BadValueException(text, "be a whole number");
    }

    static double factor(String text) {
        String digits = text.strip();
        if (FACTOR.matcher(digits).matches() && Double.parseDouble(digits) > 0) {
            return Double.parseDouble(digits);
        }
        throw new BadValueException(text, "be a number above 0 such as 0.2");
    }

    static double decimal(String text) {
        String digits = text.strip();
        if (DECIMAL.matcher(digits).matches()) {
            return Double.parseDouble(digits);
        }
        throw new BadValueException(text, "be a number such as 20 or 0.5");
    }

    /** Returns a parser of the constants of an enum, in any case. */
    static <E extends Enum<E>> Function<String, E> option(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new BadValueException(text, "be one of " + names(type)));
    }

    private static String names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(e -> e.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
