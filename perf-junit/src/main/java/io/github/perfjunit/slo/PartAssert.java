// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.Measurements;
import org.apiguardian.api.API;

/**
 * What an extension's own assertion about a part of a load extends, to have the checks of the core beside its own: after
 * a check that passes, those of the extension go on.
 *
 * @param <S> the extension's assertion
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract non-sealed class PartAssert<S extends PartAssert<S>>
        extends AbstractMeasurementsAssert<S, Measurements> {

    private final Measurements figures;

    /**
     * Begins an assertion about a part.
     *
     * @param figures the figures of the part
     * @param type the extension's assertion
     */
    protected PartAssert(Measurements figures, Class<S> type) {
        super(figures, type);
        this.figures = figures;
    }

    @Override
    Subject subject() {
        return new Subject(figures, false);
    }
}
