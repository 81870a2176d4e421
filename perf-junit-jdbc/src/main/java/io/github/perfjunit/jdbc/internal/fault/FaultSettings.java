// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.jdbc.report.FaultType;

/**
 * A fault as it was written, with placeholders replaced.
 *
 * @param type what breaks
 * @param at when, from the start of the measured time
 * @param duration for how long; empty if not set
 * @param delay how much later answers arrive; empty if not set
 * @param jitter how far the delay varies; empty if not set
 * @param bytesPerSecond what connections carry; zero if not set
 */
public record FaultSettings(
        FaultType type, String at, String duration, String delay, String jitter, long bytesPerSecond) {}
