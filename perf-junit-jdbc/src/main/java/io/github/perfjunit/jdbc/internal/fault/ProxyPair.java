// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A client's connection and the one that was opened for it to the server. For one thread. */
final class ProxyPair {

    private final SocketChannel client;
    private final SocketChannel server;
    private final SelectionKey clientKey;
    private final SelectionKey serverKey;
    private final ProxyFlow requests;
    private final ProxyFlow answers;
    private boolean connected;
    private boolean frozen;
    private boolean closed;

    /** Takes both channels, of which the server's is on its way to being connected. */
    ProxyPair(SocketChannel client, SocketChannel server, Selector selector) throws IOException {
        this.client = client;
        this.server = server;
        this.requests = new ProxyFlow(client, server);
        this.answers = new ProxyFlow(server, client);
        this.clientKey = client.register(selector, 0, this);
        this.serverKey = server.register(selector, 0, this);
        this.connected = server.isConnected();
        listen();
    }

    /**
     * Changes what it does.
     *
     * @param freeze whether it does nothing at all
     */
    void change(boolean freeze, Pacing ofRequests, Pacing ofAnswers, long now) {
        frozen = freeze;
        requests.pace(ofRequests, now);
        answers.pace(ofAnswers, now);
        advance(now);
    }

    /** Does what a channel is ready for. */
    void ready(SelectionKey key, ByteBuffer buffer, long now) {
        try {
            if (key.isConnectable()) {
                connected = server.finishConnect();
            }
            ProxyFlow in = key == clientKey ? requests : answers;
            ProxyFlow out = key == clientKey ? answers : requests;
            if (key.isReadable()) {
                in.read(buffer, now);
            }
            if (key.isWritable()) {
                out.write(now);
            }
            listen();
        } catch (IOException e) {
            reset(); // whatever broke one side is a break for the other
        }
    }

    /** Forwards what waited for its time. */
    void advance(long now) {
        if (closed) {
            return;
        }
        try {
            if (!frozen) {
                forwardIfDue(requests, now);
                forwardIfDue(answers, now);
            }
            listen();
        } catch (IOException e) {
            reset();
        }
    }

    private static void forwardIfDue(ProxyFlow flow, long now) throws IOException {
        if (flow.isTimed() && flow.due() - now <= 0) {
            flow.write(now);
        }
    }

    private void listen() {
        if (requests.isDone() && answers.isDone()) {
            close();
        } else if (frozen) {
            clientKey.interestOps(0);
            serverKey.interestOps(0);
        } else if (!connected) {
            serverKey.interestOps(SelectionKey.OP_CONNECT);
        } else {
            clientKey.interestOps(interest(requests, answers));
            serverKey.interestOps(interest(answers, requests));
        }
    }

    private static int interest(ProxyFlow in, ProxyFlow out) {
        return (in.wantsToRead() ? SelectionKey.OP_READ : 0) | (out.wantsToWrite() ? SelectionKey.OP_WRITE : 0);
    }

    /** Returns when bytes are due that wait for their time; null if none do. */
    @Nullable
    Long due() {
        if (frozen || closed) {
            return null;
        }
        Long first = requests.isTimed() ? (Long) requests.due() : null;
        Long second = answers.isTimed() ? (Long) answers.due() : null;
        return first == null || (second != null && second - first < 0) ? second : first;
    }

    boolean isClosed() {
        return closed;
    }

    /** Breaks both connections so that their other ends see a reset. */
    void reset() {
        closed = true;
        Sockets.reset(client);
        Sockets.reset(server);
    }

    void close() {
        closed = true;
        Sockets.close(client);
        Sockets.close(server);
    }
}
