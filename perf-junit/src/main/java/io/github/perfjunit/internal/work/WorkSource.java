// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.metrics.WorkReport.Allocator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts work as it goes on. Called by one thread at a time. */
public interface WorkSource extends AutoCloseable {

    /** Returns the name of the JVM whose work it is; empty for this one. */
    String jvm();

    /** Returns the kinds of work that are counted. */
    List<Work> kinds();

    /**
     * Reads the work so far; a kind that is absent or NaN cannot be told.
     *
     * @param counted called when the work is read, if that is before all of it was told
     * @return the counts; empty if they cannot be read now, or any more
     */
    Optional<Map<Work, Double>> counts(Runnable counted);

    /** Remembers what each thread has allocated so far. */
    default void mark() {}

    /** Returns what threads have allocated since the mark, as far as that is known. */
    default List<Allocator> sinceMark() {
        return List.of();
    }

    /** Called when nothing more is read. */
    default void end() {}

    /** Adds to a reading what is known of its moment only after the end. */
    default WorkReading completed(WorkReading reading) {
        return reading;
    }

    /** Returns where virtual threads were pinned, after the end. */
    default List<PinnedThreads.Place> pinnedAt() {
        return List.of();
    }

    @Override
    default void close() {}

    /** Returns why nothing was read; empty if nothing is known to be wrong. */
    default String failure() {
        return "";
    }

    /**
     * Returns why there is no figure of some kind; empty if there is one.
     *
     * @param iterations those that ended well, at least one
     * @param from the reading at the beginning of the count
     * @param to that at its end
     */
    String obstacle(Work work, long iterations, WorkReading from, WorkReading to);
}
