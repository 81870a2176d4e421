// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends content after its head, in pieces, and only as long as the server has not given a final answer.
 *
 * <p>A server may answer without reading a long body (RFC 9112, section 9.5), or ask for it first (RFC 9110, section
 * 10.1.1).
 */
final class Upload {

    /** Time for the server to ask for the body, the same as in curl. */
    static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

    private static final int PIECE = 16 << 10;

    private final Wire wire;
    private final HeadReader heads;
    private final Socket socket;
    private boolean whole;
    private @Nullable IOException failure;

    Upload(Wire wire, HeadReader heads, Socket socket) {
        this.wire = wire;
        this.heads = heads;
        this.socket = socket;
    }

    /** Returns whether all of the content was sent. */
    boolean isWhole() {
        return whole;
    }

    /** Returns the failure to send the content, null if there was none. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Sends the content; returns the final answer that came before its end, null if there is none yet. */
    @Nullable
    ClassicHttpResponse send(Content content) throws IOException, HttpException, Broken {
        if (content.isAwaited()) {
            ClassicHttpResponse answer = awaited();
            if (answer != null) {
                return answer;
            }
        }
        byte[] piece = new byte[(int) Math.max(1, Math.min(PIECE, content.getContentLength()))];
        try (InputStream in = content.getContent()) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                ClassicHttpResponse early = early();
                if (early != null || !written(piece, count)) {
                    return early;
                }
            }
        }
        whole = true;
        return null;
    }

    // The server may have answered before it closed the connection.
    private boolean written(byte[] piece, int count) throws IOException {
        try {
            wire.output().write(piece, 0, count);
            return true;
        } catch (IOException e) {
            if (socket.isClosed()) {
                throw e;
            }
            failure = e;
            return false;
        }
    }

    private @Nullable ClassicHttpResponse awaited() throws IOException, HttpException, Broken {
        long until = System.nanoTime() + LONGEST_WAIT;
        while (true) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0
                    || (!wire.isDataAvailable(Timeout.ofMilliseconds(left))
                            && !wire.input().isEnded())) {
                return null;
            }
            ClassicHttpResponse head = heads.next();
            if (HeadReader.isFinal(head)) {
                return head;
            }
            if (head.getCode() == 100) {
                return null;
            }
        }
    }

    private @Nullable ClassicHttpResponse early() throws IOException, HttpException, Broken {
        while (wire.hasInput()) {
            ClassicHttpResponse head = heads.next();
            if (HeadReader.isFinal(head)) {
                return head;
            }
        }
        return null;
    }
}
