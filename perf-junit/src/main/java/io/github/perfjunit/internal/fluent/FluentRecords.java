// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.fluent;

import io.github.perfjunit.internal.session.LoadFeeds;
import io.github.perfjunit.internal.util.Rethrow;
import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.Records;
import io.github.perfjunit.load.VirtualUser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of one scenario of a fluent load, available only while the load runs. */
final class FluentRecords<T> implements Records<T> {

    private record Open(String scenario, LoadFeeds.Supply supply) {}

    private final String source;
    private final Class<T> type;
    private final FeedStrategy strategy;
    private volatile @Nullable Open open;

    FluentRecords(String source, Class<T> type, FeedStrategy strategy) {
        this.source = source;
        this.type = type;
        this.strategy = strategy;
    }

    /** Reads the records; mistakes are reported with all others of the load. */
    void open(LoadFeeds feeds, String place, String scenario, Optional<LoadPlan> plan) {
        feeds.open(new LoadFeeds.Wanted(place + ".feed", "feed", source, strategy, type, scenario), plan)
                .ifPresent(supply -> open = new Open(scenario, supply));
    }

    void close() {
        open = null;
    }

    @Override
    @SuppressWarnings("unchecked") // the records were converted to this type, which may be a primitive one
    public T next(VirtualUser user) {
        Open current = open;
        if (current == null) {
            throw new IllegalStateException(
                    "feed(\"" + source + "\") was asked for a record but its load is not running;"
                            + " call next(user) inside the body that is given to run(...) of the same load");
        }
        if (!current.scenario.equals(user.scenario())) {
            throw new IllegalStateException("feed(\"" + source + "\") was asked for a record by a user of scenario \""
                    + user.scenario() + "\" but belongs to \"" + current.scenario + "\"; each scenario calls feed(...)"
                    + " itself");
        }
        try {
            return (T) current.supply.next(user);
        } catch (InterruptedException e) {
            throw Rethrow.unchecked(e);
        }
    }
}
