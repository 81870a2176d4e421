// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.metrics.WorkReport.Allocator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The work of this JVM, without that of the load itself, and what its clients recorded. */
public final class WorkHere implements WorkSource {

    private static final String NO_STATEMENT =
            "no statement was seen; perf-junit-jdbc tells of those of a ProbedDataSource";

    private final Allocations allocations;
    private final Supplier<Map<Work, Double>> recorded;
    private final PinnedCount pinned;

    /**
     * Prepares to count.
     *
     * @param allocations those of this JVM
     * @param recorded the work that clients recorded so far
     * @param countsPinned whether pinned virtual threads are counted
     */
    public WorkHere(Allocations allocations, Supplier<Map<Work, Double>> recorded, boolean countsPinned) {
        this.allocations = allocations;
        this.recorded = recorded;
        this.pinned = new PinnedCount(countsPinned);
    }

    /** Takes the calling thread for one of the load's, and starts what must be started. */
    void prepare() {
        allocations.addCaller();
        pinned.begin();
    }

    @Override
    public String jvm() {
        return "";
    }

    @Override
    public List<Work> kinds() {
        return List.of(Work.values());
    }

    @Override
    public Optional<Map<Work, Double>> counts(Runnable counted) {
        Map<Work, Double> counts = new EnumMap<>(recorded.get());
        counts.put(Work.ALLOCATED, allocations.ofOthers());
        counts.put(Work.COLLECTIONS, CollectionCount.now());
        counted.run();
        return Optional.of(counts);
    }

    /** The flight recorder tells of pinned threads when they have been pinned, with the time. */
    @Override
    public void end() {
        pinned.end();
    }

    @Override
    public WorkReading completed(WorkReading reading) {
        return reading.with(Work.PINNED, pinned.until(reading.nanos()));
    }

    @Override
    public List<PinnedThreads.Place> pinnedAt() {
        return pinned.places();
    }

    @Override
    public void close() {
        pinned.close();
    }

    @Override
    public void mark() {
        allocations.mark();
    }

    @Override
    public List<Allocator> sinceMark() {
        return allocations.sinceMark();
    }

    @Override
    public String obstacle(Work work, long iterations, WorkReading from, WorkReading to) {
        return switch (work) {
            case ALLOCATED -> allocated((to.count(work) - from.count(work)) / iterations);
            case COLLECTIONS -> "";
            case PINNED -> pinned.obstacle();
            case BYTES_SENT, BYTES_RECEIVED ->
                to.count(work) > 0 ? "" : "no request told its bytes; those of Http and of measured clients do";
            case CONNECTIONS ->
                to.count(work) > 0
                        ? ""
                        : "no connection was seen to be opened, not even before the measured time; Http tells of its"
                                + " own";
            case STATEMENTS, ROUND_TRIPS -> to.count(work) > 0 ? "" : NO_STATEMENT;
            case ROWS -> to.count(Work.ROUND_TRIPS) > 0 ? "" : NO_STATEMENT;
        };
    }

    /** A figure of next to nothing is that of the JVM itself, and would meet every limit. */
    private String allocated(double each) {
        String untold = allocations.obstacle();
        if (untold != null) {
            return untold;
        }
        return each >= Allocations.LEAST_BYTES
                ? ""
                : "threads other than those of the load allocated only " + FigureFormat.bytes(Math.max(0, each))
                        + " an iteration; what is tested runs in another JVM, or on the users' own threads";
    }
}
