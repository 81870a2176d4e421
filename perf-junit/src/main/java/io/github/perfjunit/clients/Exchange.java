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
 * part, to which a body may add another that ends apart. Thread-safe: parts may end on different threads.
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

    /** When a request was called, and when it was due. */
    record Start(long started, long intended) {
        static Start now(RequestRecorder recorder) {
            long now = System.nanoTime();
            return new Start(now, recorder.begin(now));
        }
    }

    void answered(int statusCode) {
        status = statusCode;
    }

    /** Tells by what the exception is known that the client makes of a status that is a failure. */
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

    /** A part ended because its caller wanted no more of it. */
    void partAbandoned() {
        cutShort = true;
        partEnds();
    }

    /** The body broke off; whoever waits for the call itself may learn of it in other words. */
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
     * @param failure what the client threw
     * @param meaning what tells its kind, where that is not the failure itself
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
        } catch (RuntimeException e) { // the client's caller must not meet it
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
