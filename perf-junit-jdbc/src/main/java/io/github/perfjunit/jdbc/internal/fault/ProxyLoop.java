// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread that serves many connections through the proxy. */
final class ProxyLoop {

    /** More connections than one loop of a load will ever have, so that no two have the same seed. */
    private static final int SEEDS = 1_000_003;

    /** What can be read at once. */
    private static final int BUFFER = 1 << 16;

    private static final long MILLI = 1_000_000;

    /** How exactly bytes are let go within the last millisecond, which a selector cannot wait for. */
    private static final long FINE = 50_000;

    /** A line between clients and server, one width each way. */
    record Width(Pacing requests, Pacing answers) {

        static final Width UNBOUNDED = new Width(Pacing.NONE, Pacing.NONE);
    }

    private final long firstSeed;
    private InetSocketAddress target;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<ProxyPair, Long> pairs = new LinkedHashMap<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable IOException failure;
    private ProxyMode mode = new ProxyMode.Pass();
    private Width width = Width.UNBOUNDED;
    private long opened;

    ProxyLoop(InetSocketAddress target, int number) throws IOException {
        this.firstSeed = (long) SEEDS * number;
        this.target = target;
        this.selector = Selector.open();
        this.thread = new Thread(this::run, "perf-junit-fault-proxy-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    Selector selector() {
        return selector;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns why a client could not be served by us, the last time that this was so; null if it never was. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Has something done by its thread, unless that has ended. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /**
     * Opens a connection to the server for a client's; from its own thread.
     *
     * @param number counts the connections of all loops, from 0
     */
    void serve(SocketChannel client, long number) {
        SocketChannel server = null;
        try {
            if (closed) {
                client.close();
                return;
            }
            if (breaks()) {
                Sockets.reset(client);
                return;
            }
            server = SocketChannel.open();
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            server.configureBlocking(false);
            server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            server.connect(target);
            ProxyPair pair = new ProxyPair(client, server, selector);
            opened++;
            apply(pair, opened, System.nanoTime());
            if (!pair.isClosed()) {
                pairs.put(pair, number);
            }
        } catch (IOException e) {
            failure = server == null ? e : failure; // else the other side is at fault, which is not ours to tell
            Sockets.reset(client); // which tells it that the server is not there, whenever it looks
            Sockets.close(server);
        }
    }

    /** Connects to another port of the host from now on; on its own thread. */
    void leadTo(int port) {
        target = new InetSocketAddress(target.getAddress(), port);
    }

    /**
     * Changes what it does with all connections; from its own thread.
     *
     * @param changed what it does from now on
     * @param shared the line that all connections of all loops share
     */
    void change(ProxyMode changed, Width shared) {
        mode = changed;
        width = shared;
        long now = System.nanoTime();
        long number = 0; // a seed of its own for each connection
        for (ProxyPair pair : pairs.keySet()) {
            number++;
            apply(pair, number, now);
        }
        pairs.keySet().removeIf(ProxyPair::isClosed);
    }

    /**
     * Resets connections, and goes on as before; from its own thread.
     *
     * @param limit those with lower numbers are reset
     */
    void reset(long limit) {
        pairs.forEach((pair, number) -> {
            if (number < limit) {
                pair.reset();
            }
        });
        pairs.keySet().removeIf(ProxyPair::isClosed);
    }

    private boolean breaks() {
        return mode instanceof ProxyMode.Reset
                || (mode instanceof ProxyMode.Refuse refuse && !refuse.keepConnections());
    }

    private void apply(ProxyPair pair, long number, long now) {
        if (breaks()) {
            pair.reset();
        } else if (mode instanceof ProxyMode.Latency late) {
            Pacing answers =
                    new Pacing.Late(late.delay().toNanos(), late.jitter().toNanos(), late.seed() + firstSeed + number);
            pair.change(false, Pacing.NONE, answers, now);
        } else {
            pair.change(mode instanceof ProxyMode.BlackHole, width.requests(), width.answers(), now);
        }
    }

    private void run() {
        try {
            while (!closed) {
                runTasks();
                select();
                if (isTimed()) {
                    advance();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closed = true;
            pairs.keySet().forEach(ProxyPair::close);
            runTasks(); // clients that were accepted but not served yet
            Sockets.close(selector);
        }
    }

    /** Whether bytes may wait for their time; else nothing is to be looked at but channels that are ready. */
    private boolean isTimed() {
        return mode instanceof ProxyMode.Latency || mode instanceof ProxyMode.Bandwidth;
    }

    private void advance() {
        long now = System.nanoTime();
        for (ProxyPair pair : pairs.keySet()) {
            pair.advance(now);
        }
        pairs.keySet().removeIf(ProxyPair::isClosed);
    }

    private void runTasks() {
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }

    private void select() throws IOException {
        Long due = isTimed() ? firstDue() : null;
        if (due == null) {
            selector.select(this::ready);
            return;
        }
        long wait = due - System.nanoTime();
        if (wait > MILLI) {
            selector.select(this::ready, wait / MILLI);
        } else if (selector.selectNow(this::ready) == 0 && wait > 0) {
            LockSupport.parkNanos(this, Math.min(wait, FINE));
        }
    }

    private void ready(SelectionKey key) {
        Object attachment = key.attachment();
        if (!key.isValid()) {
            return; // closed by what was done for another key
        }
        if (attachment instanceof ProxyPair pair) {
            pair.ready(key, buffer, System.nanoTime());
            if (pair.isClosed()) {
                pairs.remove(pair);
            }
        } else {
            ((Runnable) attachment).run();
        }
    }

    private @Nullable Long firstDue() {
        Long first = null;
        for (ProxyPair pair : pairs.keySet()) {
            Long due = pair.due();
            if (due != null && (first == null || due - first < 0)) {
                first = due;
            }
        }
        return first;
    }

    /** Closes all connections and waits for the thread to end. */
    void close() {
        closed = true;
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // the thread ends in any case, and nothing may be left
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
