// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

/** How a load ended, as people and files are told. */
public enum Verdict {
    /** All objectives held. */
    PASSED,
    /** At least one objective did not hold. */
    FAILED,
    /** The generator could not keep its schedule; the figures prove nothing. */
    INVALID,
    /** Ended early by an objective, an error or the user. */
    ABORTED,
    /** One user, one iteration: a functional test without a verdict on performance. */
    SMOKE,
    /** Snapshot of a load that is still running, or was killed. */
    INCOMPLETE
}
