// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import org.jspecify.annotations.Nullable;

/** Publishes the figures of loads into a registry of the test, if Micrometer is there. The JVM that judges a load does, and no worker. */
public final class MeterExtension implements LoadExtension {

    /** For the service loader. */
    public MeterExtension() {}

    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        return load.isWorker()
                ? null
                : load.meterRegistry()
                        .map(registry -> MeteredLoad.of(registry, load))
                        .orElse(null);
    }
}
