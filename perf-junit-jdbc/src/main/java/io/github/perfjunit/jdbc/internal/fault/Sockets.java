// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Closing and breaking of what may be broken already. */
final class Sockets {

    private Sockets() {}

    /** Closes it; that it was broken tells nobody anything new. */
    static void close(@Nullable Closeable socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            return; // its descriptor is free even so
        }
    }

    /** Closes it so that its other end sees a reset. */
    static void reset(SocketChannel socket) {
        try {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            return; // broken already, which is what was wanted
        } finally {
            close(socket);
        }
    }
}
