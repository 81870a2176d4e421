// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.ThinkTime;
import java.time.Duration;

/**
 * Pauses as people write them: a duration such as {@code 2s}, or a range to draw from, such as {@code 1s..3s}.
 */
public final class Pauses {

    private static final String DOTS = "..";

    private Pauses() {}

    /**
     * Reads a pause.
     *
     * @param text such as {@code 2s} or {@code 1s..3s}
     * @return the range; both ends are the same for a single duration
     * @throws BadValueException if it is not one
     */
    public static ThinkTime parse(String text) {
        int dots = text.indexOf(DOTS);
        Duration min = end(text, dots < 0 ? text : text.substring(0, dots));
        Duration max = dots < 0 ? min : end(text, text.substring(dots + DOTS.length()));
        if (max.compareTo(min) < 0) {
            throw new BadValueException(text, "not end before it begins");
        }
        return new ThinkTime(min, max);
    }

    private static Duration end(String whole, String part) {
        try {
            return Durations.parse(part);
        } catch (BadValueException e) {
            BadValueException bad = new BadValueException(whole, "be a pause such as 2s or a range such as 1s..3s");
            bad.addSuppressed(e);
            throw bad;
        }
    }

    /**
     * Writes a pause so that {@link #parse(String)} reads it.
     *
     * @param pause the range
     * @return such as {@code 2s} or {@code 1s..3s}
     */
    public static String format(ThinkTime pause) {
        String min = Durations.format(pause.min());
        return pause.min().equals(pause.max()) ? min : min + DOTS + Durations.format(pause.max());
    }
}
