// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them in annotations, such as {@code 250ms}, {@code 3s} or {@code 1m30s}. */
final class FaultTimes {

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,6})s)?(?:(\\d{1,9})ms)?");
    private static final long[] MILLIS = {3_600_000, 60_000, 1000, 1};

    private FaultTimes() {}

    /** Returns the time, zero or more; empty if it is not one. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (text.isBlank() || !matcher.matches()) {
            return Optional.empty();
        }
        long millis = 0;
        for (int unit = 0; unit < MILLIS.length; unit++) {
            String digits = matcher.group(unit + 1);
            millis += digits == null ? 0 : Long.parseLong(digits) * MILLIS[unit];
        }
        return Optional.of(Duration.ofMillis(millis));
    }
}
