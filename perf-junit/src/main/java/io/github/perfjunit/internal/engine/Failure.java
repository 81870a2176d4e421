// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Recorded;
import io.github.perfjunit.spi.ConfigurationMistake;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The meaning of a throwable that came out of a user's code. */
record Failure(Outcome outcome, Throwable cause) {

    private static final int DEEPEST_CAUSE = 10;

    static Failure of(Throwable cause, boolean interrupted) {
        Outcome outcome;
        if (interrupted) {
            outcome = Outcome.INTERRUPTED;
        } else if (cause instanceof TestAbortedException) {
            outcome = Outcome.SKIPPED;
        } else if (cause instanceof HttpFailure http) {
            outcome = http.outcome();
        } else if (cause instanceof AssertionError) {
            outcome = Outcome.CHECK;
        } else {
            outcome = Outcome.ERROR;
        }
        return new Failure(outcome, cause);
    }

    /**
     * An error of the virtual machine ends the load: nothing measured after it can be trusted. So does a mistake that
     * makes every iteration fail in the same way.
     */
    boolean isFatal() {
        return mistake(cause) != null
                || (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError));
    }

    /** Finds the configuration mistake in a throwable; a body may have wrapped it. */
    static @Nullable Throwable mistake(Throwable thrown) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
            if (at instanceof ConfigurationMistake) {
                return at;
            }
            at = at.getCause();
        }
        return null;
    }

    boolean isListed() {
        return outcome.isFailure() && !isRecorded() && !isFatal();
    }

    /** A body may have wrapped the exception of a request. */
    private boolean isRecorded() {
        Throwable at = cause;
        for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
            if (at instanceof Recorded) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    String kind() {
        String name = cause.getClass().getSimpleName();
        return name.isEmpty() ? cause.getClass().getName() : name;
    }

    /** Never fails, although the throwable may run code of the user. */
    String message() {
        String message;
        try {
            message = cause.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            return kind() + ", whose message failed with " + e.getClass().getSimpleName();
        }
        return message == null || message.isBlank() ? kind() : message;
    }

    void list(UserRecorder recorder, String place, String where) {
        if (isListed() && !recorder.isCounted(cause)) {
            recorder.error(place, kind(), where + message(), cause);
        }
    }
}
