// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.RequestRecorder;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Passes every execution to the core: to the virtual user of the thread, and if it works for none, to the load. */
final class CoreRecords {

    /** Counts a statement; a way to look at it in tests. */
    interface Sink {
        void statement(RequestRecorder recorder, String text, long started, long ended, Outcome outcome);
    }

    private final RequestRecorder fallback;
    private final Sink sink;

    CoreRecords(RequestRecorder fallback, Sink sink) {
        this.fallback = fallback;
        this.sink = sink;
    }

    /** Returns where the calling thread's work is counted. */
    RequestRecorder recorder() {
        RequestRecorder user = CurrentUser.recorder();
        return user == null ? fallback : user;
    }

    void executed(String text, long started, long ended, @Nullable Throwable failure) {
        RequestRecorder recorder = recorder();
        if (failure == null) {
            sink.statement(recorder, text, started, ended, Outcome.OK);
        } else if (recorder.interrupted()) {
            sink.statement(recorder, text, started, ended, Outcome.INTERRUPTED);
        } else {
            sink.statement(recorder, text, started, ended, Outcome.ERROR);
            failed(recorder, text, failure);
        }
    }

    private static void failed(RequestRecorder recorder, String text, Throwable failure) {
        String kind = SqlErrors.kindOf(failure);
        if (failure instanceof SQLException sql) {
            recorder.error(text, kind, SqlErrors.message(sql), SqlErrors.withoutValues(sql));
        } else {
            recorder.error(text, kind, failure.getClass().getName(), null);
        }
        recorder.alreadyCounted(thrown -> thrown == failure);
    }
}
