// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Looks at an idle connection without waiting. */
final class Peek {

    private Peek() {}

    /**
     * Tells whether the other side has ended the connection; called by the thread that uses it, when no byte waits to be
     * read. A byte that comes just then is lost, and counts as the end.
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
}
