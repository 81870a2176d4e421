// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

/**
 * An iteration of an open model that a user has claimed.
 *
 * @param index its number within the whole plan, from 0
 * @param dueNanos when it is due, relative to the start of the scenario
 */
public record Arrival(long index, long dueNanos) {}
