// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The port of the proxy; all but its figures for one thread. */
final class ProxyListener {

    /** Clients that may wait to be accepted, so that a black hole swallows a whole pool and more. */
    private static final int BACKLOG = 1024;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** How long clients are left to the kernel when none can be accepted, as when no descriptor is free. */
    private static final long REST_MILLIS = 50;

    /** Takes a connection. */
    interface Acceptor {
        void accept(SocketChannel client, long number);
    }

    private final Acceptor acceptor;
    private final Executor loop;
    private final AtomicLong accepted = new AtomicLong();
    private volatile @Nullable IOException failure;
    private volatile int port;
    private @Nullable ServerSocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable SocketChannel placeholder;
    private boolean accepting = true;
    private boolean resting;

    /**
     * Makes one without a port.
     *
     * @param loop runs what it is given on the thread that this is for
     */
    ProxyListener(Acceptor acceptor, Executor loop) {
        this.acceptor = acceptor;
        this.loop = loop;
    }

    int port() {
        return port;
    }

    long accepted() {
        return accepted.get();
    }

    /** Returns why a client could not be accepted, the last time that this was so; null if it never was. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Opens the port, if it is not open. */
    void listen(Selector selector) throws IOException {
        if (channel != null) {
            return;
        }
        Sockets.close(placeholder);
        placeholder = null;
        ServerSocketChannel opened = ServerSocketChannel.open();
        try {
            opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            opened.bind(address(port), BACKLOG);
            opened.configureBlocking(false);
            key = opened.register(selector, SelectionKey.OP_ACCEPT, (Runnable) this::accept);
        } catch (IOException e) {
            Sockets.close(opened);
            throw e;
        }
        channel = opened;
        port = ((InetSocketAddress) opened.getLocalAddress()).getPort();
    }

    /**
     * Closes the port but keeps it: a bound socket that does not listen refuses connections, and neither another
     * program nor a client's own end can take the port.
     */
    void refuse() throws IOException {
        if (channel == null || key == null) {
            return;
        }
        Selector selector = key.selector();
        channel.close();
        channel = null;
        key = null;
        selector.selectNow(); // only now is the descriptor closed
        SocketChannel bound = SocketChannel.open();
        try {
            bound.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            bound.bind(address(port));
        } catch (IOException e) {
            Sockets.close(bound);
            throw e;
        }
        placeholder = bound;
    }

    /** Accepts connections or leaves them to the kernel's queue. */
    void accepting(boolean accept) {
        accepting = accept;
        listenOrRest();
    }

    private void listenOrRest() {
        if (key != null && key.isValid()) {
            key.interestOps(accepting && !resting ? SelectionKey.OP_ACCEPT : 0);
        }
    }

    private void accept() {
        try {
            ServerSocketChannel open = channel;
            SocketChannel client = open == null ? null : open.accept();
            if (client != null) {
                acceptor.accept(client, accepted.getAndIncrement());
            }
        } catch (IOException e) {
            failure = e;
            rest(); // the selector would call at once, again and again
        }
    }

    private void rest() {
        resting = true;
        listenOrRest();
        CompletableFuture.delayedExecutor(REST_MILLIS, TimeUnit.MILLISECONDS, loop)
                .execute(() -> {
                    resting = false;
                    listenOrRest();
                });
    }

    private static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    }

    void close() {
        Sockets.close(channel);
        Sockets.close(placeholder);
    }
}
