// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import java.util.function.Consumer;

/** Runs the code of a scenario on its users' threads, whatever it throws, and records the outcome. */
final class UserScript {

    private final ScenarioCode code;
    private final ScenarioRecorder scenarioRecorder;
    private final Consumer<Throwable> fatal;
    private final Runnable noMoreWork;
    private final Consumer<RuntimeException> resourceFailed;
    private final Patience setUps = new Patience();
    private final Patience tearDowns = new Patience();

    /**
     * Takes the code of a scenario.
     *
     * @param fatal receives the reason to end the load
     * @param noMoreWork called when the data of iterations is used up
     */
    UserScript(ScenarioCode code, ScenarioRecorder scenarioRecorder, Consumer<Throwable> fatal, Runnable noMoreWork) {
        this.code = code;
        this.scenarioRecorder = scenarioRecorder;
        this.fatal = fatal;
        this.noMoreWork = noMoreWork;
        this.resourceFailed = e ->
                scenarioRecorder.error(LoadResult.USER, "resource", String.valueOf(e.getMessage()), e, Phase.MEASURE);
    }

    /** Runs the user's set-up; returns false if it failed, which is an error of the load and the end of the user. */
    boolean prepare(EngineUser user) {
        if (outside(user, code.before(), "before user: ", setUps)) {
            user.prepared();
        }
        user.resources().iterationEnded(resourceFailed);
        return user.isPrepared();
    }

    private boolean outside(EngineUser user, UserBody part, String where, Patience patience) {
        long started = System.nanoTime();
        try {
            part.run(user);
            user.resources().bodyReturned();
            patience.ended(System.nanoTime() - started);
            return true;
        } catch (Throwable e) {
            Failure failure = Failure.of(e, user.recorder().interrupted());
            if (failure.isFatal()) {
                fatal.accept(e);
            } else if (failure.outcome() != Outcome.INTERRUPTED) {
                list(failure.kind(), where + failure.message(), e);
                user.recorder().failedOutside(failure, where);
            } else if (patience.isOver(System.nanoTime() - started)) {
                String after = UserRecorder.seconds(System.nanoTime() - started);
                list(UserRecorder.NO_ANSWER, where + "had not ended after " + after, e);
            }
            return false;
        } finally {
            forgetInterrupt(user);
        }
    }

    /** Always counted as measured, because a load with too few users must not pass. */
    private void list(String kind, String message, Throwable cause) {
        scenarioRecorder.error(LoadResult.USER, kind, message, cause, Phase.MEASURE);
    }

    /** Clears an interrupt that the user's code left behind. */
    private static void forgetInterrupt(EngineUser user) {
        if (!user.recorder().interrupted()) {
            Thread.interrupted();
        }
    }

    /**
     * Runs one iteration.
     *
     * @param due when it was due, at most {@code started}
     * @return when it ended
     */
    long iterate(EngineUser user, long due, long started) {
        UserRecorder recorder = user.recorder();
        user.nextIteration();
        recorder.iterationStarts(due, started);
        Outcome outcome = Outcome.OK;
        try {
            code.body().run(user);
            user.resources().bodyReturned();
        } catch (ScenarioEnd e) {
            recorder.mute();
            noMoreWork.run();
            return System.nanoTime();
        } catch (Throwable e) {
            Failure failure = Failure.of(e, recorder.interrupted());
            outcome = failure.outcome();
            if (failure.isFatal()) {
                fatal.accept(e);
            } else if (user.isNew(e, 0)) {
                recorder.iterationFailed(failure);
            }
        }
        long ended = System.nanoTime();
        recorder.iterationEnds(ended, outcome);
        forgetInterrupt(user);
        user.resources().iterationEnded(resourceFailed);
        return ended;
    }

    /** Runs the user's tear-down, unless its set-up failed or it had to be interrupted. */
    void finish(EngineUser user) {
        if (user.isPrepared() && !user.recorder().interrupted()) {
            outside(user, code.after(), "after user: ", tearDowns);
        }
    }
}
