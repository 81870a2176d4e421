// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadListener;
import io.github.perfjunit.spi.LoadParticipant;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Gives a load a listener that publishes its figures. The meters stay in the registry until the test ends, or its next load
 * begins.
 */
final class MeteredLoad implements LoadParticipant {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(MeteredLoad.class);

    private final MeterRegistry registry;
    private final ExtensionContext test;

    private MeteredLoad(MeterRegistry registry, ExtensionContext test) {
        this.registry = registry;
        this.test = test;
    }

    static LoadParticipant of(Object registry, LoadCandidate load) {
        return new MeteredLoad((MeterRegistry) registry, load.context());
    }

    @Override
    public List<LoadListener> listeners() {
        ExtensionContext.Store store = test.getStore(NAMESPACE);
        UntilTestEnds before = store.get(LoadMeters.class, UntilTestEnds.class);
        if (before != null) {
            before.close();
        }
        String name = test.getRequiredTestClass().getSimpleName() + "."
                + test.getRequiredTestMethod().getName();
        LoadMeters meters = new LoadMeters(registry, name);
        store.put(LoadMeters.class, new UntilTestEnds(meters));
        return List.of(meters);
    }

    /** Leaves the meters where they are. */
    @Override
    public void close() {}

    @SuppressWarnings("deprecation") // JUnit before 5.13, which Spring Boot 3 brings along, closes nothing else
    private record UntilTestEnds(LoadMeters meters) implements AutoCloseable, CloseableResource {

        @Override
        public void close() {
            meters.close();
        }
    }
}
