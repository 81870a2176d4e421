// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;

/**
 * A gauge over {@link Phase#MEASURE}; its values second by second are in {@code monitors.csv}.
 *
 * @param name its name, such as {@code pool.active}
 * @param unit its unit; empty for counts
 * @param samples how many samples there are, one a second; if zero, the values are NaN
 * @param min the least value
 * @param mean the mean
 * @param max the greatest value
 * @param last the last value
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MonitorSummary(
        String name, String unit, long samples, double min, double mean, double max, double last) {}
