// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of a load from those of its workers. Distributions are those of the intervals that arrived. */
final class Whole {

    private final RunStore store;
    private final Fleet fleet;
    private final Arrivals arrivals;

    Whole(RunStore store, Fleet fleet, Arrivals arrivals) {
        this.store = store;
        this.fleet = fleet;
        this.arrivals = arrivals;
    }

    /** Returns the figures so far; null if no worker has told any. */
    @Nullable
    LoadData snapshot() throws IOException {
        List<LoadData> shares = shares();
        return shares.isEmpty() ? null : LoadData.merge(shares).with(arrivals.sum());
    }

    /**
     * Returns the figures of a load that is over.
     *
     * @param stopReason why the controller ended it early; empty if it did not
     * @throws IllegalStateException if there are none
     */
    LoadData data(String stopReason) {
        LoadData merged;
        try {
            merged = snapshot();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("the figures of the workers cannot be read: " + e.getMessage(), e);
        }
        if (merged == null) {
            throw new IllegalStateException("no worker sent any figures: " + stopReason);
        }
        boolean told = stopReason.isEmpty() || merged.stopReason().contains(stopReason);
        String reason = told
                ? merged.stopReason()
                : Stream.of(stopReason, merged.stopReason())
                        .filter(text -> !text.isEmpty())
                        .reduce((a, b) -> a + "; " + b)
                        .orElseThrow();
        return new LoadData(
                merged.start(),
                merged.elapsedMillis(),
                merged.series(),
                merged.scenarios(),
                merged.errors(),
                merged.checks(),
                merged.generator(),
                reason,
                merged.namesOverCap(),
                merged.firstNamesOverCap(),
                merged.metrics());
    }

    /** Reads what each worker told last, without its distributions, of which there may be too many for the memory. */
    private List<LoadData> shares() throws IOException {
        List<LoadData> shares = new ArrayList<>();
        for (WorkerState worker : fleet.all()) {
            byte[] bytes = store.get(Keys.total(worker.number));
            if (bytes != null) {
                shares.add(named(worker, LoadData.decode(Wire.unpacked(bytes)).with(List.of())));
            }
        }
        return shares;
    }

    private LoadData named(WorkerState worker, LoadData share) {
        GeneratorHealth health = share.generator();
        String who = "worker " + worker.number + ": ";
        List<String> problems = new ArrayList<>();
        health.problems().forEach(problem -> problems.add(who + problem));
        fleet.lateness(worker).ifPresent(late -> problems.add(who + late));
        return new LoadData(
                share.start(),
                share.elapsedMillis(),
                share.series(),
                share.scenarios(),
                share.errors(),
                share.checks(),
                new GeneratorHealth(
                        health.machineCpu(),
                        health.processCpu(),
                        health.gcMillis(),
                        health.gcLongestMillis(),
                        health.hiccups(),
                        health.lostMillis(),
                        health.pinned(),
                        health.stuckUsers().stream().map(user -> who + user).toList(),
                        problems),
                worker.isLost() ? "" : share.stopReason(), // whether the loss ends the load is for the controller
                share.namesOverCap(),
                share.firstNamesOverCap(),
                share.metrics());
    }
}
