// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * A server that answers every GET after a fixed delay with about 100 bytes of JSON, on a few event loops, so that the
 * number of connections costs it little. {@code /__stats} returns the requests so far and the connections that are
 * open, not delayed and not counted.
 */
public final class DelayServer implements AutoCloseable {

    private static final int BACKLOG = 65_535;

    private final ServerSocketChannel listener;
    private final Selector acceptable;
    private final DelayLoop[] loops;

    private DelayServer(ServerSocketChannel listener, Selector acceptable, DelayLoop[] loops) {
        this.listener = listener;
        this.acceptable = acceptable;
        this.loops = loops;
    }

    /**
     * Serves until the process is ended.
     *
     * @param args port, delay in milliseconds, event loops
     * @throws IOException if the port is taken
     */
    public static void main(String[] args) throws IOException {
        long delay = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1]));
        DelayServer server = start(Integer.parseInt(args[0]), delay, Integer.parseInt(args[2]));
        System.out.println("listening on " + server.port());
    }

    static DelayServer start(int port, long delayNanos, int count) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        listener.configureBlocking(false);
        Selector acceptable = Selector.open();
        listener.register(acceptable, SelectionKey.OP_ACCEPT);
        DelayServer server = new DelayServer(listener, acceptable, new DelayLoop[count]);
        for (int i = 0; i < count; i++) {
            server.loops[i] = new DelayLoop(delayNanos, server::stats);
            new Thread(server.loops[i], "delay-" + i).start();
        }
        new Thread(server::accept, "delay-accept").start();
        return server;
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    private String stats() {
        long requests = 0;
        int open = 0;
        for (DelayLoop loop : loops) {
            requests += loop.answered();
            open += loop.open();
        }
        return "{\"requests\":" + requests + ",\"connections\":" + open + "}\n";
    }

    private void accept() {
        int count = 0;
        try {
            while (listener.isOpen()) {
                acceptable.select(key -> {});
                SocketChannel channel = listener.accept();
                while (channel != null) {
                    channel.configureBlocking(false);
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    loops[count++ % loops.length].add(channel);
                    channel = listener.accept();
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            if (listener.isOpen()) {
                throw new IllegalStateException("cannot accept connections", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        acceptable.close();
        for (DelayLoop loop : loops) {
            loop.close();
        }
    }
}
