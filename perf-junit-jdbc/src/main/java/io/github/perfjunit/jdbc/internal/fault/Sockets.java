// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Closing of what may be broken already. */
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
}
