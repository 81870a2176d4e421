// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.net.Socket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.MessageSupport;

/** A connection of HTTP/1.1; after a failure it is of no use any more. */
final class Http1Connection extends Connection {

    private static final int MOST_INTERIM = 20;

    private final Origin origin;
    private final Socket socket;
    private final Wire wire;
    private boolean reusable = true;
    private boolean answered;

    Http1Connection(Origin origin, Socket socket, Wire wire, long now) {
        super(origin, socket, now);
        this.origin = origin;
        this.socket = socket;
        this.wire = wire;
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
        return false;
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
    void close() {
        reusable = false;
        Guard.closeQuietly(socket);
    }

    @Override
    ReceivedResponse exchange(ClassicHttpRequest request) throws Broken {
        long before = wire.input().count();
        reusable = false;
        answered = false;
        try {
            send(request);
            ClassicHttpResponse head = receiveHead();
            byte[] body = receiveBody(request, head);
            reusable = KeepAlive.allows(request, head) && !wire.hasLeftover() && wire.isConsistent();
            return new ReceivedResponse(head, decoded(head, body));
        } catch (IOException | HttpException | RuntimeException e) {
            throw Breakage.of(e, origin, wire.input().count() > before);
        } finally {
            answered = wire.input().count() > before;
        }
    }

    private void send(ClassicHttpRequest request) throws IOException, HttpException {
        try {
            wire.sendRequestHeader(request);
            wire.sendRequestEntity(request);
            wire.flush();
        } catch (IOException e) {
            // A server may answer and close without reading a long body (RFC 9112, section 9.5): the answer counts.
            if (request.getEntity() == null || socket.isClosed()) {
                throw e;
            }
        }
    }

    private ClassicHttpResponse receiveHead() throws IOException, HttpException, Broken {
        for (int interim = 0; interim <= MOST_INTERIM; interim++) {
            ClassicHttpResponse head = wire.receiveResponseHeader();
            if (wire.input().isEnded()) {
                throw Breakage.closed(origin, true);
            }
            if (head.getCode() >= 200) {
                return head;
            }
            if (head.getCode() == 101) {
                throw new Broken("protocol", origin + " switched to another protocol, which was not asked for");
            }
        }
        throw new Broken("protocol", origin + " sent more than " + MOST_INTERIM + " interim answers");
    }

    private byte[] receiveBody(ClassicHttpRequest request, ClassicHttpResponse head)
            throws IOException, HttpException, Broken {
        if (!MessageSupport.canResponseHaveBody(request.getMethod(), head)) {
            return BodyReader.EMPTY;
        }
        wire.receiveResponseEntity(head);
        HttpEntity entity = head.getEntity();
        head.setEntity(null);
        if (entity == null) {
            throw new ProtocolException("no body");
        }
        long declared = entity.getContentLength();
        byte[] body = BodyReader.read(entity.getContent(), declared, origin, BodyReader.LARGEST);
        if (wire.input().isEnded() && (declared >= 0 || entity.isChunked())) {
            throw Breakage.closed(origin, true);
        }
        return body;
    }
}
