// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import io.github.perfjunit.metrics.PinnedThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import jdk.jfr.Recording;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/**
 * A flight recording of pinned virtual threads. The only class that uses the flight recorder, which may be absent.
 *
 * <p>It is read once at its end: a stream of the recorder wakes up each second, and needs another second to deliver
 * everything.
 */
final class PinningRecording implements AutoCloseable {

    private static final String EVENT = "jdk.VirtualThreadPinned";
    private static final Duration THRESHOLD = Duration.ofMillis(PinnedThreads.THRESHOLD_MILLIS);

    /** Other recordings share the same files; those must not fill the disk or take minutes to read. */
    private static final long MOST_BYTES = 64L << 20;

    private final Recording recording = new Recording();
    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();
    private final String threads;

    private PinningRecording(String threads) {
        this.threads = threads;
    }

    /** Begins to record the threads whose names begin with a text. */
    static PinningRecording start(String threads) {
        PinningRecording pinning = new PinningRecording(threads);
        try {
            pinning.recording.setName("perf-junit");
            pinning.recording.setToDisk(true);
            pinning.recording.setMaxSize(MOST_BYTES);
            pinning.recording.enable(EVENT).withThreshold(THRESHOLD).withStackTrace();
            pinning.recording.start();
            return pinning;
        } catch (RuntimeException e) {
            pinning.close();
            throw e;
        }
    }

    /** Ends the recording and adds up what is in it. */
    PinnedThreads read(LongPredicate counted) throws IOException {
        recording.stop();
        PinnedTally tally = new PinnedTally();
        Path file = Files.createTempFile("perf-pinned", ".jfr");
        try {
            recording.dump(file);
            try (EventStream events = EventStream.openFile(file)) {
                events.onEvent(EVENT, event -> {
                    if (isUser(event) && counted.test(nanoTime(event.getStartTime()))) {
                        tally.add(stack(event), reason(event), event.getDuration());
                    }
                });
                events.start();
            }
        } finally {
            Files.delete(file);
        }
        return tally.result();
    }

    /** Other recordings may contain shorter waits and other virtual threads. */
    private boolean isUser(RecordedEvent event) {
        String thread = event.getThread() == null ? null : event.getThread().getJavaName();
        return thread != null
                && thread.startsWith(threads)
                && event.getDuration().compareTo(THRESHOLD) >= 0;
    }

    private long nanoTime(Instant at) {
        return beganNanos + Duration.between(began, at).toNanos();
    }

    static String reason(RecordedEvent event) {
        String reason = event.hasField("pinnedReason") ? event.getString("pinnedReason") : null;
        return reason == null ? "" : reason;
    }

    static List<StackTraceElement> stack(RecordedEvent event) {
        @Nullable RecordedStackTrace stack = event.getStackTrace();
        return stack == null
                ? List.of()
                : stack.getFrames().stream()
                        .filter(RecordedFrame::isJavaFrame)
                        .map(PinningRecording::element)
                        .toList();
    }

    /** A recording has no file names, but the outermost class is named like its file. */
    private static StackTraceElement element(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        String simple = type.substring(type.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$', 1);
        String file = (nested < 0 ? simple : simple.substring(0, nested)) + ".java";
        return new StackTraceElement(type, frame.getMethod().getName(), file, frame.getLineNumber());
    }

    @Override
    public void close() {
        recording.close();
    }
}
