// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;

/** The only class of the pool's that knows Micrometer, which is optional. */
public final class MicrometerPools {

    private MicrometerPools() {}

    /**
     * Returns what makes HikariCP's own meters {@code hikaricp.connections...} in a registry.
     *
     * @param registry a {@code MeterRegistry}
     */
    public static MetricsTrackerFactory into(Object registry) {
        return new MicrometerMetricsTrackerFactory((MeterRegistry) registry);
    }
}
