// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.spi.RequestRecorder;
import org.jspecify.annotations.Nullable;

/** Records samples outside the users of a scenario, on any thread. */
final class OutsideRecorder implements RequestRecorder {

    /** Phase of the last failure on a thread that has not been listed yet. */
    private static final ThreadLocal<@Nullable Phase> FAILED = new ThreadLocal<>();

    private final ScenarioRecorder scenarioRecorder;

    OutsideRecorder(ScenarioRecorder scenarioRecorder) {
        this.scenarioRecorder = scenarioRecorder;
    }

    @Override
    public long begin(long started) {
        return started;
    }

    @Override
    public void record(
            String name, long intended, long started, long ended, Outcome outcome, long bytesSent, long bytesReceived) {
        note(intended, outcome);
        scenarioRecorder.request(lane(), name, intended, started, ended, outcome, false, bytesSent, bytesReceived);
    }

    @Override
    public void statement(String text, long started, long ended, Outcome outcome) {
        note(started, outcome);
        scenarioRecorder.statement(lane(), text, started, ended, outcome);
    }

    @Override
    public void work(Work work, long amount) {
        scenarioRecorder.work(work, amount);
    }

    @Override
    public void error(String name, String kind, String message, @Nullable Throwable cause) {
        Phase known = FAILED.get();
        FAILED.remove();
        scenarioRecorder.error(
                name, kind, message, cause, known == null ? scenarioRecorder.phaseAt(System.nanoTime()) : known);
    }

    @Override
    public void connected(String name, long started, long ended, boolean ok) {
        scenarioRecorder.connect(lane(), name, started, ended, ok ? Outcome.OK : Outcome.ERROR);
    }

    @Override
    public boolean interrupted() {
        return false;
    }

    private void note(long due, Outcome outcome) {
        if (outcome.isFailure()) {
            FAILED.set(scenarioRecorder.phaseAt(due));
        }
    }

    private static int lane() {
        return Long.hashCode(Thread.currentThread().getId());
    }
}
