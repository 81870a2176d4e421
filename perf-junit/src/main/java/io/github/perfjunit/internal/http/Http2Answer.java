// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http2.impl.DefaultH2ResponseConverter;
import org.jspecify.annotations.Nullable;

/** Assembles an answer from the frames of its stream, and rejects invalid ones (RFC 9113, section 8.1). */
final class Http2Answer {

    private static final int MOST_INTERIM = 20;
    private static final long UNKNOWN = -1;

    private final ClassicHttpRequest request;
    private final Origin origin;
    private final Reception reception;
    private @Nullable ClassicHttpResponse head;
    private byte[] body = BodyReader.EMPTY;
    private int start;
    private int length;
    private long total;
    private long declared = UNKNOWN;
    private int interim;
    private boolean bodyWanted;

    Http2Answer(ClassicHttpRequest request, Origin origin, Reception reception) {
        this.request = request;
        this.origin = origin;
        this.reception = reception;
    }

    /** The head; null until it arrived. */
    @Nullable
    ClassicHttpResponse head() {
        return head;
    }

    /** Returns whether the server asked for the body of the request. */
    boolean isBodyWanted() {
        return bodyWanted;
    }

    /** The body, once it ended. */
    byte[] body() {
        reception.memory().shrink(body.length, length);
        return length == body.length ? body : Arrays.copyOf(body, length);
    }

    /** Takes a head, an informational one or trailers. */
    void take(List<Header> fields, boolean last) throws Broken {
        if (fields.size() > HeadLimits.FIELDS) {
            throw invalid(head == null ? HeadLimits.TOO_MANY_FIELDS : HeadLimits.TOO_MANY_TRAILERS);
        }
        if (head != null) {
            if (!last) {
                throw invalid("header fields follow its body and do not end it");
            }
        } else {
            takeHead(fields, last);
        }
        if (last) {
            end();
        }
    }

    /** Takes a piece of the body. */
    void take(ByteBuffer piece, boolean last) throws Broken {
        ClassicHttpResponse known = head;
        if (known == null) {
            throw invalid("its body begins before its head");
        }
        int count = piece.remaining();
        if (count > 0 && !MessageSupport.canResponseHaveBody(request.getMethod(), known)) {
            throw invalid("it has a body where there must be none");
        }
        long limit = limit();
        if (count > limit - total) {
            throw BodyReader.tooLarge(origin, limit);
        }
        total += count;
        if (length + count > body.length) {
            int longer = grown(count);
            if (reception.isKept()) {
                reception.memory().grow(body.length, longer, origin, limit);
            }
            body = Arrays.copyOf(body, longer);
        }
        piece.get(body, length, count);
        length += count;
        if (last) {
            end();
        }
    }

    /** Returns whether a part of the body has arrived and not been taken. */
    boolean hasPiece() {
        return start < length;
    }

    /** Removes a part of a body that is not kept; below zero if there is none. */
    int drain(byte[] bytes, int offset, int most) {
        int count = Math.min(most, length - start);
        System.arraycopy(body, start, bytes, offset, count);
        start += count;
        if (start == length) {
            start = 0;
            length = 0;
        }
        return count == 0 ? -1 : count;
    }

    private long limit() {
        return reception.isKept() ? reception.arrayLimit() : reception.limit();
    }

    private int grown(int count) {
        if (length == 0 && declared >= count && declared <= BodyReader.BELIEVED) {
            return (int) declared;
        }
        // A short body in one frame is usual, and then the array is the body.
        return length == 0 ? count : (int) Math.min(limit(), Math.max(2L * length, (long) length + count));
    }

    private void takeHead(List<Header> fields, boolean last) throws Broken {
        HttpResponse response = converted(fields);
        int status = response.getCode();
        if (status < 200) {
            if (last) {
                throw invalid("it ends with an interim answer");
            }
            if (status == 101) {
                throw invalid("it switches to another protocol, which HTTP/2 does not allow");
            }
            bodyWanted |= status == 100;
            interim++;
            if (interim > MOST_INTERIM) {
                throw new Broken("protocol", origin + " sent more than " + MOST_INTERIM + " interim answers");
            }
            return;
        }
        BasicClassicHttpResponse classic = new BasicClassicHttpResponse(status, (@Nullable String) null);
        classic.setHeaders(response.getHeaders());
        declared = declared(classic);
        head = classic;
    }

    private HttpResponse converted(List<Header> fields) throws Broken {
        try {
            HttpResponse response = DefaultH2ResponseConverter.INSTANCE.convert(fields);
            if (response.getCode() >= 100 && response.getCode() <= 999) {
                return response;
            }
        } catch (HttpException | RuntimeException e) {
            // The message of the exception quotes the field, which may be a cookie.
            throw invalid("its status or a header field is malformed");
        }
        throw invalid("its status or a header field is malformed");
    }

    private long declared(HttpResponse response) throws Broken {
        Header[] lengths = response.getHeaders("content-length");
        if (lengths.length == 0) {
            return UNKNOWN;
        }
        String text = lengths[0].getValue();
        boolean digits = text != null && !text.isEmpty() && text.length() <= 18;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!digits || lengths.length > 1) {
            throw wrongLength();
        }
        long value = Long.parseLong(text);
        if (value > limit() && MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
            throw BodyReader.tooLarge(origin, limit());
        }
        return value;
    }

    private void end() throws Broken {
        ClassicHttpResponse known = head;
        if (known != null
                && declared != UNKNOWN
                && declared != total
                && MessageSupport.canResponseHaveBody(request.getMethod(), known)) {
            throw wrongLength();
        }
    }

    private Broken wrongLength() {
        return invalid("the length of its body is malformed or not what its head says");
    }

    private Broken invalid(String reason) {
        return new Broken("protocol", origin + " sent no valid HTTP/2 answer: " + reason);
    }
}
