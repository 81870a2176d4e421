// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.CapacitySearch;
import io.github.perfjunit.kind.LoadStep.State;

/**
 * The verdict on a step.
 *
 * @param state what it is
 * @param lengthen whether a longer step might be clearer
 * @param reason why, in words
 * @param outcome its distance from the limits, for a search
 */
record StepVerdict(State state, boolean lengthen, String reason, CapacitySearch.Outcome outcome) {}
