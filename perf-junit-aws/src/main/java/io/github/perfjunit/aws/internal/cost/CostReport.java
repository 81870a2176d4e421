// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cost;

import io.github.perfjunit.metrics.ResultSection;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a run cost, as a section of its result. */
public final class CostReport {

    private CostReport() {}

    /**
     * Adds up.
     *
     * @param size the run; its requests are those that were made
     * @param prices prices with which the estimate was made
     * @param each time of each task from the pull of its image to its stop, those that were launched again included
     * @param before the estimate; null if there was none
     * @return the section {@code cost}
     */
    public static ResultSection of(
            RunSize size, Prices prices, Collection<Duration> each, @Nullable CostEstimate before) {
        double factor = size.spot() ? prices.of(Price.SPOT_FACTOR) : 1;
        Bill bill = Bill.of(size, prices, each, factor, new Bill.Requests(size.puts(), size.gets(), size.queried()));
        return new RunCost(bill, each.size(), prices.source(), before == null ? null : before.expectedUsd());
    }
}
