// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.RequestRecorder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a client counts. */
final class RecordedRequests implements RequestRecorder {

    record Sample(
            String name,
            long intended,
            long started,
            long ended,
            Outcome outcome,
            long bytesSent,
            long bytesReceived) {}

    record Listed(String name, String kind, String message, Throwable cause) {}

    record Connected(String name, long started, long ended, boolean ok) {}

    final List<Sample> samples = new CopyOnWriteArrayList<>();
    final List<Listed> errors = new CopyOnWriteArrayList<>();
    final List<Connected> connections = new CopyOnWriteArrayList<>();
    volatile boolean interrupted;
    volatile long lateness;

    @Override
    public long begin(long started) {
        return started - lateness;
    }

    @Override
    public void record(
            String name, long intended, long started, long ended, Outcome outcome, long bytesSent, long bytesReceived) {
        samples.add(new Sample(name, intended, started, ended, outcome, bytesSent, bytesReceived));
    }

    @Override
    public void error(String name, String kind, String message, Throwable cause) {
        errors.add(new Listed(name, kind, message, cause));
    }

    @Override
    public void connected(String name, long started, long ended, boolean ok) {
        connections.add(new Connected(name, started, ended, ok));
    }

    @Override
    public boolean interrupted() {
        return interrupted;
    }

    Sample only() {
        if (samples.size() != 1) {
            throw new AssertionError("one sample expected but there are " + samples);
        }
        return samples.get(0);
    }
}
