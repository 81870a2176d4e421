// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.RequestRecorder;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Passes every execution to the core: to the virtual user of the thread, and if it works for none, to the load. */
final class CoreRecords {

    private final RequestRecorder fallback;

    CoreRecords(RequestRecorder fallback) {
        this.fallback = fallback;
    }

    /** Returns where the calling thread's work is counted. */
    RequestRecorder recorder() {
        RequestRecorder user = CurrentUser.recorder();
        return user == null ? fallback : user;
    }

    void executed(String text, long started, long ended, @Nullable Throwable failure) {
        RequestRecorder recorder = recorder();
        if (failure == null) {
            recorder.statement(text, started, ended, Outcome.OK);
        } else if (recorder.interrupted()) {
            recorder.statement(text, started, ended, Outcome.INTERRUPTED);
        } else {
            recorder.statement(text, started, ended, Outcome.ERROR);
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
    }
}
