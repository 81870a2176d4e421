// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;

/**
 * One value of a gauge.
 *
 * @param millis end of the interval that it belongs to, in milliseconds since the start of the load
 * @param phase phase of the load then
 * @param name name of the gauge, such as {@code pool.active}
 * @param unit its unit; empty for counts
 * @param value the value, a finite number
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MonitorSample(long millis, Phase phase, String name, String unit, double value) {}
