// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.metrics.LoadData;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the figures of a running load and keeps the newest ones, because a load that hangs supplies none. Thread-safe.
 */
final class LastSnapshot {

    private final Supplier<@Nullable LoadData> snapshots;
    private final Consumer<Exception> failed;
    private final AtomicReference<@Nullable LoadData> latest = new AtomicReference<>();

    LastSnapshot(Supplier<@Nullable LoadData> snapshots, Consumer<Exception> failed) {
        this.snapshots = snapshots;
        this.failed = failed;
    }

    /** Reads the figures; null if there are none yet. */
    @Nullable
    LoadData ask() {
        try {
            LoadData data = snapshots.get();
            if (data != null) {
                latest.set(data);
            }
            return data;
        } catch (RuntimeException e) {
            failed.accept(e);
            return null;
        }
    }

    /** Reads the figures on a separate thread and waits a while for them. */
    void askFor(Duration longest) throws InterruptedException {
        Thread asking = new Thread(this::ask, "perf-last-snapshot");
        asking.setDaemon(true);
        asking.start();
        asking.join(longest.toMillis());
    }

    /** Returns the newest figures; null if there were none. */
    @Nullable
    LoadData latest() {
        return latest.get();
    }
}
