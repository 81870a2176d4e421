// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Reads rates as text: a number, a slash and {@code s}, {@code sec}, {@code min}, {@code m} or {@code h}, such as
 * {@code 200/s} or {@code 10000/min}; one blank may stand on each side of the slash. For the packages of this library.
 *
 * @since 0.1
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RateText {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?) ?/ ?(s|sec|min|m|h)");

    private RateText() {}

    /**
     * Reads a rate.
     *
     * @param text such as {@code 200/s}; blanks around it are ignored
     * @return how many a second, zero or more; empty if the text is not a rate
     */
    public static OptionalDouble perSecond(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? OptionalDouble.of(Double.parseDouble(matcher.group(1)) / seconds(matcher.group(2)))
                : OptionalDouble.empty();
    }

    /**
     * Returns the length of a unit.
     *
     * @param unit {@code s}, {@code sec}, {@code min}, {@code m} or {@code h}
     * @return seconds
     */
    public static int seconds(String unit) {
        return switch (unit) {
            case "h" -> 3600;
            case "m", "min" -> 60;
            default -> 1;
        };
    }
}
