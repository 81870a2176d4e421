// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Periods of CloudWatch, which begin at multiples of their length. */
final class Periods {

    private Periods() {}

    static Instant floor(Instant time, int seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    /** Returns the beginnings of all periods of which a part lies in a time. */
    static List<Instant> touching(Instant start, Instant end, int seconds) {
        List<Instant> all = new ArrayList<>();
        for (Instant at = floor(start, seconds); at.isBefore(end); at = at.plusSeconds(seconds)) {
            all.add(at);
        }
        return all;
    }

    /** Returns the beginnings of all periods that lie wholly in a time. */
    static List<Instant> within(Instant start, Instant end, int seconds) {
        return touching(start, end, seconds).stream()
                .filter(at -> !at.isBefore(start) && !at.plusSeconds(seconds).isAfter(end))
                .toList();
    }
}
