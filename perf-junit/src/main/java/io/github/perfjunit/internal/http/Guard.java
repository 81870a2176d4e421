// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Ends what one user's thread waits for, from another thread: when a deadline has passed or the user is closed.
 *
 * <p>A socket timeout would arm a timer at each read, which doubles the CPU of a request on virtual threads.
 */
final class Guard {

    private static final long NONE = 0;
    private static final long EXPIRED = Long.MIN_VALUE;

    private final AtomicLong deadline = new AtomicLong(NONE);
    private volatile boolean closed;
    private volatile @Nullable Closeable watched;

    /** Sets the deadline of a request, a reading of {@link System#nanoTime()}. */
    void arm(long nanos) {
        deadline.set(nanos == NONE || nanos == EXPIRED ? nanos + 1 : nanos);
    }

    /** Takes the deadline away; false if it had passed, so that the socket watched is closed or about to be. */
    boolean disarm() {
        long armed = deadline.get();
        if (armed != EXPIRED && deadline.compareAndSet(armed, NONE)) {
            return true;
        }
        deadline.set(NONE);
        return false;
    }

    boolean isExpired() {
        return deadline.get() == EXPIRED;
    }

    boolean isClosed() {
        return closed;
    }

    /** Names the socket, or whatever else is waited for, to close; closes it at once if it is too late already. */
    void watch(Closeable wait) {
        if (watched != wait) {
            watched = wait;
            if (closed || isExpired()) {
                closeQuietly(wait);
            }
        }
    }

    /** Forgets what was watched; false if it may be closed all the same, because the wait was over just then. */
    boolean release() {
        watched = null;
        return !closed && !isExpired();
    }

    /** Ends the wait if its deadline has passed; returns the deadline, or the limit if there is none before it. */
    long check(long now, long limit) {
        long armed = deadline.get();
        if (armed == NONE || armed == EXPIRED) {
            return limit;
        }
        if (armed - now > 0) {
            return armed - limit < 0 ? armed : limit;
        }
        if (deadline.compareAndSet(armed, EXPIRED)) {
            closeQuietly(watched);
        }
        return limit;
    }

    /** Ends the wait and every later one. */
    void close() {
        closed = true;
        closeQuietly(watched);
    }

    // A socket that cannot be closed has no use and no owner to tell: the exchange on it fails by itself.
    static void closeQuietly(@Nullable Closeable socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                return;
            }
        }
    }
}
