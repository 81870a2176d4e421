// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.Response;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.RequestRecorder;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request under its deadline, judges the answer, and counts it once.
 *
 * <p>Time spent on connections (name resolution, TCP, TLS, checking whether an idle one is still open) is not response
 * time: both {@code intended} and {@code started} are moved by it. Response time is then the wait before the request
 * plus the time on open connections. A request for which no connection could be opened keeps its real times. The wait
 * for a connection of a shared pool moves only {@code started}, because users of such a client wait as well.
 */
final class CountedRequest {

    private final UserHttp client;
    private final String name;
    private final long timeoutNanos;
    private final Expectation expectation;

    CountedRequest(UserHttp client, String name, long timeoutNanos, Expectation expectation) {
        this.client = client;
        this.name = name;
        this.timeoutNanos = timeoutNanos;
        this.expectation = expectation;
    }

    Response send(Outgoing request, boolean follow) {
        RequestRecorder recorder = client.recorder();
        long started = System.nanoTime();
        long intended = recorder.begin(started);
        Sending sending = new Sending(client, name, request, follow, started);
        client.guard().arm(started + timeoutNanos);
        client.watchdog().expect(timeoutNanos);
        ReceivedResponse response = null;
        Broken broken = null;
        try {
            response = sending.run();
        } catch (Broken e) {
            broken = e;
        } finally {
            boolean inTime = client.guard().disarm();
            if (!inTime || (response == null && broken == null)) {
                sending.abandon();
            }
            if (!inTime) {
                broken = new Broken(
                        "timeout", sending.waitedFor(broken != null) + " within " + words(timeoutNanos), broken);
            }
        }
        long ended = System.nanoTime();
        sending.finish(ended);
        intended += sending.connectNanos();
        started += sending.connectNanos() + sending.queuedNanos();
        if (broken != null) {
            client.memory().release();
        } else if (response != null) {
            response.latency(ended - intended);
        }
        Verdict verdict = judge(response, broken, sending);
        recorder.record(name, intended, started, ended, verdict.outcome, sending.bytesSent(), sending.bytesReceived());
        if (verdict.outcome == Outcome.OK) {
            return Objects.requireNonNull(response);
        }
        HttpFailure failure = new HttpFailure(
                verdict.outcome, verdict.kind, verdict.message, broken == null ? response : null, cause(broken));
        if (verdict.outcome.isFailure()) {
            recorder.error(name, verdict.kind, verdict.message, failure);
        }
        throw failure;
    }

    private Verdict judge(@Nullable ReceivedResponse response, @Nullable Broken broken, Sending sending) {
        if (broken != null || response == null) {
            return judge(Objects.requireNonNull(broken), sending.origin());
        }
        if (!expectation.acceptsStatus(response.status())) {
            String message = expectation.statusMessage(response, sending.redirects());
            return new Verdict(Outcome.STATUS, Integer.toString(response.status()), message);
        }
        return expectation.acceptsBody(response)
                ? Verdict.OK
                : new Verdict(Outcome.CHECK, "body", expectation.bodyMessage());
    }

    private Verdict judge(Broken broken, Origin origin) {
        if (client.recorder().interrupted()) {
            return new Verdict(Outcome.INTERRUPTED, "interrupted", "the load ended before " + origin + " had answered");
        }
        if (Thread.currentThread().isInterrupted()) { // by the body's code, which must not hide a failure
            return new Verdict(
                    Outcome.ERROR, "interrupted", "the thread was interrupted before " + origin + " had answered");
        }
        if (client.guard().isClosed()) {
            return new Verdict(
                    Outcome.ERROR, "closed", "the user's client was closed before " + origin + " had answered");
        }
        return new Verdict(Outcome.ERROR, broken.kind(), broken.sentence());
    }

    private static @Nullable Throwable cause(@Nullable Broken broken) {
        Throwable cause = broken == null ? null : broken.getCause();
        return cause instanceof Broken ? cause.getCause() : cause;
    }

    private static String words(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (millis == 0) {
            return nanos + " ns";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private record Verdict(Outcome outcome, String kind, String message) {
        static final Verdict OK = new Verdict(Outcome.OK, "", "");
    }
}
