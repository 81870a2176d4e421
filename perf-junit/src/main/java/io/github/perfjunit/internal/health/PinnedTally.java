// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import io.github.perfjunit.metrics.PinnedThreads;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up waits of users that held their carrier thread, by place. */
final class PinnedTally {

    /** Packages whose frames do not help the user. */
    private static final List<String> NOT_THEIRS =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "io.github.perfjunit.");

    /** Both are text of unknown origin, as long as class names may be. */
    private static final int LONGEST = 300;

    private final Map<List<String>, Integer> numbers = new LinkedHashMap<>();
    private final long[] counts = new long[PinnedThreads.MOST_PLACES];
    private long count;
    private Duration total = Duration.ZERO;
    private Duration longest = Duration.ZERO;

    /**
     * Counts a wait.
     *
     * @param stack frames, the innermost one first
     * @param reason the reason why the carrier was held; empty if unknown
     */
    void add(List<StackTraceElement> stack, String reason, Duration length) {
        count++;
        total = total.plus(length);
        longest = longest.compareTo(length) < 0 ? length : longest;
        List<String> place = List.of(shorten(frame(stack)), shorten(reason));
        Integer number = numbers.get(place);
        if (number == null && numbers.size() < PinnedThreads.MOST_PLACES) {
            number = numbers.size();
            numbers.put(place, number);
        }
        if (number != null) {
            counts[number]++;
        }
    }

    private static String frame(List<StackTraceElement> stack) {
        return stack.stream()
                .filter(frame -> NOT_THEIRS.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst()
                .or(() -> stack.stream().findFirst())
                .map(StackTraceElement::toString)
                .orElse("unknown place");
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    PinnedThreads result() {
        Set<Map.Entry<List<String>, Integer>> places = numbers.entrySet();
        return new PinnedThreads(
                true,
                count,
                total.toMillis(),
                longest.toMillis(),
                places.stream()
                        .map(place -> new PinnedThreads.Place(
                                place.getKey().get(0), place.getKey().get(1), counts[place.getValue()]))
                        .toList());
    }
}
