// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.perfjunit.jdbc.internal.pool.KeptMeters;
import io.github.perfjunit.jdbc.internal.pool.MicrometerPools;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** Finds where meters of a pool go, if Micrometer is there at all. */
final class Registries {

    private static final boolean MICROMETER = isPresent("io.micrometer.core.instrument.MeterRegistry");
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Registries.class);

    private Registries() {}

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, Registries.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Returns who is told of the events of pools besides us; null for nobody. The meters stay in their registry until the
     * test ends, or its next load begins.
     *
     * @param test the context of the test method
     * @param role of the pool, so that pools of several roles in one load have meters of their own
     * @param instances the test instance and those around it, the innermost last
     */
    static @Nullable MetricsTrackerFactory of(ExtensionContext test, String role, List<Object> instances) {
        MetricsTrackerFactory found = MICROMETER ? MicrometerPools.of(instances) : null;
        if (found == null) {
            return null;
        }
        ExtensionContext.Store store = test.getStore(NAMESPACE);
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
