// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.Measurements;
import org.apiguardian.api.API;

/**
 * Base class for an extension's assertion about a part of a load. It has the checks of the core, which return the
 * extension's assertion when they pass.
 *
 * @param <S> the extension's assertion
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract non-sealed class PartAssert<S extends PartAssert<S>>
        extends AbstractMeasurementsAssert<S, Measurements> {

    private final Measurements figures;

    /**
     * Creates an assertion about a part.
     *
     * @param figures the figures of the part
     * @param type class of the extension's assertion
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
