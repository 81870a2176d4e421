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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The port of the proxy; all but its figures for one thread. */
final class ProxyListener {

    /** Clients that may wait to be accepted, so that a black hole swallows a whole pool and more. */
    private static final int BACKLOG = 1024;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Takes a connection. */
    interface Acceptor {
        void accept(SocketChannel client, long number);
    }

    private final Acceptor acceptor;
    private final AtomicLong accepted = new AtomicLong();
    private volatile int port;
    private @Nullable ServerSocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable SocketChannel placeholder;

    ProxyListener(Acceptor acceptor) {
        this.acceptor = acceptor;
    }

    int port() {
        return port;
    }

    long accepted() {
        return accepted.get();
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
        if (key != null) {
            key.interestOps(accept ? SelectionKey.OP_ACCEPT : 0);
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
            return; // that client has gone again
        }
    }

    private static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    }

    void close() {
        Sockets.close(channel);
        Sockets.close(placeholder);
    }
}
