// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Errors by place, kind and message; messages that differ in digits alone count as one. At most {@value #MAX_ERRORS}
 * different ones are kept apart, further ones are counted together: those of requests, those of bodies, and those of
 * users, because failures of bodies and users are found by their place.
 */
public final class ErrorTable {

    static final int MAX_ERRORS = 200;
    private static final int MAX_MESSAGE = 300;
    private static final int MAX_STACK = 4_000;

    private record Key(String scenario, String request, String kind, String pattern) {}

    private static final class Entry {
        final String message;
        final @Nullable String stack;
        final long firstMillis;
        final LongAdder count = new LongAdder();
        final LongAdder measured = new LongAdder();
        final LongAccumulator lastMillis = new LongAccumulator(Math::max, 0);

        Entry(String message, @Nullable String stack, long firstMillis) {
            this.message = message;
            this.stack = stack;
            this.firstMillis = firstMillis;
        }
    }

    private final ConcurrentHashMap<Key, Entry> entries = new ConcurrentHashMap<>();

    /** Counts an error that ended {@code atMillis} after the start of the load. */
    public void add(
            String scenario,
            String request,
            String kind,
            String message,
            @Nullable Throwable cause,
            Phase phase,
            long atMillis) {
        String text = bounded(message);
        Key key = new Key(scenario, request, kind, digitsMasked(text));
        Entry entry = entries.get(key);
        if (entry == null && entries.size() >= MAX_ERRORS) {
            text = "further errors";
            key = new Key(scenario, isRequest(request) ? LoadResult.OTHER : request, "other", text);
            entry = entries.get(key);
        }
        if (entry == null) {
            Entry fresh = new Entry(text, stack(cause), atMillis);
            Entry raced = entries.putIfAbsent(key, fresh);
            entry = raced == null ? fresh : raced;
        }
        entry.count.increment();
        if (phase == Phase.MEASURE) {
            entry.measured.increment();
        }
        entry.lastMillis.accumulate(atMillis);
    }

    /** Returns all errors, the most frequent first. */
    public List<ErrorSummary> summaries() {
        return entries.entrySet().stream()
                .map(e -> new ErrorSummary(
                        e.getKey().scenario(),
                        e.getKey().request(),
                        e.getKey().kind(),
                        e.getValue().message,
                        e.getValue().count.sum(),
                        e.getValue().measured.sum(),
                        e.getValue().firstMillis,
                        e.getValue().lastMillis.get(),
                        e.getValue().stack))
                .sorted(Comparator.comparingLong(ErrorSummary::count)
                        .reversed()
                        .thenComparing(ErrorSummary::request)
                        .thenComparing(ErrorSummary::message))
                .toList();
    }

    private static boolean isRequest(String place) {
        return !place.equals(LoadResult.ITERATION) && !place.equals(LoadResult.USER);
    }

    private static String bounded(String message) {
        String oneLine = message.strip();
        return oneLine.length() <= MAX_MESSAGE ? oneLine : oneLine.substring(0, MAX_MESSAGE) + "...";
    }

    private static String digitsMasked(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        boolean inDigits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit) {
                masked.append(c);
            } else if (!inDigits) {
                masked.append('#');
            }
            inDigits = digit;
        }
        return masked.toString();
    }

    private static @Nullable String stack(@Nullable Throwable cause) {
        if (cause == null) {
            return null;
        }
        StringWriter text = new StringWriter();
        try {
            cause.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException e) {
            text.append(cause.getClass().getName())
                    .append(": its stack trace failed with ")
                    .append(e.getClass().getName());
        }
        String stack = text.toString();
        return stack.length() <= MAX_STACK ? stack : stack.substring(0, MAX_STACK) + "...";
    }
}
