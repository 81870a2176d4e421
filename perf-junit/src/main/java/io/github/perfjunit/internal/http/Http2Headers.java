// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.http2.hpack.HPackException;
import org.apache.hc.core5.http2.hpack.HeaderListConstraintException;
import org.apache.hc.core5.util.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Packs and unpacks header fields (RFC 7541) with the tables of one connection. */
final class Http2Headers {

    /** Maximum size of one head in bytes, packed and unpacked. */
    static final int MOST = HeadLimits.BYTES;

    /** Size of a table unless a setting changes it. */
    static final int TABLE = 4096;

    // RFC 9113, section 8.2.2: fields about an HTTP/1.1 connection, which a server must reject. Host is sent as the
    // authority.
    private static final Set<String> DROPPED =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "te", "host");

    private static final Map<String, String> LOWER = Map.of(
            "User-Agent", "user-agent",
            "Accept-Encoding", "accept-encoding",
            "Content-Type", "content-type",
            "Content-Length", "content-length",
            "Accept", "accept",
            "Authorization", "authorization",
            "Cookie", "cookie",
            "Host", "host");

    private final HPackEncoder encoder = new HPackEncoder(TABLE, (@Nullable Charset) null);
    private final HPackDecoder decoder = new HPackDecoder(TABLE, (@Nullable Charset) null);
    private final ByteArrayBuffer packed = new ByteArrayBuffer(256);

    Http2Headers() {
        decoder.setMaxListSize(MOST);
    }

    /** Fails with a {@code LinkageError} unless the library is there. */
    static boolean isUsable() {
        return H2Error.values().length > 0 && new Http2Headers().packed.isEmpty();
    }

    /** Applies the server's limit for the table of the client, which never exceeds the default size. */
    void limitTable(int bytes) {
        encoder.setMaxTableSize(bytes < 0 || bytes > TABLE ? TABLE : bytes);
    }

    /** Packs the head of a request; the result is valid until the next one. */
    ByteArrayBuffer pack(HttpRequest request, Origin origin) {
        packed.clear();
        try {
            Header host = request.getFirstHeader("Host");
            add(":method", request.getMethod());
            add(":scheme", origin.tls() ? "https" : "http");
            add(":authority", host == null ? origin.hostHeader().getValue() : host.getValue());
            // Paths that differ each time would push everything else out of the table.
            encoder.encodeHeader(packed, ":path", request.getPath(), true);
            for (Iterator<Header> fields = request.headerIterator(); fields.hasNext(); ) {
                Header field = fields.next();
                String name = lower(field.getName());
                if (!DROPPED.contains(name)) {
                    add(name, field.getValue());
                }
            }
            return packed;
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("header fields are of one byte each character", e);
        }
    }

    /** Unpacks a head or trailers. */
    List<Header> unpack(ByteBuffer block) throws H2ConnectionException {
        try {
            return decoder.decodeHeaders(block);
        } catch (HeaderListConstraintException e) {
            throw new H2ConnectionException(H2Error.ENHANCE_YOUR_CALM, HeadLimits.TOO_MANY_BYTES);
        } catch (HPackException | RuntimeException e) {
            throw new H2ConnectionException(H2Error.COMPRESSION_ERROR, "its header fields cannot be unpacked");
        }
    }

    private void add(String name, @Nullable String value) throws CharacterCodingException {
        encoder.encodeHeader(packed, name, value == null ? "" : value, false);
    }

    private static String lower(String name) {
        String known = LOWER.get(name);
        return known == null ? name.toLowerCase(Locale.ROOT) : known;
    }
}
