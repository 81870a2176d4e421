// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Phase;
import java.util.List;

/**
 * What a monitor of a worker sampled at the end of an interval.
 *
 * @param fromMillis start of the interval
 * @param toMillis its end
 * @param phase its phase
 * @param gauges the values
 */
record SampleMessage(long fromMillis, long toMillis, Phase phase, List<Gauge> gauges) {

    /** Returns the interval, without figures. */
    Interval interval() {
        return new Interval(fromMillis, toMillis, phase, List.of(), List.of(), 0);
    }
}
