// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.kind.SpikeLoad;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.KindSettings;
import io.github.perfjunit.spi.LoadConductor;
import org.jspecify.annotations.Nullable;

/** Reads {@link Spike}. */
final class SpikeConductor implements LoadConductor {

    SpikeConductor() {}

    @Override
    public @Nullable ConductedLoad conduct(KindSettings settings) {
        Spike spike = settings.annotation(Spike.class);
        return SpikeLoad.read(
                settings,
                new SpikeLoad.Texts(
                        spike.spike(),
                        spike.spikeFor(),
                        spike.before(),
                        spike.settle(),
                        spike.after(),
                        spike.recoverWithin(),
                        spike.spikeErrorRate()));
    }
}
