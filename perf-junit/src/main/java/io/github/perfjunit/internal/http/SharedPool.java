// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Connections that all users of a scenario share, a limited number to each origin. Users are served in order of
 * arrival; the idle connection used last is taken first.
 *
 * <p>A place is a permission to have one connection. A user that takes one must return it.
 */
final class SharedPool {

    // Bounded, because redirects to new hosts could fill it without limit.
    private static final int MOST_ORIGINS = 64;

    /** A user's thread that waits for a place; closed from another thread to end the wait. */
    private static final class Waiter implements Closeable {

        private final Thread thread = Thread.currentThread();
        private volatile boolean served;
        private volatile boolean closed;
        private @Nullable Connection connection;

        boolean goesOn() {
            return !served && !closed && !thread.isInterrupted();
        }

        void serve(@Nullable Connection idle) {
            connection = idle;
            served = true;
            LockSupport.unpark(thread);
        }

        @Override
        public void close() {
            closed = true;
            LockSupport.unpark(thread);
        }
    }

    /** The state of one origin. */
    private static final class Shelf {

        private final Deque<Connection> idle = new ArrayDeque<>();
        private final Deque<Waiter> waiting = new ArrayDeque<>();
        private int taken;
    }

    private final int size;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Origin, Shelf> shelves = new LinkedHashMap<>();
    private boolean closed;

    SharedPool(int size) {
        this.size = size;
    }

    /**
     * Takes a place for an origin, after a wait if there is none; the guard can end it.
     *
     * @return a connection that is open; null if the place has none yet
     * @throws Broken if the wait was ended
     */
    @Nullable
    Connection take(Origin origin, Guard guard) throws Broken {
        Waiter waiter;
        lock.lock();
        try {
            Shelf shelf = shelf(origin);
            if (shelf.taken < size) { // then no user waits: places are passed to waiting users first
                shelf.taken++;
                return shelf.idle.pollLast();
            }
            waiter = new Waiter();
            shelf.waiting.add(waiter);
        } finally {
            lock.unlock();
        }
        await(origin, waiter, guard);
        return waiter.connection;
    }

    private void await(Origin origin, Waiter waiter, Guard guard) throws Broken {
        guard.watch(waiter);
        while (waiter.goesOn()) {
            LockSupport.park(this);
        }
        guard.release();
        if (!waiter.served && leave(origin, waiter)) {
            throw new Broken("timeout", "no free connection to " + origin);
        }
    }

    /** Leaves the queue; false if the waiter was served just before. */
    private boolean leave(Origin origin, Waiter waiter) {
        lock.lock();
        try {
            Shelf shelf = shelves.get(origin);
            return shelf != null && shelf.waiting.remove(waiter);
        } finally {
            lock.unlock();
        }
    }

    /** Returns a place, with the connection if it can still be used. */
    void giveBack(Origin origin, @Nullable Connection connection) {
        boolean late;
        lock.lock();
        try {
            late = closed;
            Shelf shelf = shelves.get(origin);
            if (shelf != null) {
                giveBack(shelf, late ? null : connection);
            }
        } finally {
            lock.unlock();
        }
        if (late && connection != null) {
            connection.close();
        }
    }

    private static void giveBack(Shelf shelf, @Nullable Connection connection) {
        Waiter next = shelf.waiting.poll();
        if (next != null) {
            next.serve(connection);
            return;
        }
        shelf.taken--;
        if (connection != null) {
            shelf.idle.add(connection);
        }
    }

    private Shelf shelf(Origin origin) {
        Shelf known = shelves.get(origin);
        if (known == null) {
            if (shelves.size() >= MOST_ORIGINS) {
                discardUnused();
            }
            known = new Shelf();
            shelves.put(origin, known);
        }
        return known;
    }

    private void discardUnused() {
        Iterator<Shelf> all = shelves.values().iterator();
        while (all.hasNext()) {
            Shelf shelf = all.next();
            if (shelf.taken == 0) {
                shelf.idle.forEach(Connection::close);
                all.remove();
            }
        }
    }

    /** Closes idle connections, now and later. */
    void close() {
        lock.lock();
        try {
            closed = true;
            for (Shelf shelf : shelves.values()) {
                shelf.idle.forEach(Connection::close);
                shelf.idle.clear();
            }
        } finally {
            lock.unlock();
        }
    }
}
