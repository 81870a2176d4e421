// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.jdbc.internal.probe.SqlErrors;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.EndOfData;
import io.github.perfjunit.spi.RequestRecorder;
import org.opentest4j.TestAbortedException;

/**
 * Iterations of a load of another kind, such as an HTTP load, whose ends tell what a fault did to it. They are timed from
 * when they start, for only the load itself knows when they were due.
 */
record ObservedBody(UserBody body, TransactionRunner.Listener listener) implements UserBody {

    @Override
    public void run(VirtualUser user) throws Exception {
        long started = System.nanoTime();
        try {
            body.run(user);
        } catch (Throwable e) {
            RequestRecorder recorder = CurrentUser.recorder();
            boolean failed = !(e instanceof TestAbortedException || e instanceof EndOfData);
            if (failed && (recorder == null || !recorder.interrupted())) {
                ended(started, false, e instanceof HttpFailure http ? http.kind() : SqlErrors.kindOf(e));
            }
            throw e;
        }
        ended(started, true, "");
    }

    private void ended(long started, boolean ok, String kind) {
        long now = System.nanoTime();
        listener.completed(now, now - started, ok, kind);
    }
}
