// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

/** The verdict on a load in messages and files. */
public enum Verdict {
    /** All objectives were met. */
    PASSED,
    /** At least one objective was missed. */
    FAILED,
    /** Nothing failed, but the objectives were only reported, or not judged. */
    NOT_JUDGED,
    /** The planned load was not delivered, or the generator explains the misses; the figures prove nothing. */
    INVALID,
    /** Ended early by an objective, an error or the user. */
    ABORTED,
    /** One user, one iteration: a functional test without a verdict on performance. */
    SMOKE,
    /** Snapshot of a load that is still running, or was killed. */
    INCOMPLETE;

    /** Returns the words shown to people, such as {@code NOT JUDGED}. */
    public String words() {
        return name().replace('_', ' ');
    }
}
