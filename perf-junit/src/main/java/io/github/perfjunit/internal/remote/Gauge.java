// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

/**
 * One value that a monitor of a worker sampled.
 *
 * @param name of the gauge
 * @param unit of the value
 * @param value the value; one that is not finite says that there is none now
 */
public record Gauge(String name, String unit, double value) {}
