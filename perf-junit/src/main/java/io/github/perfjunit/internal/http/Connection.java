// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.net.Socket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** One connection to an origin: sends a request, reads its answer, and decides whether it can be reused. */
abstract class Connection {

    private final Origin origin;
    private final Socket socket;
    private long lastUsed;

    Connection(Origin origin, Socket socket, long now) {
        this.origin = origin;
        this.socket = socket;
        this.lastUsed = now;
    }

    final Origin origin() {
        return origin;
    }

    final Socket socket() {
        return socket;
    }

    final long lastUsed() {
        return lastUsed;
    }

    final void used(long now) {
        lastUsed = now;
    }

    abstract long bytesSent();

    abstract long bytesReceived();

    abstract boolean isReusable();

    /** Returns whether any byte of the last answer arrived. */
    abstract boolean isAnswered();

    /**
     * Returns whether the server reported that it did not process the last request, so that any request may be
     * repeated.
     */
    abstract boolean isRefused();

    /** Returns whether the server has closed the connection or sent unexpected bytes; takes up to 1 ms. */
    abstract boolean isStale();

    /**
     * Returns, without waiting, whether the server has closed the connection or sent unexpected bytes: for requests
     * that must not be repeated. Costs some 2 µs.
     */
    abstract boolean isLost();

    /** Returns whether unexpected bytes arrived, which must not become the answer to the next request. */
    abstract boolean hasUnasked();

    abstract void close();

    /** Sends a request and reads the whole answer. */
    abstract ReceivedResponse exchange(ClassicHttpRequest request, Reception reception) throws Broken;

    /** Returns whether the body of an answer must be unpacked. */
    static boolean isPacked(HttpResponse head) {
        Header coding = head.getFirstHeader("Content-Encoding");
        if (coding == null || head.countHeaders("Content-Encoding") > 1) {
            return false;
        }
        String name = coding.getValue();
        return "gzip".equalsIgnoreCase(name) || "x-gzip".equalsIgnoreCase(name);
    }
}
