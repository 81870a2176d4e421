// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.perfjunit.jdbc.internal.pool.MicrometerPools;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where meters of a pool go, if Micrometer is there at all. */
final class Registries {

    private static final boolean MICROMETER = isPresent("io.micrometer.core.instrument.MeterRegistry");

    private Registries() {}

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, Registries.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Returns who is told of the events of the pool besides us; null for nobody. */
    static @Nullable MetricsTrackerFactory of(List<Object> instances) {
        return MICROMETER ? MicrometerPools.of(instances) : null;
    }
}
