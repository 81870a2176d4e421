// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.RequestRecorder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Records the requests of one user, except those outside its iterations. */
final class UserRecorder implements RequestRecorder {

    private final ScenarioRecorder scenarioRecorder;
    private final int lane;
    private volatile boolean interrupted;
    private volatile boolean muted = true;
    private volatile long lateness;
    private long iterationDue;
    private volatile long lastDue;
    private final CountedFailures counted = new CountedFailures();

    UserRecorder(ScenarioRecorder scenarioRecorder, int lane) {
        this.scenarioRecorder = scenarioRecorder;
        this.lane = lane;
    }

    /** Begins an iteration whose first request is late by as much as the iteration. */
    void iterationStarts(long due, long started) {
        muted = false;
        lateness = started - due;
        iterationDue = due;
        lastDue = due;
        counted.clear();
    }

    void iterationEnds(long intended, long started, long ended, Outcome outcome) {
        muted = true;
        scenarioRecorder.iteration(lane, intended, started, ended, outcome);
    }

    /** Ends an iteration that could not be made. */
    void mute() {
        muted = true;
    }

    /** Lists what the body threw outside a request; it belongs to the phase of the iteration. */
    void iterationFailed(Failure failure) {
        lastDue = iterationDue;
        failure.list(this, LoadResult.ITERATION);
    }

    void interrupt() {
        interrupted = true;
    }

    @Override
    public void alreadyCounted(Predicate<Throwable> failure) {
        counted.add(failure);
    }

    /** Tells whether a client has counted a failure that comes out of the body or a step. */
    boolean isCounted(Throwable failure) {
        return counted.has(failure);
    }

    @Override
    public boolean interrupted() {
        return interrupted;
    }

    @Override
    public long begin(long started) {
        return started - lateness;
    }

    @Override
    public void record(
            String name, long intended, long started, long ended, Outcome outcome, long bytesSent, long bytesReceived) {
        lateness = 0;
        lastDue = intended;
        if (!muted) {
            scenarioRecorder.request(lane, name, intended, started, ended, outcome, bytesSent, bytesReceived);
        }
    }

    @Override
    public void statement(String text, long started, long ended, Outcome outcome) {
        if (outcome.isFailure()) {
            lastDue = started; // the error that comes next is the statement's
        }
        if (!muted) {
            scenarioRecorder.statement(lane, text, started, ended, outcome);
        }
    }

    @Override
    public void error(String name, String kind, String message, @Nullable Throwable cause) {
        if (!muted) {
            scenarioRecorder.error(name, kind, message, cause, scenarioRecorder.phaseAt(lastDue));
        }
    }

    @Override
    public void connected(String name, long started, long ended, boolean ok) {
        if (!muted) {
            scenarioRecorder.connect(lane, name, started, ended, ok ? Outcome.OK : Outcome.ERROR);
        }
    }

    boolean check(String name, boolean passed) {
        if (!muted && scenarioRecorder.phaseAt(iterationDue) == Phase.MEASURE) {
            scenarioRecorder.check(name, passed);
        }
        return passed;
    }
}
