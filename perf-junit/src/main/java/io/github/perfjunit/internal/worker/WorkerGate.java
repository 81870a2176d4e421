// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.worker;

import io.github.perfjunit.metrics.FigureFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The start of a worker whose users are ready.
 *
 * @param at the value of {@code perf.worker.startAt}: milliseconds since 1970, {@code signal}, or null for at once
 * @param out the worker's result file; the signal files are in the same directory
 */
record WorkerGate(@Nullable String at, Path out) {

    static final String SIGNAL = "signal";
    static final String READY = ".ready";

    private static final long LATEST_MILLIS = 1_000;
    private static final long LOOK_EVERY_MILLIS = 20;

    WorkerGate {
        if (at != null && !at.equals(SIGNAL)) {
            millis(at);
        }
    }

    /** Waits until the start, or returns early if the load must not begin. */
    void await() {
        String time = SIGNAL.equals(at) ? signal() : at;
        if (time == null) {
            return;
        }
        long start = millis(time);
        long left = start - System.currentTimeMillis();
        if (left < -LATEST_MILLIS) {
            throw new IllegalStateException(
                    "the users were ready " + FigureFormat.count(-left) + " ms after " + Instant.ofEpochMilli(start)
                            + ", when all workers were to begin. Hint: give them more time by a later "
                            + WorkerTask.START_AT);
        }
        while (left > 0 && !isCalledOff()) {
            pause(Math.min(left, LATEST_MILLIS));
            left = start - System.currentTimeMillis();
        }
    }

    private @Nullable String signal() {
        try {
            Files.createFile(WorkerTask.beside(out, READY));
            Path start = WorkerTask.beside(out, ".start");
            while (!Files.exists(start)) {
                if (isCalledOff()) {
                    return null;
                }
                pause(LOOK_EVERY_MILLIS);
            }
            return Files.readString(start);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot exchange signals with the controller", e);
        }
    }

    private boolean isCalledOff() {
        return Thread.currentThread().isInterrupted() || Files.exists(WorkerTask.beside(out, WorkerTask.STOP));
    }

    private void pause(long millis) {
        LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static long millis(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    WorkerTask.START_AT + " was '" + text + "' but must be milliseconds since 1970, or " + SIGNAL, e);
        }
    }
}
