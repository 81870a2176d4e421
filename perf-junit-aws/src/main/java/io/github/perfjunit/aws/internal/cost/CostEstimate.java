// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a run will cost: as planned, and when all goes as badly as its limits allow. Immutable. */
public final class CostEstimate {

    private final RunSize size;
    private final Prices prices;
    private final Bill expected;
    private final Bill worst;

    private CostEstimate(RunSize size, Prices prices, Bill expected, Bill worst) {
        this.size = size;
        this.prices = prices;
        this.expected = expected;
        this.worst = worst;
    }

    /**
     * Estimates.
     *
     * @param problems gets a sentence if a price is missing
     * @return the estimate; empty if a price is missing
     */
    public static Optional<CostEstimate> of(RunSize size, Prices prices, Consumer<String> problems) {
        if (!Bill.isPriced(size, prices, problems)) {
            return Optional.empty();
        }
        RunSize.Times times = size.times();
        double factor = size.spot() ? prices.of(Price.SPOT_FACTOR) : 1;
        Bill expected = bill(
                size, prices, times.expected(), factor, new Bill.Requests(size.puts(), size.gets(), size.queried()));
        Bill.Requests most = new Bill.Requests(
                stretched(size, size.puts()), stretched(size, size.gets()), stretched(size, size.queried()));
        return Optional.of(new CostEstimate(size, prices, expected, bill(size, prices, times.worst(), 1, most)));
    }

    private static Bill bill(RunSize size, Prices prices, Duration each, double factor, Bill.Requests requests) {
        return Bill.of(size, prices, Collections.nCopies(size.tasks(), each), factor, requests);
    }

    private static long stretched(RunSize size, long number) {
        return (long) Math.ceil(number * size.times().stretch());
    }

    /** Returns the cost if all goes as planned, in USD. */
    public double expectedUsd() {
        return expected.usd();
    }

    /** Returns the cost if each launch waits in vain but the last, that runs to its limit, and spot saves nothing, in USD. */
    public double worstUsd() {
        return worst.usd();
    }

    /**
     * Returns why a run may not begin.
     *
     * @param maxCostUsd the cap
     * @return a sentence if the worst case is above the cap
     */
    public Optional<String> above(double maxCostUsd) {
        if (worstUsd() <= maxCostUsd) {
            return Optional.empty();
        }
        return Optional.of("maxCostUsd is " + Money.usd(maxCostUsd) + " but the run may cost " + Money.usd(worstUsd())
                + " at most, and about " + Money.usd(expectedUsd()) + " as planned (" + size.words() + ", up to "
                + Money.time(size.times().worst()) + " each): shorten perf.aws.maxDuration or perf.aws.readyTimeout,"
                + " take fewer or smaller tasks, or raise the cap");
    }

    /** Returns lines for people. */
    public List<String> lines() {
        RunSize.Times times = size.times();
        List<String> lines = new ArrayList<>();
        lines.add("cost about " + Money.usd(expectedUsd()) + ", at most " + Money.usd(worstUsd()) + " (estimate, "
                + prices.source() + ")");
        lines.add(size.words() + ", about " + Money.time(times.expected()) + " each, at most "
                + Money.time(times.worst()));
        for (int i = 0; i < expected.items().size(); i++) {
            Bill.Item item = expected.items().get(i);
            lines.add(item.what() + ": " + item.quantity() + " at " + item.price() + " = " + Money.usd(item.usd())
                    + ", at most " + Money.usd(worst.items().get(i).usd()));
        }
        lines.add(expected.excluded());
        if (size.spot()) {
            lines.add("the price of spot changes; at most is what the tasks cost on demand");
        }
        return lines;
    }
}
