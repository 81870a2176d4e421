// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.PoolStats;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class KeptMetersTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KeptMeters kept = new KeptMeters(MicrometerPools.into(registry));
    private final Counts counts = new Counts();

    /** A pool of three connections, of which two are in use until it closes. */
    private static final class Counts extends PoolStats {

        private boolean closed;

        Counts() {
            super(0);
        }

        @Override
        protected void update() {
            totalConnections = closed ? 0 : 3;
            activeConnections = closed ? 0 : 2;
        }
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void meters_ofAClosedPool_keepTheirLastValues() {
        IMetricsTracker tracker = kept.create("shop", counts);
        tracker.recordConnectionAcquiredNanos(1_000);
        tracker.recordConnectionUsageMillis(5);
        tracker.recordConnectionCreatedMillis(7);
        tracker.recordConnectionTimeout();

        tracker.close();
        counts.closed = true;

        assertThat(registry.get("hikaricp.connections.acquire").timer().count()).isEqualTo(1);
        assertThat(registry.get("hikaricp.connections.usage").timer().count()).isEqualTo(1);
        assertThat(registry.get("hikaricp.connections.creation").timer().count())
                .isEqualTo(1);
        assertThat(registry.get("hikaricp.connections.timeout").counter().count())
                .isEqualTo(1);
        assertThat(gauge("hikaricp.connections")).isEqualTo(3);
        assertThat(gauge("hikaricp.connections.active")).isEqualTo(2);
    }

    @Test
    void close_takesAllOut() {
        kept.create("shop", counts).close();

        kept.close();
        kept.close();

        assertThat(registry.getMeters()).isEmpty();
    }

    /** Otherwise its gauges would still be those of the pool that has closed. */
    @Test
    void meters_ofASecondPool_takeTheirPlace() {
        Counts first = new Counts();
        kept.create("shop", first).close();
        first.closed = true;

        kept.create("shop", counts);

        assertThat(gauge("hikaricp.connections.active")).isEqualTo(2);
    }
}
