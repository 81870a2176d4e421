// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

/**
 * The deadlocks that the load itself met.
 *
 * @param count how many of its executions and commits failed with one
 * @param complete whether each of them is seen; else there may have been more
 */
public record OwnDeadlocks(long count, boolean complete) {}
