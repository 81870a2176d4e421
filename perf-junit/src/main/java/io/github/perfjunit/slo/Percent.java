// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import org.apiguardian.api.API;

/**
 * A share in percent.
 *
 * @param value from 0 to 100
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Percent(double value) {

    /**
     * Checks the range.
     *
     * @param value from 0 to 100
     * @throws IllegalArgumentException if the value is not from 0 to 100
     */
    public Percent {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException("percent was " + value + " but must be from 0 to 100");
        }
    }

    @Override
    public String toString() {
        return FigureFormat.percent(value);
    }
}
