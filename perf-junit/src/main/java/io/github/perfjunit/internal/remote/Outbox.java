// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The intervals of a worker on their way to its store: those of some seconds together are one part. A part that could not
 * be left is tried again, and later ones wait for it. Thread-safe.
 */
final class Outbox {

    /** Bytes that may wait for a store that takes nothing: hours of a large load. */
    static final long MOST_BYTES = 256L << 20;

    private final RunStore store;
    private final int worker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private List<String> open = new ArrayList<>();
    private long bytes;
    private int sent;

    Outbox(RunStore store, int worker) {
        this.store = store;
        this.worker = worker;
    }

    /** Takes an interval; it is sent with the next part. */
    void add(Interval interval) {
        String encoded = interval.encode();
        lock.lock();
        try {
            open.add(encoded);
            PartMessage.count(interval, counts);
        } finally {
            lock.unlock();
        }
    }

    /** Takes what a monitor sampled; it is sent with the next part. */
    void add(SampleMessage sample) {
        String line = PartMessage.line(sample);
        lock.lock();
        try {
            open.add(line);
        } finally {
            lock.unlock();
        }
    }

    /** Makes a part of the intervals and samples since the last one, if there are any. */
    void seal(long startDelayMillis) {
        List<String> lines;
        lock.lock();
        try {
            lines = open;
            open = new ArrayList<>();
        } finally {
            lock.unlock();
        }
        if (!lines.isEmpty()) {
            byte[] part = PartMessage.write(startDelayMillis, lines);
            lock.lock();
            try {
                waiting.add(part);
                bytes += part.length;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Sends all parts; used by one thread at a time. */
    void send() throws IOException {
        for (byte[] part = first(); part.length > 0; part = first()) {
            store.put(Keys.part(sent, worker), part);
            lock.lock();
            try {
                waiting.remove();
                bytes -= part.length;
                sent++;
            } finally {
                lock.unlock();
            }
        }
    }

    private byte[] first() {
        lock.lock();
        try {
            byte[] first = waiting.peek();
            return first == null ? new byte[0] : first;
        } finally {
            lock.unlock();
        }
    }

    boolean isFull() {
        lock.lock();
        try {
            return bytes > MOST_BYTES;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many parts were sent. */
    int sent() {
        lock.lock();
        try {
            return sent;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the samples of all intervals by kind and name. */
    Map<String, Long> counts() {
        lock.lock();
        try {
            return Map.copyOf(counts);
        } finally {
            lock.unlock();
        }
    }
}
