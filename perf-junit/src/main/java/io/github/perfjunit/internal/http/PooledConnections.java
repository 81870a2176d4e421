// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One user's view of shared connections: it holds at most one of them, from the request for it to the end of the HTTP
 * request or a redirect to another origin.
 */
final class PooledConnections implements ConnectionSource {

    private final SharedPool pool;
    private final Guard guard;
    private @Nullable Origin place;
    private @Nullable Connection held;
    private boolean ended;
    private boolean waiting;
    private long queuedNanos;

    PooledConnections(SharedPool pool, Guard guard) {
        this.pool = pool;
        this.guard = guard;
    }

    @Override
    public @Nullable Connection find(Origin origin) throws Broken {
        if (ended) {
            ended = false;
            waiting = false;
            queuedNanos = 0;
        }
        if (place != null && place.equals(origin)) {
            return held;
        }
        giveBack();
        long from = System.nanoTime();
        waiting = true;
        held = pool.take(origin, guard);
        place = origin;
        waiting = false;
        queuedNanos += System.nanoTime() - from;
        return held;
    }

    @Override
    public void add(Connection connection) {
        held = connection;
        if (guard.isClosed()) {
            connection.close();
        }
    }

    /** Closes a connection, unless it was already returned and belongs to another user. */
    @Override
    public void remove(Connection connection) {
        if (connection == held) {
            connection.close();
            held = null;
        }
    }

    @Override
    public void requestEnded() {
        giveBack();
        ended = true;
    }

    private void giveBack() {
        if (place == null) {
            return;
        }
        Origin from = Objects.requireNonNull(place);
        Connection connection = held;
        place = null;
        held = null;
        // Another thread that ends this user's wait must not close what the next one uses.
        boolean mine = guard.release();
        if (connection != null && (!mine || !connection.isReusable())) {
            connection.close();
            connection = null;
        }
        pool.giveBack(from, connection);
    }

    @Override
    public boolean isWaiting() {
        return waiting;
    }

    @Override
    public long queuedNanos() {
        return queuedNanos;
    }

    @Override
    public void iterationEnded() {}

    /** Ends a wait, or the exchange that is under way; the connections themselves are the pool's. */
    @Override
    public void close() {
        guard.close();
    }
}
