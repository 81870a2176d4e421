// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.monitor;

import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches what {@code @Watch} and fluent loads name. A worker watches what it has itself. */
public final class WatchExtension implements LoadExtension {

    /** For the service loader. */
    public WatchExtension() {}

    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        List<Watched> all = new WatchReader(load)
                .read().stream()
                        .filter(watched -> !load.isWorker() || watched.monitor().inWorkers())
                        .toList();
        return all.isEmpty() ? null : new WatchingLoad(all);
    }
}
