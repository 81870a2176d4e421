// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How long the thread that opened it has waited for a processor: the second number of {@code /proc/thread-self/schedstat}
 * (Linux, Documentation/scheduler/sched-stats).
 */
final class LinuxQueueClock implements LostTime.QueueClock {

    private static final Path FILE = Path.of("/proc/thread-self/schedstat");
    private static final int LONGEST = 128;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(LONGEST);

    private LinuxQueueClock(FileChannel file) {
        this.file = file;
    }

    /** Opens the clock of the calling thread; one that knows nothing where there is none. */
    static LostTime.QueueClock open() {
        try {
            LinuxQueueClock clock = new LinuxQueueClock(FileChannel.open(FILE));
            if (clock.waitedNanos() >= 0) {
                return clock;
            }
            clock.close();
        } catch (IOException | SecurityException e) {
            return LostTime.QueueClock.NONE; // not Linux, or a kernel without these figures
        }
        return LostTime.QueueClock.NONE;
    }

    @Override
    public long waitedNanos() {
        try {
            buffer.clear();
            int length = file.read(buffer, 0);
            String[] numbers = new String(buffer.array(), 0, Math.max(0, length), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            return numbers.length == 3 ? Long.parseLong(numbers[1]) : -1;
        } catch (IOException | NumberFormatException e) {
            return -1; // the caller then counts as on a system that does not tell
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
