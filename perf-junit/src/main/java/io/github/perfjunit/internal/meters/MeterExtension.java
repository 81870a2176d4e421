// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import org.jspecify.annotations.Nullable;

/** Publishes the figures of loads into a registry of the test, if Micrometer is there. The JVM that judges a load does, and no worker. */
public final class MeterExtension implements LoadExtension {

    private static final boolean HAS_MICROMETER = isPresent("io.micrometer.core.instrument.MeterRegistry");

    /** For the service loader. */
    public MeterExtension() {}

    private static boolean isPresent(String name) {
        try {
            Class.forName(name, false, MeterExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        boolean worker = load.plan()
                .map(LoadPlan::share)
                .filter(share -> !share.equals(WorkerShare.WHOLE))
                .isPresent();
        return HAS_MICROMETER && !worker ? MeteredLoad.of(load) : null;
    }
}
