// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Idle and busy connections of one user, one for each origin; those of the least recently used origins are closed. */
final class Connections implements ConnectionSource {

    /** Maximum number of origins with an open connection. */
    static final int MOST = 8;

    private final Map<Origin, Connection> open = new LinkedHashMap<>(4, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Guard guard;
    // A shortcut without a lock, because most users have one origin.
    private @Nullable Connection last;

    Connections(Guard guard) {
        this.guard = guard;
    }

    /** Returns the connection to an origin that an earlier request left open. */
    @Override
    public @Nullable Connection find(Origin origin) {
        Connection known = last;
        if (known == null || !known.origin().equals(origin)) {
            lock.lock();
            try {
                known = open.get(origin);
            } finally {
                lock.unlock();
            }
            last = known;
        }
        return known;
    }

    @Override
    public void add(Connection connection) {
        Connection eldest = null;
        boolean closed;
        lock.lock();
        try {
            open.put(connection.origin(), connection);
            if (open.size() > MOST) {
                eldest = open.remove(open.keySet().iterator().next());
            }
            closed = guard.isClosed();
        } finally {
            lock.unlock();
        }
        last = connection;
        if (eldest != null) {
            eldest.close();
        }
        if (closed) {
            connection.close();
        }
    }

    @Override
    public void remove(Connection connection) {
        connection.close();
        last = null;
        lock.lock();
        try {
            open.remove(connection.origin(), connection);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void requestEnded() {}

    @Override
    public boolean isWaiting() {
        return false;
    }

    @Override
    public long queuedNanos() {
        return 0;
    }

    /** Closes all connections; not called if they are kept. */
    @Override
    public void iterationEnded() {
        last = null;
        List<Connection> closing;
        lock.lock();
        try {
            closing = List.copyOf(open.values());
            open.clear();
        } finally {
            lock.unlock();
        }
        closing.forEach(Connection::close);
    }

    @Override
    public void close() {
        guard.close();
        lock.lock();
        try {
            for (Connection connection : open.values()) {
                Guard.closeQuietly(connection.socket());
            }
        } finally {
            lock.unlock();
        }
    }
}
