// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import io.github.perfjunit.internal.health.PinnedStream;
import io.github.perfjunit.metrics.PinnedThreads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often virtual threads of the target in this JVM are pinned; counted where that is limited, because it costs. */
final class PinnedCount implements AutoCloseable {

    private static final String NOT_ASKED = "it is counted where @WorkSlo limits it";

    private final boolean wanted;
    private @Nullable PinnedStream stream;
    private String failure = "";

    PinnedCount(boolean wanted) {
        this.wanted = wanted;
    }

    void begin() {
        String obstacle = PinnedStream.obstacle();
        if (!wanted || obstacle != null) {
            failure = obstacle == null ? NOT_ASKED : obstacle;
            return;
        }
        try {
            stream = PinnedStream.start();
        } catch (IllegalStateException | LinkageError e) {
            failure = String.valueOf(e.getMessage());
        }
    }

    void end() {
        PinnedStream open = stream;
        if (open != null) {
            try {
                open.end();
            } catch (IllegalStateException e) {
                failure = String.valueOf(e.getMessage());
            }
        }
    }

    /** Returns how often there was a pinned thread until a moment; NaN if that is not known. */
    double until(long nanoTime) {
        PinnedStream read = stream;
        return read == null ? Double.NaN : read.until(nanoTime);
    }

    /** Returns why there is no figure; empty if there is one. A target without virtual threads would meet any limit. */
    String obstacle() {
        PinnedStream read = stream;
        if (read == null || !failure.isEmpty()) {
            return failure.isEmpty() ? NOT_ASKED : failure;
        }
        return read.seen() > 0
                ? ""
                : "no virtual thread but those of the load began to run; what is tested has platform threads, or runs in"
                        + " another JVM";
    }

    /** Returns where threads were pinned, as often as that was. */
    List<PinnedThreads.Place> places() {
        PinnedStream read = stream;
        return read == null ? List.of() : read.places().places();
    }

    @Override
    public void close() {
        PinnedStream open = stream;
        if (open != null) {
            open.close();
        }
    }
}
