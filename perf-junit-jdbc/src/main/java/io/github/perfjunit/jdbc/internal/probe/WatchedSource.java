// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.spi.RequestRecorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What lets a load watch a data source of users; {@code ProbedDataSource.unwrap} leads here. Thread-safe.
 */
public final class WatchedSource {

    private final StatementProbe probe;
    private final AtomicReference<@Nullable LoadWatch> watch = new AtomicReference<>();

    /**
     * Makes one that nobody watches.
     *
     * @param probe how statements are seen, unless a load chooses another way
     */
    public WatchedSource(StatementProbe probe) {
        this.probe = probe;
    }

    /** Begins to watch; connections taken from now on are seen until the watch ends. */
    public LoadWatch watch(RequestRecorder fallback, LongPredicate measured) {
        return watch(probe, fallback, measured);
    }

    /**
     * Begins to watch in a certain way; connections taken from now on are seen until the watch ends.
     *
     * @param how how statements are seen
     * @param fallback where statements of threads are counted that work for no virtual user, such as those of a server in
     *     the same JVM
     * @param measured tells of a reading of {@link System#nanoTime()} whether it is in the measured part of the load;
     *     called for every statement
     * @throws IllegalStateException if another load watches already
     */
    public LoadWatch watch(StatementProbe how, RequestRecorder fallback, LongPredicate measured) {
        LoadWatch begun = LoadWatch.begin(how, fallback, measured, this::ended);
        if (!watch.compareAndSet(null, begun)) {
            throw new IllegalStateException(
                    "Another load watches this data source already; a data source can be watched"
                            + " by one load at a time.");
        }
        return begun;
    }

    private void ended(LoadWatch ended) {
        watch.compareAndSet(ended, null);
    }

    /** Tells whether a load watches, so that no other one can. */
    public boolean isWatched() {
        return watch.get() != null;
    }

    /** Takes a connection, and follows it if a load watches. */
    public Connection take(LoadWatch.Source source) throws SQLException {
        LoadWatch current = watch.get();
        return current == null ? source.get() : current.take(source);
    }
}
