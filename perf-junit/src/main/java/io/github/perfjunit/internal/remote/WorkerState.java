// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.SeriesKind;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a controller knows of one worker. */
final class WorkerState {

    final int number;
    final Silence silence;
    final Map<String, Long> counts = new TreeMap<>();

    @Nullable
    ReadyMessage ready;

    @Nullable
    DoneMessage done;

    int parts;
    long startDelayMillis;
    long reachedMillis;
    boolean over;
    boolean hasEnded;

    /** Why it was lost, in one line; empty if it was not. */
    String lost = "";

    /** The last lines that it wrote, if it was lost. */
    String log = "";

    /** What failed after its load; empty if nothing did. */
    String afterwards = "";

    WorkerState(int number, Silence silence) {
        this.number = number;
        this.silence = silence;
    }

    /** Returns its name in messages. */
    String name(int count) {
        return "worker " + number + " of " + count;
    }

    boolean isLost() {
        return !lost.isEmpty();
    }

    /** Takes a part that has arrived. */
    void take(PartMessage part) {
        parts++;
        startDelayMillis = part.startDelayMillis();
        part.intervals().forEach(interval -> {
            PartMessage.count(interval, counts);
            reachedMillis = interval.toMillis();
        });
    }

    long requests() {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(SeriesKind.REQUEST + " "))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    long samples() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
