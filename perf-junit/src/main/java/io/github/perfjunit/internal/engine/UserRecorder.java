// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.internal.metrics.ScenarioMetrics;
import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.spi.RequestRecorder;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Records the requests of one user, except those outside its iterations. */
final class UserRecorder implements RequestRecorder {

    /** Kind of the error of requests that were never answered. */
    static final String NO_ANSWER = "no answer";

    private final ScenarioRecorder scenarioRecorder;
    private final int lane;
    private volatile boolean interrupted;
    private volatile long interruptedAt;
    private volatile boolean muted = true;
    private volatile long lateness;
    private long iterationDue;
    private long iterationStarted;
    private volatile long lastDue;
    // Requests may end on other threads, but always before the step that waits for them ends.
    private int requests;
    private volatile boolean cutOff;
    private volatile boolean unanswered;
    private volatile boolean givenUp;
    // Written by each request, so not volatile; read by threads for which a slightly old value is good enough.
    private long waitingSince;
    private final CountedFailures counted = new CountedFailures();

    UserRecorder(ScenarioRecorder scenarioRecorder, int lane) {
        this.scenarioRecorder = scenarioRecorder;
        this.lane = lane;
    }

    /** Begins an iteration; its first request is as late as the iteration. */
    void iterationStarts(long due, long started) {
        lateness = started - due;
        iterationDue = due;
        iterationStarted = started;
        lastDue = due;
        if (cutOff) {
            cutOff = false;
            unanswered = false;
        }
        counted.clear();
        waitingSince = 0;
        muted = false;
    }

    void iterationEnds(long ended, Outcome outcome) {
        muted = true;
        waitingSince = 0;
        if (givenUp) {
            return;
        }
        if (!interrupted) {
            scenarioRecorder.iteration(lane, iterationDue, iterationStarted, ended, outcome, false);
            return;
        }
        boolean wasRunning = iterationStarted <= interruptedAt;
        long ran = interruptedAt - iterationStarted;
        boolean stopped =
                wasRunning && !cutOff && outcome != Outcome.OK && scenarioRecorder.hasStopped(iterationDue, ran);
        if (stopped) {
            listNoAnswer(LoadResult.ITERATION, "the iteration had not ended after ", ran);
        }
        Outcome counted = stopped || unanswered ? Outcome.ERROR : Outcome.INTERRUPTED;
        scenarioRecorder.iteration(lane, iterationDue, iterationStarted, ended, counted, wasRunning);
    }

    /** Counts the running iteration of a user that still runs after it was interrupted; called by another thread. */
    void giveUp(long now) {
        if (muted) {
            return;
        }
        givenUp = true;
        muted = true;
        boolean measured = scenarioRecorder.phaseAt(iterationDue) == Phase.MEASURE;
        if (measured && !unanswered) {
            listNoAnswer(LoadResult.ITERATION, "the iteration ignored the interrupt, after ", now - iterationStarted);
        }
        scenarioRecorder.iteration(
                lane, iterationDue, iterationStarted, now, measured ? Outcome.ERROR : Outcome.INTERRUPTED, true);
    }

    private void listNoAnswer(String place, String what, long nanos) {
        String text = what + seconds(nanos) + ", when the end of the load cut it off";
        scenarioRecorder.error(place, NO_ANSWER, text, null, Phase.MEASURE);
    }

    /** Writes a time always in the same form, so that errors that differ only in digits are counted together. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** Ends an iteration that could not run. */
    void mute() {
        muted = true;
    }

    /** Lists an exception that the body threw outside a request, in the phase of the iteration. */
    void iterationFailed(Failure failure) {
        lastDue = iterationDue;
        failure.list(this, LoadResult.ITERATION, "");
    }

    /** Records a failed set-up or tear-down. */
    void failedOutside(Failure failure, String where) {
        scenarioRecorder.failed(lane, LoadResult.USER, failure.kind(), where + failure.message(), failure.cause());
    }

    void interrupt() {
        interruptedAt = System.nanoTime();
        interrupted = true;
    }

    /** Returns the number of requests so far, to detect requests inside a step. */
    int requests() {
        return requests;
    }

    /**
     * Counts a step: as a request if it had none inside it.
     *
     * @param requestsBefore {@link #requests()} when the step began
     */
    void step(String name, long intended, long started, long ended, Outcome outcome, int requestsBefore) {
        if (requests == requestsBefore) {
            record(name, intended, started, ended, outcome, 0, 0);
        } else if (!muted && !isTooLate(outcome, started)) {
            scenarioRecorder.step(lane, name, intended, started, ended, outcome, isCutOff(outcome, started));
        }
    }

    private boolean isCutOff(Outcome outcome, long started) {
        return outcome == Outcome.INTERRUPTED && interrupted && started <= interruptedAt;
    }

    /**
     * A request that starts after the interrupt fails at once, repeatedly if the body tries again, and means nothing.
     */
    private boolean isTooLate(Outcome outcome, long started) {
        return outcome == Outcome.INTERRUPTED && interrupted && started > interruptedAt;
    }

    /** Returns the time since the request under way began; zero if there is none. Called by another thread. */
    long waiting(long now) {
        long since = waitingSince;
        return since == 0 ? 0 : now - since;
    }

    /** Tells that the user thinks, which is no waiting for an answer, even inside a step; returns what to resume with. */
    long pause() {
        long since = waitingSince;
        waitingSince = 0;
        return since;
    }

    /** Tells that the user goes on with what it did before it thought. */
    void resume(long since) {
        waitingSince = since;
    }

    @Override
    public void alreadyCounted(Predicate<Throwable> failure) {
        counted.add(failure);
    }

    /** Returns whether a client has counted a failure that comes out of the body or a step. */
    boolean isCounted(Throwable failure) {
        return counted.has(failure);
    }

    @Override
    public boolean interrupted() {
        return interrupted;
    }

    @Override
    public long begin(long started) {
        waitingSince = started;
        return started - lateness;
    }

    @Override
    public void record(
            String name, long intended, long started, long ended, Outcome outcome, long bytesSent, long bytesReceived) {
        waitingSince = 0;
        lateness = 0;
        lastDue = intended;
        requests++;
        if (muted || isTooLate(outcome, started)) {
            return;
        }
        boolean cut = isCutOff(outcome, started);
        Outcome counted = outcome;
        if (cut) {
            cutOff = true;
            if (scenarioRecorder.isUnanswered(name, intended, started, ended)) {
                unanswered = true;
                counted = Outcome.ERROR;
                listNoAnswer(name, "no answer after ", ended - started);
            }
        }
        scenarioRecorder.request(lane, name, intended, started, ended, counted, cut, bytesSent, bytesReceived);
    }

    @Override
    public void statement(String text, long started, long ended, Outcome outcome) {
        if (outcome.isFailure()) {
            lastDue = started; // the next error is the statement's
        }
        if (!muted) {
            scenarioRecorder.statement(lane, text, started, ended, outcome);
        }
    }

    @Override
    public void work(Work work, long amount) {
        if (!muted) {
            scenarioRecorder.work(work, amount);
        }
    }

    @Override
    public void error(String name, String kind, String message, @Nullable Throwable cause) {
        if (!muted) {
            scenarioRecorder.error(name, kind, message, cause, scenarioRecorder.phaseAt(lastDue));
            scenarioRecorder.failed(lane, name, kind, message, cause);
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

    void metric(CustomMetric.Kind kind, String name, double value, String[] tags) {
        ScenarioMetrics.check(kind, name, value);
        if (!muted) {
            scenarioRecorder.metrics().add(lane, kind, name, tags, scenarioRecorder.phaseAt(iterationDue), value);
        }
    }
}
