// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

/**
 * An iteration of an open model that a user has claimed.
 *
 * @param index its number within the whole plan, from 0
 * @param position the number of arrivals, fractions included, after which it is due; from this its due time is found
 *     anew when the course changes
 * @param dueNanos when it is due, relative to the start of the scenario
 */
public record Arrival(long index, double position, long dueNanos) {}
