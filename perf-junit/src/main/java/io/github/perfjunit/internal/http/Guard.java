// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Ends a wait of one user's thread from another thread, when a deadline has passed or the user is closed.
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

    /** Removes the deadline; false if it had passed, so that the watched socket is closed or about to be. */
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

    /** Sets the socket, or other object, to close; closes it at once if the deadline has already passed. */
    void watch(Closeable wait) {
        if (watched != wait) {
            watched = wait;
            if (closed || isExpired()) {
                closeQuietly(wait);
            }
        }
    }

    /** Stops watching; false if the object may still be closed, because the deadline passed just then. */
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

    // A failure to close is ignored: the exchange on the socket fails by itself.
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
