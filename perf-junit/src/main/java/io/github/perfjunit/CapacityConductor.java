// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.kind.CapacityLoad;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.KindSettings;
import io.github.perfjunit.spi.LoadConductor;
import org.jspecify.annotations.Nullable;

/** Reads {@link Capacity}. */
final class CapacityConductor implements LoadConductor {

    CapacityConductor() {}

    @Override
    public @Nullable ConductedLoad conduct(KindSettings settings) {
        Capacity capacity = settings.annotation(Capacity.class);
        return CapacityLoad.read(
                settings,
                new CapacityLoad.Texts(
                        capacity.upTo(), capacity.atLeast(), capacity.hold(), capacity.settle(), capacity.within()));
    }
}
