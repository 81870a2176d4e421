// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Checks an idle connection without waiting. */
final class Peek {

    // Time for a nearby server to respond.
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(5);

    private Peek() {}

    /**
     * Returns whether the other side has ended the connection; called by the thread that uses it, when no byte waits to
     * be read. A byte that comes just then is lost, and counts as the end.
     */
    static boolean isEnded(Socket socket) throws IOException {
        SocketChannel channel = socket.getChannel();
        if (channel == null) {
            return false;
        }
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    /**
     * Returns whether the other side, which has ended the connection, then refused what was sent to it. A server that
     * has read a whole request and closes sends an end alone (FIN). An end and a reset (RST) come from one that had
     * closed before the request arrived (RFC 9293, section 3.10.7.1), or without having read all of it, so that it
     * cannot have carried it out. This applies only to requests sent as one segment. Takes some milliseconds, and sends
     * a line end, because only a write reveals the reset.
     */
    static boolean isRefused(Socket socket) {
        LockSupport.parkNanos(PATIENCE);
        try {
            socket.getOutputStream().write('\n');
            return false;
        } catch (IOException e) {
            return !socket.isClosed();
        }
    }
}
