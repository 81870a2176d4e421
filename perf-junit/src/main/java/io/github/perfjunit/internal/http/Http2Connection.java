// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/2 with one request at a time, read by the user's own thread.
 *
 * <p>It stays usable if only a stream failed.
 */
final class Http2Connection extends Connection {

    private static final int MOST_STALE_FRAMES = 100;

    // Time for a server to ask for a body.
    private static final long LONGEST_HOLD = TimeUnit.SECONDS.toNanos(1);

    private final Origin origin;
    private final Socket top;
    private final Http2Session session;
    private boolean reusable = true;
    private boolean refused;
    private boolean answered;
    private long sent;
    private long received;

    private Http2Connection(Origin origin, Socket socket, Socket top, Http2Session session, long now) {
        super(origin, socket, now);
        this.origin = origin;
        this.top = top;
        this.session = session;
    }

    /**
     * Begins HTTP/2 on an open connection, with prior knowledge or after both sides agreed on it.
     *
     * @param origin the origin
     * @param socket the connection
     * @param tls TLS over it; null for clear text
     */
    static Connection over(Origin origin, Socket socket, @Nullable Socket tls) throws IOException, Broken {
        Socket top = tls == null ? socket : tls;
        Http2Session session =
                new Http2Session(origin, new Http2Input(top.getInputStream()), new Http2Output(top.getOutputStream()));
        try {
            session.begin();
        } catch (IOException | RuntimeException e) {
            Guard.closeQuietly(socket);
            throw Http2Breakage.noHttp2(e, origin);
        }
        return new Http2Connection(origin, socket, top, session, System.nanoTime());
    }

    @Override
    long bytesSent() {
        return sent;
    }

    @Override
    long bytesReceived() {
        return received;
    }

    @Override
    boolean isReusable() {
        return reusable && session.isUsable();
    }

    @Override
    boolean isAnswered() {
        return answered;
    }

    @Override
    boolean isRefused() {
        return refused;
    }

    /** Also answers frames that the server sent meanwhile, such as a PING. */
    @Override
    boolean isStale() {
        try {
            top.setSoTimeout(1);
            try {
                for (int i = 0; i < MOST_STALE_FRAMES && session.isUsable(); i++) {
                    session.step();
                }
            } catch (SocketTimeoutException e) {
                // No more bytes, as expected.
                return !session.isUsable();
            } finally {
                top.setSoTimeout(0);
            }
        } catch (IOException | RuntimeException e) {
            return true;
        }
        return true;
    }

    @Override
    void close() {
        reusable = false;
        Guard.closeQuietly(socket());
    }

    @Override
    boolean isLost() {
        try {
            return socket().getInputStream().available() > 0 ? isStale() : Peek.isEnded(socket());
        } catch (IOException e) {
            return true;
        }
    }

    /** Frames of the connection may arrive at any time. */
    @Override
    boolean hasUnasked() {
        return false;
    }

    @Override
    ReceivedResponse exchange(ClassicHttpRequest request, Reception reception) throws Broken {
        Http2Answer answer = new Http2Answer(request, origin, reception);
        Http2Stream stream = new Http2Stream(request, answer);
        long size = 0;
        try {
            session.send(stream);
            if (stream.upload().isHeld()) {
                awaitWord(stream);
            }
            if (!reception.isKept()) {
                size = count(stream, reception);
            }
            session.await(stream);
        } catch (StreamedContent.OwnFault e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (!stream.isDone()) {
                throw Http2Breakage.of(e, origin, stream.received() > 0, session.leavingCode());
            }
        } finally {
            sent += stream.sent();
            received += stream.received();
            answered = stream.received() > 0;
            refused = stream.isRefused();
            reusable = stream.isDone() && !refused;
        }
        Broken failure = stream.failure();
        if (failure != null) {
            throw failure;
        }
        ClassicHttpResponse head = Objects.requireNonNull(answer.head());
        if (!reception.isKept()) {
            return new DiscardedResponse(head, size);
        }
        byte[] body = answer.body();
        return new ReceivedResponse(
                head, body.length > 0 && isPacked(head) ? BodyReader.gunzip(body, origin, reception) : body);
    }

    private long count(Http2Stream stream, Reception reception) throws IOException, Broken {
        session.awaitHead(stream);
        ClassicHttpResponse head = stream.answer().head();
        boolean packed = head != null && isPacked(head);
        return new BodyCounter(origin, reception.limit()).count(new Http2Body(session, stream), -1, packed);
    }

    private void awaitWord(Http2Stream stream) throws IOException {
        long until = System.nanoTime() + LONGEST_HOLD;
        try {
            while (stream.upload().isHeld()
                    && !stream.isDone()
                    && stream.answer().head() == null) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                top.setSoTimeout((int) Math.max(1, left));
                session.step();
            }
        } catch (SocketTimeoutException e) {
            session.release(stream);
        } finally {
            top.setSoTimeout(0);
        }
    }
}
