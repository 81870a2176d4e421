// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import io.github.perfjunit.metrics.PinnedThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Detects virtual users that wait without releasing their carrier thread. Starting the flight recorder takes 0.2 s and
 * 0.35 s of CPU, so a separate thread does it, after the first second, which is the busiest of the load.
 *
 * <p>Without a flight recorder there is no watch, and the result says so: a load must not fail for that.
 */
public final class PinningWatch implements AutoCloseable {

    private static final long LONGEST_READ_SECONDS = 10;

    private final CountDownLatch over = new CountDownLatch(1);
    private final boolean wanted;
    private final String threads;
    private volatile boolean abandoned;
    private @Nullable FutureTask<PinnedThreads> watching;

    private PinningWatch(boolean wanted, String threads) {
        this.wanted = wanted;
        this.threads = threads;
    }

    /**
     * Prepares a watch, which does nothing if users have platform threads or there is no flight recorder.
     *
     * @param virtual whether users have virtual threads
     * @param threads prefix of the names of their threads
     */
    public static PinningWatch of(boolean virtual, String threads) {
        return new PinningWatch(
                virtual && ModuleLayer.boot().findModule("jdk.jfr").isPresent(), threads);
    }

    /**
     * Begins to watch, in the background; the second call does nothing.
     *
     * @param counted returns whether a wait that began at a {@link System#nanoTime()} counts; called after the load
     */
    public void begin(LongPredicate counted) {
        if (!wanted || watching != null) {
            return;
        }
        FutureTask<PinnedThreads> task = new FutureTask<>(() -> watch(counted));
        watching = task;
        Thread thread = new Thread(task, "perf-pinning-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private PinnedThreads watch(LongPredicate counted) throws Exception {
        try (PinningRecording recording = PinningRecording.start(threads)) {
            over.await();
            return abandoned ? PinnedThreads.UNWATCHED : recording.read(counted);
        }
    }

    /** Ends the watch and returns its figures. */
    public PinnedThreads end() {
        over.countDown();
        FutureTask<PinnedThreads> task = watching;
        if (task == null) {
            return PinnedThreads.UNWATCHED;
        }
        try {
            return task.get(LONGEST_READ_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PinnedThreads.UNWATCHED;
        } catch (ExecutionException | TimeoutException e) {
            return PinnedThreads
                    .UNWATCHED; // the recorder is switched off, in use by an agent, or has no disk to write to
        }
    }

    /** Ends the watch if its figures are no longer needed. */
    @Override
    public void close() {
        abandoned = true;
        over.countDown();
    }
}
