// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.net.Socket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.MessageSupport;
import org.jspecify.annotations.Nullable;

/** A connection of HTTP/1.1; it cannot be used after a failure. */
final class Http1Connection extends Connection {

    // Fits into one segment on every network, including TLS.
    private static final int SEGMENT = 1200;

    private final Origin origin;
    private final Socket socket;
    private final Wire wire;
    private final HeadReader heads;
    private boolean reusable = true;
    private boolean answered;
    private boolean used;
    private boolean refused;
    private boolean ambiguous;
    private boolean sentWhole;
    private @Nullable IOException sendFailure;

    Http1Connection(Origin origin, Socket socket, Wire wire, long now) {
        super(origin, socket, now);
        this.origin = origin;
        this.socket = socket;
        this.wire = wire;
        this.heads = new HeadReader(origin, wire);
    }

    @Override
    long bytesSent() {
        return wire.output().count();
    }

    @Override
    long bytesReceived() {
        return wire.input().count();
    }

    @Override
    boolean isReusable() {
        return reusable;
    }

    @Override
    boolean isAnswered() {
        return answered;
    }

    @Override
    boolean isRefused() {
        return refused;
    }

    @Override
    boolean isStale() {
        try {
            return wire.isStale() || wire.hasLeftover();
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    boolean isLost() {
        try {
            boolean more = wire.hasLeftover() || socket.getInputStream().available() > 0;
            return more ? isStale() : Peek.isEnded(socket);
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    boolean hasUnasked() {
        try {
            return wire.hasInput();
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    void close() {
        reusable = false;
        Guard.closeQuietly(socket);
    }

    @Override
    ReceivedResponse exchange(ClassicHttpRequest request, Reception reception) throws Broken {
        long before = wire.input().count();
        long sentBefore = wire.output().count();
        boolean first = !used;
        used = true;
        refused = false;
        reusable = false;
        answered = false;
        ambiguous = false;
        sendFailure = null;
        heads.begin();
        try {
            ClassicHttpResponse early = send(request);
            ClassicHttpResponse head = early == null ? heads.last() : early;
            ReceivedResponse response = receive(request, head, reception);
            reusable = sentWhole
                    && !ambiguous
                    && KeepAlive.allows(request, head)
                    && !hasLeftover(response)
                    && wire.isConsistent();
            return response;
        } catch (StreamedContent.OwnFault e) {
            throw e;
        } catch (IOException | HttpException | RuntimeException e) {
            boolean begun = wire.input().count() > before;
            // If sending the content failed and there was no answer either, the first of the two failures is reported.
            Broken broken = Breakage.of(sendFailure == null || begun ? e : sendFailure, origin, begun);
            boolean inOnePiece = wire.output().count() - sentBefore <= SEGMENT;
            refused = !first
                    && !begun
                    && inOnePiece
                    && broken.kind().equals("closed")
                    && !Outgoing.isIdempotent(request.getMethod())
                    && Peek.isRefused(socket);
            throw broken;
        } finally {
            answered = wire.input().count() > before;
        }
    }

    /** Returns the final head if it came before the content was sent. */
    private @Nullable ClassicHttpResponse send(ClassicHttpRequest request) throws IOException, HttpException, Broken {
        HttpEntity content = request.getEntity();
        Content inPieces = content instanceof Content ours && ours.isInPieces() ? ours : null;
        sentWhole = true;
        try {
            wire.sendRequestHeader(request);
            if (inPieces == null) {
                wire.sendRequestEntity(request);
            }
            wire.flush();
        } catch (IOException e) {
            // A server may answer and close without reading the body (RFC 9112, section 9.5): the answer counts.
            if (content == null || socket.isClosed()) {
                throw e;
            }
            sentWhole = false;
            sendFailure = e;
            return null;
        }
        if (inPieces == null) {
            return null;
        }
        Upload upload = new Upload(wire, heads, socket);
        ClassicHttpResponse early = upload.send(inPieces);
        sentWhole = upload.isWhole();
        sendFailure = upload.failure();
        return early;
    }

    private ReceivedResponse receive(ClassicHttpRequest request, ClassicHttpResponse head, Reception reception)
            throws IOException, HttpException, Broken {
        if (!MessageSupport.canResponseHaveBody(request.getMethod(), head)) {
            return reception.isKept() ? new ReceivedResponse(head, BodyReader.EMPTY) : new DiscardedResponse(head, 0);
        }
        if (isSigned(head.getFirstHeader("Content-Length"))) {
            throw new ProtocolException("Length with a sign"); // which HttpCore accepts
        }
        wire.receiveResponseEntity(head);
        HttpEntity entity = head.getEntity();
        head.setEntity(null);
        if (entity == null) {
            throw new ProtocolException("no body");
        }
        long declared = entity.getContentLength();
        boolean chunked = entity.isChunked();
        // Readers of the one and of the other may disagree on the beginning of the next answer (RFC 9112, section 6.3).
        ambiguous = chunked
                && (head.containsHeader("Content-Length") || head.getVersion().lessEquals(HttpVersion.HTTP_1_0));
        if (!reception.isKept()) {
            BodyCounter counter = new BodyCounter(origin, reception.limit());
            long size = counter.count(entity.getContent(), declared, isPacked(head));
            checkEnd(declared >= 0 || chunked);
            return new DiscardedResponse(head, size);
        }
        byte[] body = BodyReader.read(entity.getContent(), declared, origin, reception);
        checkEnd(declared >= 0 || chunked);
        return new ReceivedResponse(
                head, body.length > 0 && isPacked(head) ? BodyReader.gunzip(body, origin, reception) : body);
    }

    // The last bytes of a long body are read past the buffer, and further bytes are still in the socket.
    private boolean hasLeftover(ReceivedResponse response) throws IOException {
        return response.size() > Wire.BUFFER ? wire.hasInput() : wire.hasLeftover();
    }

    private static boolean isSigned(@Nullable Header length) {
        String value = length == null ? null : length.getValue();
        return value != null && !value.isEmpty() && (value.charAt(0) == '+' || value.charAt(0) == '-');
    }

    private void checkEnd(boolean framed) throws Broken {
        if (framed && wire.input().isEnded()) {
            throw Breakage.closed(origin, true);
        }
    }
}
