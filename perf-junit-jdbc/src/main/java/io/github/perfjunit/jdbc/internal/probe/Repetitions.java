// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.jdbc.report.StatementReport;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Statements that are executed again and again: where the program does it, and whether one execution follows upon the
 * other. Thread-safe. Its memory depends on the number of texts and of threads.
 */
final class Repetitions {

    /** A program that reads a list row by row asks for the next one at once; one that polls sleeps in between. */
    static final long AT_ONCE_NANOS = 20_000_000;

    /** So many times in one go, and it is looked where that happens. */
    static final int MANY = 10;

    /** So many places of a statement are noted; the stack of a thread costs some microseconds. */
    private static final int ALL_PLACES = 50;

    /** After that, one in this time. */
    private static final long PLACE_EVERY_NANOS = 10_000_000;

    private static final int MOST_PLACES = 20;
    private static final int PLACES_SHOWN = 5;

    private final ConcurrentHashMap<Integer, OfText> byText = new ConcurrentHashMap<>();
    private final ThreadLocal<Lately> lately = ThreadLocal.withInitial(Lately::new);

    /** What is known of one statement. */
    private static final class OfText {

        private final LongAdder calls = new LongAdder();
        private final LongAdder rows = new LongAdder();
        private final Map<String, Long> places = new TreeMap<>();
        private int noted;
        private long notedAt;

        synchronized boolean isPlaceDue(long now) {
            if (noted >= ALL_PLACES && now - notedAt < PLACE_EVERY_NANOS) {
                return false;
            }
            noted++;
            notedAt = now;
            return true;
        }

        synchronized void add(String place) {
            if (places.containsKey(place) || places.size() < MOST_PLACES) {
                places.merge(place, 1L, Long::sum);
            }
        }

        synchronized List<StatementReport.Place> places() {
            return places.entrySet().stream()
                    .map(e -> new StatementReport.Place(e.getKey(), e.getValue()))
                    .sorted(Comparator.comparingLong(StatementReport.Place::count)
                            .reversed())
                    .limit(PLACES_SHOWN)
                    .toList();
        }

        double callsInARow() {
            long all = calls.sum();
            return all == 0 ? 0 : (double) all / Math.max(1, rows.sum());
        }
    }

    /** The statements that a thread executed last. */
    private static final class Lately {

        private static final int KEPT = 8;

        private final int[] texts = new int[KEPT];
        private final long[] ended = new long[KEPT];
        private final int[] inARow = new int[KEPT];
        private int next;

        Lately() {
            Arrays.fill(texts, -1);
        }

        /** Returns how many times a statement was executed in a row, this time included. */
        int executed(int text, long startedNanos, long endedNanos) {
            int at = 0;
            while (at < KEPT && texts[at] != text) {
                at++;
            }
            if (at == KEPT) {
                at = next;
                next = (next + 1) % KEPT;
                texts[at] = text;
                inARow[at] = 0;
            } else if (startedNanos - ended[at] > AT_ONCE_NANOS) {
                inARow[at] = 0;
            }
            ended[at] = endedNanos;
            inARow[at]++;
            return inARow[at];
        }
    }

    /** Counts an execution by a thread that works for no virtual user: of it alone is not known what it works for. */
    void executedOutside(int text, long startedNanos, long endedNanos) {
        int inARow = lately.get().executed(text, startedNanos, endedNanos);
        OfText found = of(text);
        found.calls.increment();
        if (inARow == 1) {
            found.rows.increment();
        }
        notePlace(text, inARow, endedNanos);
    }

    /**
     * Looks which line of the program the calling thread comes from, if that is worth it.
     *
     * @param times how often it was executed in one go, this time included
     */
    void notePlace(int text, int times, long now) {
        if (times == MANY) {
            OfText found = of(text);
            if (found.isPlaceDue(now)) {
                found.add(CallSite.withCaller(new Throwable().getStackTrace()));
            }
        }
    }

    private OfText of(int text) {
        OfText found = byText.get(text);
        return found != null ? found : byText.computeIfAbsent(text, t -> new OfText());
    }

    /** Returns the lines that execute a statement again and again, the most frequent first. */
    List<StatementReport.Place> places(int text) {
        @Nullable OfText found = byText.get(text);
        return found == null ? List.of() : found.places();
    }

    /** Returns how often threads that work for no virtual user executed it in a row, on average; zero if none did. */
    double callsInARow(int text) {
        @Nullable OfText found = byText.get(text);
        return found == null ? 0 : found.callsInARow();
    }
}
