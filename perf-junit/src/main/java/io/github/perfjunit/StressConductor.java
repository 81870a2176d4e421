// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.kind.StressLoad;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.KindSettings;
import io.github.perfjunit.spi.LoadConductor;
import org.jspecify.annotations.Nullable;

/** Reads {@link Stress}. */
final class StressConductor implements LoadConductor {

    StressConductor() {}

    @Override
    public @Nullable ConductedLoad conduct(KindSettings settings) {
        Stress stress = settings.annotation(Stress.class);
        return StressLoad.read(
                settings,
                new StressLoad.Texts(
                        stress.upTo(),
                        stress.step(),
                        stress.hold(),
                        stress.settle(),
                        stress.recovery(),
                        stress.recoverWithin()));
    }
}
