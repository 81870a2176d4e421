// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.perfjunit.jdbc.internal.pool.KeptMeters;
import io.github.perfjunit.jdbc.internal.pool.MicrometerPools;
import io.github.perfjunit.spi.LoadCandidate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** Where meters of a pool go: into the registry of the test, if it has one. */
final class Registries {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Registries.class);

    private Registries() {}

    /**
     * Returns who is told of the events of pools besides us; null for nobody. The meters stay in their registry until the
     * test ends, or its next load begins.
     *
     * @param load the load of the pool
     * @param role of the pool, so that pools of several roles in one load have meters of their own
     */
    static @Nullable MetricsTrackerFactory of(LoadCandidate load, String role) {
        MetricsTrackerFactory found =
                load.meterRegistry().map(MicrometerPools::into).orElse(null);
        if (found == null) {
            return null;
        }
        ExtensionContext.Store store = load.context().getStore(NAMESPACE);
        UntilTestEnds before = store.get(role, UntilTestEnds.class);
        if (before != null) {
            before.close();
        }
        KeptMeters kept = new KeptMeters(found);
        store.put(role, new UntilTestEnds(kept));
        return kept;
    }

    @SuppressWarnings("deprecation") // JUnit before 5.13, which Spring Boot 3 brings along, closes nothing else
    private record UntilTestEnds(KeptMeters meters) implements AutoCloseable, CloseableResource {

        @Override
        public void close() {
            meters.close();
        }
    }
}
