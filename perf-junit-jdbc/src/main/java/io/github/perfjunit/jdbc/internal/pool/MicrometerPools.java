// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The only class of the pool's that knows Micrometer, which is optional. */
public final class MicrometerPools {

    private MicrometerPools() {}

    /**
     * Returns what makes HikariCP's own meters in the registry of a test: that in a field of one of its instances, else
     * Micrometer's global one if anybody listens to it.
     *
     * @param instances the test instance and those around it, the innermost last
     * @return null if there is no registry
     */
    public static @Nullable MetricsTrackerFactory of(List<Object> instances) {
        for (int i = instances.size() - 1; i >= 0; i--) {
            Object instance = instances.get(i);
            for (Field field : ReflectionSupport.findFields(
                    instance.getClass(),
                    f -> MeterRegistry.class.isAssignableFrom(f.getType()),
                    HierarchyTraversalMode.BOTTOM_UP)) {
                MeterRegistry registry = registry(field, instance);
                if (registry != null) {
                    return into(registry);
                }
            }
        }
        return Metrics.globalRegistry.getRegistries().isEmpty() ? null : into(Metrics.globalRegistry);
    }

    private static @Nullable MeterRegistry registry(Field field, Object instance) {
        try {
            field.setAccessible(true);
            return (MeterRegistry) field.get(instance);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }

    /** Returns what makes HikariCP's own meters {@code hikaricp.connections...} in a registry. */
    public static MetricsTrackerFactory into(MeterRegistry registry) {
        return new MicrometerMetricsTrackerFactory(registry);
    }
}
