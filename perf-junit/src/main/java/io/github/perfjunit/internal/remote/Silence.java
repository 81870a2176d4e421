// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long the other side has given no sign of life, by a message that it changes again and again. Clocks of two machines
 * are not compared, and time in which the message could not be read does not count. Not thread-safe.
 */
final class Silence {

    private final long limitNanos;
    private @Nullable String last;
    private long silentNanos;
    private long readAt;
    private boolean readBefore;

    Silence(long limitMillis, long nowNanos) {
        this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
        this.readAt = nowNanos;
        this.readBefore = true;
    }

    /** Counts from now on. */
    void restart(long nowNanos) {
        silentNanos = 0;
        readAt = nowNanos;
        readBefore = true;
    }

    /** Takes what the message says now; null if there is none. */
    void read(@Nullable String message, long nowNanos) {
        if (message != null && !message.equals(last)) {
            last = message;
            silentNanos = 0;
        } else if (readBefore) {
            silentNanos += nowNanos - readAt;
        }
        readAt = nowNanos;
        readBefore = true;
    }

    /** Notes that the message could not be read. */
    void unreadable() {
        readBefore = false;
    }

    boolean isOver() {
        return silentNanos > limitNanos;
    }

    long limitMillis() {
        return TimeUnit.NANOSECONDS.toMillis(limitNanos);
    }
}
