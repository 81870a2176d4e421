// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way to a server that can be broken at will: it listens on the loopback address alone, forwards all bytes unchanged,
 * and keeps its port for life. Thread-safe.
 *
 * <p>A few daemon threads serve all connections.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int MOST_LOOPS = 4;
    private static final int PROBE_MILLIS = 3000;
    private static final int CHANGE_SECONDS = 30;

    private final List<ProxyLoop> loops = new ArrayList<>();
    private final ProxyListener listener;
    private boolean closed;

    private FaultProxy(InetSocketAddress target) throws IOException {
        try {
            int count = Math.max(1, Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors() / 2));
            for (int i = 0; i < count; i++) {
                loops.add(new ProxyLoop(target, i));
            }
            listener = new ProxyListener(this::serve, task -> loops.get(0).execute(task));
            onFirstLoop(() -> listener.listen(loops.get(0).selector()));
        } catch (IOException | RuntimeException e) {
            loops.forEach(ProxyLoop::close);
            throw e;
        }
    }

    /**
     * Starts a proxy that passes all.
     *
     * @param host of the server
     * @param port of the server
     * @throws IOException if the host is not known, or no port is free here
     */
    public static FaultProxy start(String host, int port) throws IOException {
        return new FaultProxy(new InetSocketAddress(address(host, port), port));
    }

    /** Returns the host's address; of several, the first that answers, else the first. */
    private static InetAddress address(String host, int port) throws IOException {
        InetAddress[] all = InetAddress.getAllByName(host);
        return Arrays.stream(all)
                .filter(a -> all.length == 1 || answers(a, port))
                .findFirst()
                .orElse(all[0]);
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(address, port), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            return false; // whoever connects later is told why
        }
    }

    /** Returns the port that it listens on, at 127.0.0.1. */
    public int port() {
        return listener.port();
    }

    /** Returns how many connections it has accepted. */
    public long accepted() {
        return listener.accepted();
    }

    /** Returns why the proxy itself failed a client, such as for want of descriptors; empty if it never did. */
    Optional<IOException> failure() {
        return Stream.concat(
                        Stream.ofNullable(listener.failure()),
                        loops.stream().flatMap(l -> Stream.ofNullable(l.failure())))
                .findFirst();
    }

    /**
     * Changes what it does; returns when it does so.
     *
     * @throws IOException if the port, once closed, cannot be opened again
     */
    public synchronized void change(ProxyMode mode) throws IOException {
        if (closed) {
            throw new IOException("the proxy is closed");
        }
        boolean refuse = mode instanceof ProxyMode.Refuse;
        if (refuse) {
            onFirstLoop(() -> listener.refuse());
        }
        ProxyLoop.Width width = width(mode);
        for (ProxyLoop loop : loops) {
            await(loop, () -> loop.change(mode, width));
        }
        if (!refuse) {
            onFirstLoop(() -> {
                listener.listen(loops.get(0).selector());
                listener.accepting(!(mode instanceof ProxyMode.BlackHole));
            });
        }
    }

    /**
     * Resets the connections that it has accepted until now, each once, and none that comes after; returns when it is
     * done. What it does with bytes and new connections stays as it is.
     *
     * @throws IOException if it is closed
     */
    public synchronized void reset() throws IOException {
        if (closed) {
            throw new IOException("the proxy is closed");
        }
        AtomicLong limit = new AtomicLong();
        onFirstLoop(() -> limit.set(accepted())); // which accepts, so that those before are with their loops already
        for (ProxyLoop loop : loops) {
            await(loop, () -> loop.reset(limit.get()));
        }
    }

    /**
     * Leads all connections that come from now on to another port of the server's host, and resets those that are there;
     * returns when it does so.
     *
     * @throws IOException if it is closed
     */
    public synchronized void leadTo(int port) throws IOException {
        if (closed) {
            throw new IOException("the proxy is closed");
        }
        for (ProxyLoop loop : loops) {
            await(loop, () -> loop.leadTo(port));
        }
        reset();
    }

    private static ProxyLoop.Width width(ProxyMode mode) {
        if (mode instanceof ProxyMode.Bandwidth narrow) {
            long now = System.nanoTime();
            long bytes = narrow.bytesPerSecond();
            return new ProxyLoop.Width(new Pacing.Narrow(bytes, now), new Pacing.Narrow(bytes, now));
        }
        return ProxyLoop.Width.UNBOUNDED;
    }

    private void serve(SocketChannel client, long number) {
        ProxyLoop loop = loops.get((int) (number % loops.size()));
        if (loop.isClosed()) {
            Sockets.close(client);
        } else {
            loop.execute(() -> loop.serve(client, number));
        }
    }

    /** What the listener does on its thread. */
    private interface Step {
        void run() throws IOException;
    }

    private void onFirstLoop(Step step) throws IOException {
        AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
        await(loops.get(0), () -> {
            try {
                step.run();
            } catch (IOException e) {
                failure.set(e);
            }
        });
        IOException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    private static void await(ProxyLoop loop, Runnable task) throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            task.run();
            done.countDown();
        });
        try {
            if (!done.await(CHANGE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the proxy did not answer within " + CHANGE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the proxy changed", e);
        }
    }

    /** Closes the port and all connections; none of its threads is left. May be called again. */
    @Override
    public synchronized void close() {
        closed = true;
        loops.forEach(ProxyLoop::close);
        listener.close();
    }
}
