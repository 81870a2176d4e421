// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.FigureFormat;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares what a worker says it sent with what arrived. */
final class Declared {

    private Declared() {}

    /** Returns what is missing or too much in words; null if all arrived. */
    static @Nullable String difference(WorkerState worker, DoneMessage done) {
        if (worker.parts != done.parts()) {
            return "it sent " + FigureFormat.count(done.parts(), "part") + " of its figures but "
                    + FigureFormat.count(worker.parts) + " arrived";
        }
        TreeSet<String> names = new TreeSet<>(done.counts().keySet());
        names.addAll(worker.counts.keySet());
        for (String name : names) {
            long sent = done.counts().getOrDefault(name, 0L);
            long arrived = worker.counts.getOrDefault(name, 0L);
            if (sent != arrived) {
                return "it counted " + FigureFormat.count(sent, "sample") + " of " + name + " but "
                        + FigureFormat.count(arrived) + " arrived";
            }
        }
        return null;
    }
}
