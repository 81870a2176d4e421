// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

/**
 * One value of a gauge.
 *
 * @param name its name, on one line and bounded
 * @param unit its unit; empty for counts
 * @param value a finite number
 */
public record GaugeSample(String name, String unit, double value) {}
