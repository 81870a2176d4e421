// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.course;

import io.github.perfjunit.analysis.HiddenStalls;
import java.time.Duration;
import java.util.List;

/**
 * Stalls of the target in the measured time of a scenario in the closed model without pacing.
 *
 * @param scenario its name
 * @param count number of stalls
 * @param longest the longest of them
 * @param first the first thousand, in milliseconds since the start of the load
 * @param userTime measured time of all its users together, without the stalls
 */
public record SeenStalls(
        String scenario, long count, Duration longest, List<HiddenStalls.Stall> first, Duration userTime) {}
