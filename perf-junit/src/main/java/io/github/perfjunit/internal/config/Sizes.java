// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as people write them: a whole number and a unit, which is {@code B}, {@code KB}, {@code MB}, {@code GB} (powers
 * of 1000) or {@code KiB}, {@code MiB}, {@code GiB} (powers of 1024).
 */
final class Sizes {

    private static final Pattern FORM = Pattern.compile("(\\d{1,10}) ?(?:([kKMG])(i?))?B");

    private Sizes() {}

    /** Reads a size in bytes. Ten digits of the largest unit fit into a long. */
    static long parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new BadValueException(text, "be a size such as 512KB, 64MB, 1GB or 64MiB");
        }
        long base = "i".equals(matcher.group(3)) ? 1024 : 1000;
        String unit = matcher.group(2) == null ? "" : matcher.group(2);
        long factor =
                switch (unit) {
                    case "" -> 1;
                    case "M" -> base * base;
                    case "G" -> base * base * base;
                    default -> base;
                };
        return Long.parseLong(matcher.group(1)) * factor;
    }
}
