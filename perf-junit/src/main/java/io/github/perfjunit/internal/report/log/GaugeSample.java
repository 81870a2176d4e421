// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

/**
 * One value of a gauge.
 *
 * @param name its name, on one line and bounded
 * @param unit its unit; empty for counts
 * @param value the value; one that is not finite says that there is none now
 */
public record GaugeSample(String name, String unit, double value) {

    /** Returns whether there is a value. */
    public boolean hasValue() {
        return Double.isFinite(value);
    }
}
