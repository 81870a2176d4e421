// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Phase;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Errors by place, kind and message; messages that differ only in their numbers count as one. At most {@value
 * #MAX_ERRORS} different ones are listed separately; further ones are counted together, separately for requests, bodies
 * and users, because failures of bodies and users are found by their place.
 */
public final class ErrorTable {

    static final int MAX_ERRORS = 200;
    private static final int MAX_MESSAGE = 300;

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
        Key key = new Key(scenario, request, kind, ErrorSummary.pattern(text));
        Entry entry = entries.get(key);
        if (entry == null && entries.size() >= MAX_ERRORS) {
            text = "further errors";
            key = new Key(scenario, isRequest(request) ? LoadResult.OTHER : request, "other", text);
            entry = entries.get(key);
        }
        if (entry == null) {
            Entry fresh = new Entry(text, StackText.of(cause), atMillis);
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
        return ErrorSummary.merge(entries.entrySet().stream()
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
                .toList());
    }

    private static boolean isRequest(String place) {
        return !place.equals(LoadResult.ITERATION) && !place.equals(LoadResult.USER);
    }

    private static String bounded(String message) {
        String oneLine = message.strip();
        return oneLine.length() <= MAX_MESSAGE ? oneLine : oneLine.substring(0, MAX_MESSAGE) + "...";
    }
}
