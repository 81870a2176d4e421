// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.report.text.Reasons;
import org.jspecify.annotations.Nullable;

/** Counts the outcomes of the calls to one monitor or listener. Thread-safe. */
final class Calls {

    /** Number of failures in a row after which no more calls are made. */
    static final int MOST_FAILURES_IN_A_ROW = 10;

    /**
     * The counts.
     *
     * @param due calls that were due
     * @param missed calls that did not end in time
     * @param failed calls that threw
     * @param first the first exception; empty if there was none
     * @param givenUp whether calls stopped because too many had failed in a row
     */
    record Count(long due, long missed, long failed, String first, boolean givenUp) {}

    private long due;
    private long done;
    private long failed;
    private int inARow;
    private @Nullable String first;
    private boolean givenUp;
    private boolean closed;

    /** Counts a call that is due; returns whether to make it. */
    synchronized boolean due() {
        due++;
        if (givenUp) {
            done++;
        }
        return !givenUp;
    }

    /** Returns whether a call that waited should still be made and its answer used. */
    synchronized boolean isOpen() {
        return !closed && !givenUp;
    }

    /** Counts a call that ended in time. */
    synchronized void answered() {
        if (!closed) {
            done++;
            inARow = 0;
        }
    }

    /** Counts a call for an interval that threw. */
    void failed(Throwable cause) {
        String reason = Reasons.of(cause); // calls code of the extension
        synchronized (this) {
            if (!closed) {
                done++;
                inARow++;
                givenUp = inARow >= MOST_FAILURES_IN_A_ROW;
                note(reason);
            }
        }
    }

    /** Counts any other call that threw. */
    void failedBeside(Throwable cause) {
        String reason = Reasons.of(cause);
        synchronized (this) {
            if (!closed) {
                note(reason);
            }
        }
    }

    private void note(String reason) {
        failed++;
        first = first == null ? reason : first;
    }

    /** Returns the counts; nothing is counted afterwards. */
    synchronized Count close() {
        closed = true;
        // A call that waited when calls stopped did not come too late.
        long missed = givenUp ? 0 : due - done;
        return new Count(due, missed, failed, first == null ? "" : first, givenUp);
    }
}
