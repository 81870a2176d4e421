// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.metrics.LoadData;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a running load for its figures and keeps the newest ones, for a load that hangs gives none. Thread-safe. */
final class LastSnapshot {

    private final Supplier<@Nullable LoadData> snapshots;
    private final Consumer<Exception> failed;
    private final AtomicReference<@Nullable LoadData> latest = new AtomicReference<>();

    LastSnapshot(Supplier<@Nullable LoadData> snapshots, Consumer<Exception> failed) {
        this.snapshots = snapshots;
        this.failed = failed;
    }

    /** Asks for the figures; null if there are none yet. */
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

    /** Asks for the figures on a thread of its own and waits a while for them. */
    void askFor(Duration longest) throws InterruptedException {
        Thread asking = new Thread(this::ask, "perf-last-snapshot");
        asking.setDaemon(true);
        asking.start();
        asking.join(longest.toMillis());
    }

    /** Returns the newest figures that were given; null if none were. */
    @Nullable
    LoadData latest() {
        return latest.get();
    }
}
