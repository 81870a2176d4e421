// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.net.Socket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.MessageSupport;

/** One connection to an origin: sends a request, reads its answer, and knows whether another one may follow. */
final class Connection {

    private static final int MOST_INTERIM = 20;

    private final Origin origin;
    private final Socket socket;
    private final Wire wire;
    private boolean reusable = true;
    private boolean answered;
    private long lastUsed;

    Connection(Origin origin, Socket socket, Wire wire, long now) {
        this.origin = origin;
        this.socket = socket;
        this.wire = wire;
        this.lastUsed = now;
    }

    Origin origin() {
        return origin;
    }

    Socket socket() {
        return socket;
    }

    long bytesSent() {
        return wire.output().count();
    }

    long bytesReceived() {
        return wire.input().count();
    }

    boolean isReusable() {
        return reusable;
    }

    /** Tells whether any byte of the last answer arrived. */
    boolean isAnswered() {
        return answered;
    }

    long lastUsed() {
        return lastUsed;
    }

    void used(long now) {
        lastUsed = now;
    }

    /** Tells whether the server closed the connection meanwhile, or sent what nobody asked for; takes up to 1 ms. */
    boolean isStale() {
        try {
            return wire.isStale() || wire.hasLeftover();
        } catch (IOException e) {
            return true;
        }
    }

    void close() {
        reusable = false;
        Guard.closeQuietly(socket);
    }

    /** Sends a request and reads the whole answer; after a failure the connection is of no use any more. */
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

    private byte[] decoded(ClassicHttpResponse head, byte[] body) throws Broken {
        if (body.length == 0) {
            return body;
        }
        Header coding = head.getFirstHeader("Content-Encoding");
        if (coding == null || head.countHeaders("Content-Encoding") > 1) {
            return body;
        }
        String name = coding.getValue();
        return "gzip".equalsIgnoreCase(name) || "x-gzip".equalsIgnoreCase(name)
                ? BodyReader.gunzip(body, origin, BodyReader.LARGEST)
                : body;
    }
}
