// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import io.github.perfjunit.metrics.PinnedThreads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.time.Instant;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts, by a stream of the flight recorder, how often virtual threads of this JVM other than users waited without
 * releasing their carrier. Waits of any length count, because how long they are depends on the machine.
 */
public final class PinnedStream implements AutoCloseable {

    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final String STARTED = "jdk.VirtualThreadStart";
    private static final int FIRST_JAVA = 21;

    private final RecordingStream stream = new RecordingStream();
    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();
    private final MomentCounts counts = new MomentCounts(beganNanos);
    private final PinnedTally tally = new PinnedTally();
    private long seen;

    private PinnedStream() {}

    /** Returns why this JVM cannot tell of pinned threads, and what to do; null if it can. */
    public static @Nullable String obstacle() {
        int java = Runtime.version().feature();
        if (java < FIRST_JAVA) {
            return "this is Java " + java + ", and virtual threads need Java " + FIRST_JAVA + " or later";
        }
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent()
                ? null
                : "this JVM has no flight recorder; run the tests on one with the module jdk.jfr";
    }

    /**
     * Begins to count.
     *
     * @throws IllegalStateException if the flight recorder does not start
     */
    public static PinnedStream start() {
        PinnedStream pinned = new PinnedStream();
        try {
            pinned.stream.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
            pinned.stream.enable(STARTED).withoutStackTrace();
            pinned.stream.onEvent(PINNED, pinned::pinned);
            pinned.stream.onEvent(STARTED, event -> pinned.seen += isOfTarget(event) ? 1 : 0);
            pinned.stream.startAsync();
            return pinned;
        } catch (RuntimeException e) {
            pinned.close();
            throw new IllegalStateException("the flight recorder did not start: " + e.getMessage(), e);
        }
    }

    private void pinned(RecordedEvent event) {
        if (isOfTarget(event)) {
            seen++;
            counts.add(
                    beganNanos + Duration.between(began, event.getStartTime()).toNanos());
            tally.add(PinningRecording.stack(event), PinningRecording.reason(event), event.getDuration());
        }
    }

    private static boolean isOfTarget(RecordedEvent event) {
        String thread = event.getThread() == null ? null : event.getThread().getJavaName();
        return thread == null || !(thread.startsWith("perf-") || thread.startsWith("perf "));
    }

    /**
     * Ends the count, and waits until all of it was read.
     *
     * @throws IllegalStateException if it could not be read
     */
    public void end() {
        try { // from Java 20 on
            MethodHandles.publicLookup()
                    .findVirtual(RecordingStream.class, "stop", MethodType.methodType(boolean.class))
                    .invoke(stream);
        } catch (Throwable e) {
            throw new IllegalStateException("the flight recorder could not be read: " + e.getMessage(), e);
        }
    }

    /** Returns how often a thread was pinned until a moment; after the end. */
    public long until(long nanoTime) {
        return counts.until(nanoTime);
    }

    /** Returns how many virtual threads of the target were seen to start, or to be pinned; after the end. */
    public long seen() {
        return seen;
    }

    /** Returns where threads were pinned; after the end. */
    public PinnedThreads places() {
        return tally.result();
    }

    @Override
    public void close() {
        stream.close();
    }
}
