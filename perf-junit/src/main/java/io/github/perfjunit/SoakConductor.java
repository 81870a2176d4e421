// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.kind.SoakLoad;
import io.github.perfjunit.spi.ConductedLoad;
import io.github.perfjunit.spi.KindSettings;
import io.github.perfjunit.spi.LoadConductor;
import org.jspecify.annotations.Nullable;

/** Reads {@link Soak}. */
final class SoakConductor implements LoadConductor {

    SoakConductor() {}

    @Override
    public @Nullable ConductedLoad conduct(KindSettings settings) {
        Soak soak = settings.annotation(Soak.class);
        return SoakLoad.read(
                settings, new SoakLoad.Texts(soak.duration(), soak.tolerance(), soak.pacing(), soak.forceGc()));
    }
}
