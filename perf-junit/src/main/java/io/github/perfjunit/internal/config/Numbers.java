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
    private static final Pattern FACTOR = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

    private Numbers() {}

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
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            BadValueException bad = new BadValueException(text, "be a whole number");
            bad.initCause(e);
            throw bad;
        }
    }

    static double factor(String text) {
        String digits = text.strip();
        if (FACTOR.matcher(digits).matches() && Double.parseDouble(digits) > 0) {
            return Double.parseDouble(digits);
        }
        throw new BadValueException(text, "be a number above 0 such as 0.2");
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
