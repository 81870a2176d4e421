// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.spi.KindSettings;
import java.time.Duration;

/** Times of the parts of a load. */
final class KindTimes {

    /** How long before it holds a change is made. */
    static final Duration AHEAD = Duration.ofSeconds(2);

    /** A part is held this much longer than it is judged, so that it has all of its seconds even if the clock is late. */
    static final Duration SPARE = Duration.ofSeconds(2);

    /** Shortest time of a judged part: ten batches of a second. */
    static final Duration SHORTEST = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofDays(365);

    private KindTimes() {}

    /** Reads a time that must be at least some length; that length after a mistake. */
    static Duration atLeast(KindSettings settings, String attribute, String text, Duration shortest) {
        Duration time = settings.time(attribute, text).orElse(null);
        if (time == null) {
            if (settings.resolved(attribute, text).isBlank()) {
                settings.problem(settings.place(attribute) + " was '' but must be set");
            }
            return shortest;
        }
        if (time.compareTo(shortest) < 0 || time.compareTo(LONGEST) > 0) {
            settings.problem(settings.place(attribute) + " was '"
                    + settings.resolved(attribute, text).strip()
                    + "' but must be at least " + settings.text(shortest)
                    + (time.compareTo(LONGEST) > 0 ? " and at most 365d" : ""));
        }
        return time;
    }

    /** Reads a time that has a default if its text is blank. */
    static Duration orElse(
            KindSettings settings, String attribute, String text, Duration shortest, Duration byDefault) {
        return settings.resolved(attribute, text).isBlank() ? byDefault : atLeast(settings, attribute, text, shortest);
    }

    /** Returns the whole second from which on a change may hold, some seconds ahead. */
    static Duration next(long millis) {
        return Duration.ofSeconds(millis / 1000).plus(AHEAD);
    }

    /** Reads the highest level; that of the start after a mistake. */
    static double upTo(KindSettings settings, String attribute, String text, double start, String startName) {
        if (settings.resolved(attribute, text).isBlank()) {
            settings.problem(settings.place(attribute) + " was '' but must be set");
            return start;
        }
        double most = settings.level(attribute, text).orElse(start);
        if (!settings.isAbove(attribute, text)) {
            settings.problem(settings.place(attribute) + " was '"
                    + settings.resolved(attribute, text).strip() + "' but must be above " + settings.text(start) + ", "
                    + startName);
        }
        return most;
    }
}
