// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.RequestRecorder;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passes every execution to the core: to the virtual user of the thread, and if it works for none, to the load. */
final class CoreRecords {

    private final RequestRecorder fallback;

    /** What users' last statements failed with: until one of theirs works or their iteration ends. */
    private final ConcurrentHashMap<RequestRecorder, SQLException> lastFailures = new ConcurrentHashMap<>();

    CoreRecords(RequestRecorder fallback) {
        this.fallback = fallback;
    }

    /** Returns where the calling thread's work is counted. */
    RequestRecorder recorder() {
        RequestRecorder user = CurrentUser.recorder();
        return user == null ? fallback : user;
    }

    /** Tells whether work is that of a virtual user. */
    boolean isUser(RequestRecorder recorder) {
        return recorder != fallback;
    }

    void executed(String text, long started, long ended, @Nullable Throwable failure) {
        RequestRecorder recorder = recorder();
        recorder.work(Work.ROUND_TRIPS, 1);
        if (failure == null) {
            recorder.statement(text, started, ended, Outcome.OK);
            forget(recorder);
        } else if (recorder.interrupted()) {
            recorder.statement(text, started, ended, Outcome.INTERRUPTED);
        } else {
            recorder.statement(text, started, ended, Outcome.ERROR);
            failed(recorder, text, failure);
        }
    }

    /** Passes on that a transaction was ended by a call. */
    void transactionEnded() {
        recorder().work(Work.ROUND_TRIPS, 1);
    }

    /** Passes on rows that a statement changed. */
    void changed(long rows) {
        if (rows > 0) {
            recorder().work(Work.ROWS, rows);
        }
    }

    private void failed(RequestRecorder recorder, String text, Throwable failure) {
        String kind = SqlErrors.kindOf(failure);
        if (failure instanceof SQLException sql) {
            SQLException shown = SqlErrors.withoutValues(sql);
            recorder.error(text, kind, SqlErrors.message(sql), shown);
            remember(recorder, shown);
        } else {
            recorder.error(text, kind, failure.getClass().getName(), null);
        }
    }

    /** A failure without a SQLState tells less than the one before it, which it may well come from. */
    private void remember(RequestRecorder recorder, SQLException shown) {
        if (recorder != fallback && shown.getSQLState() != null) {
            lastFailures.put(recorder, shown);
        }
    }

    /** Returns what the last statement of a user's iteration failed with, without values; empty if it did not. */
    Optional<SQLException> lastFailure(RequestRecorder user) {
        return Optional.ofNullable(lastFailures.get(user));
    }

    /** Drops what a user's last statement failed with. */
    void forget(RequestRecorder user) {
        if (!lastFailures.isEmpty()) {
            lastFailures.remove(user);
        }
    }
}
