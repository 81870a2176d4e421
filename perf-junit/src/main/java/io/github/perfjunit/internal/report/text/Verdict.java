// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

/** How a load ended, as people and files are told. */
public enum Verdict {
    /** All objectives held. */
    PASSED,
    /** At least one objective did not hold. */
    FAILED,
    /** Nothing failed, but the objectives were only reported, or not looked at. */
    NOT_JUDGED,
    /** The load asked for was not delivered, or the generator explains what was missed; the figures prove nothing. */
    INVALID,
    /** Ended early by an objective, an error or the user. */
    ABORTED,
    /** One user, one iteration: a functional test without a verdict on performance. */
    SMOKE,
    /** Snapshot of a load that is still running, or was killed. */
    INCOMPLETE;

    /** Returns the words that people read, such as {@code NOT JUDGED}. */
    public String words() {
        return name().replace('_', ' ');
    }
}
