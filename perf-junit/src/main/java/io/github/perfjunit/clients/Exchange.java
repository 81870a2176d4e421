// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.ErrorKind;
import io.github.perfjunit.spi.RequestRecorder;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One request while it is under way, counted once: when its last part has ended, or at its first failure. It has one
 * part; a body may add another that ends separately. Thread-safe: parts may end on different threads.
 */
final class Exchange {

    private static final int OVER = Integer.MIN_VALUE / 2;

    private final RequestRecorder recorder;
    private final String name;
    private final String target;
    private final IntPredicate accepted;
    private final long bytesSent;
    private final long started;
    private final long intended;
    private final AtomicInteger parts = new AtomicInteger(1);
    private final AtomicLong received = new AtomicLong();
    private volatile Predicate<Throwable> statusFailure = thrown -> false;
    private volatile int status;
    private volatile boolean cutShort;
    private volatile boolean failed;
    private volatile @Nullable Throwable bodyFailure;

    /**
     * Begins a request.
     *
     * @param target host and port
     * @param start when it was called, and when it was due
     */
    Exchange(RequestRecorder recorder, String name, String target, IntPredicate accepted, long bytesSent, Start start) {
        this.recorder = recorder;
        this.name = name;
        this.target = target;
        this.accepted = accepted;
        this.bytesSent = Math.max(0, bytesSent);
        this.started = start.started();
        this.intended = start.intended();
    }

    /** The times at which a request was called and was due. */
    record Start(long started, long intended) {
        static Start now(RequestRecorder recorder) {
            long now = System.nanoTime();
            return new Start(now, recorder.begin(now));
        }
    }

    void answered(int statusCode) {
        status = statusCode;
    }

    /** Sets the class of the exception that the client throws for a failing status. */
    void statusFailure(Predicate<Throwable> known) {
        statusFailure = known;
    }

    boolean isOpen() {
        return parts.get() > 0;
    }

    int status() {
        return status;
    }

    void received(long bytes) {
        received.addAndGet(bytes);
    }

    void partBegins() {
        parts.incrementAndGet();
    }

    void partEnds() {
        if (parts.decrementAndGet() == 0) {
            Throwable failure = bodyFailure;
            count(failure, failure);
        }
    }

    /** Ends a part because the caller canceled it. */
    void partAbandoned() {
        cutShort = true;
        partEnds();
    }

    /** Records that the body broke off; the caller of the request may get a different exception for it. */
    void bodyFails(Throwable failure) {
        bodyFailure = failure;
        partEnds();
    }

    void fails(Throwable failure) {
        fails(failure, failure);
    }

    /**
     * Ends the request.
     *
     * @param failure the exception of the client
     * @param meaning the exception that decides its kind, if that is not the failure itself
     */
    void fails(Throwable failure, Throwable meaning) {
        if (parts.getAndSet(OVER) > 0) {
            count(failure, meaning);
        } else if (failed) {
            recorder.alreadyCounted(thrown -> thrown == failure);
        }
    }

    private void count(@Nullable Throwable failure, @Nullable Throwable meaning) {
        long ended = System.nanoTime();
        if (recorder.interrupted() && (failure != null || cutShort)) {
            record(ended, Outcome.INTERRUPTED);
        } else if (failure != null && meaning != null) {
            failed = true;
            record(ended, Outcome.ERROR);
            String kind = ErrorKind.of(meaning);
            recorder.error(name, kind, Sentences.of(kind, target, status != 0, failure), failure);
            recorder.alreadyCounted(thrown -> thrown == failure);
        } else {
            judge(ended);
        }
    }

    private void judge(long ended) {
        boolean ok;
        try {
            ok = accepted.test(status);
        } catch (RuntimeException e) { // must not reach the client's caller
            failed = true;
            record(ended, Outcome.ERROR);
            recorder.error(name, ErrorKind.of(e), "the test for accepted statuses failed: " + e, e);
            return;
        }
        if (ok) {
            record(ended, Outcome.OK);
            return;
        }
        failed = true;
        record(ended, Outcome.STATUS);
        recorder.error(name, Integer.toString(status), "status " + status, null);
        recorder.alreadyCounted(statusFailure);
    }

    private void record(long ended, Outcome outcome) {
        recorder.record(name, intended, started, ended, outcome, bytesSent, received.get());
    }
}
