// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.RequestRecorder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told. */
final class Recorded implements RequestRecorder {

    final List<String> statements = new CopyOnWriteArrayList<>();
    final List<String> errors = new CopyOnWriteArrayList<>();
    final List<String> everything = new CopyOnWriteArrayList<>();
    volatile boolean interrupted;

    @Override
    public void statement(String text, long started, long ended, Outcome outcome) {
        statements.add(text + " " + outcome + " " + (ended - started));
    }

    @Override
    public long begin(long started) {
        return started;
    }

    @Override
    public void record(
            String name, long intended, long started, long ended, Outcome outcome, long bytesSent, long bytesReceived) {
        throw new AssertionError("statements are recorded as such");
    }

    @Override
    public void error(String name, String kind, String message, Throwable cause) {
        errors.add(kind + ": " + message);
        StringWriter trace = new StringWriter();
        if (cause != null) {
            cause.printStackTrace(new PrintWriter(trace, true));
        }
        everything.add(name + kind + message + trace);
    }

    @Override
    public void connected(String name, long started, long ended, boolean ok) {
        throw new AssertionError("opening connections is the pool's work");
    }

    @Override
    public boolean interrupted() {
        return interrupted;
    }
}
