// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

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
    String lost = "";

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

    long samples() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
