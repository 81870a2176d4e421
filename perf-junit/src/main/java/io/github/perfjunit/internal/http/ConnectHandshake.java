// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** Opens a tunnel through an HTTP proxy (RFC 9110, section 9.3.6). */
final class ConnectHandshake {

    private static final int LONGEST_HEAD = 16_384;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})(?: ([^\r\n]*))?\r?\n");

    private final String proxy;
    private final Origin origin;
    private final @Nullable Header authorization;

    ConnectHandshake(String proxy, Origin origin, @Nullable Header authorization) {
        this.proxy = proxy;
        this.origin = origin;
        this.authorization = authorization;
    }

    void run(Socket socket) throws IOException, Broken {
        StringBuilder request = new StringBuilder("CONNECT " + origin + " HTTP/1.1\r\nHost: " + origin + "\r\n");
        if (authorization != null) {
            request.append(authorization.getName())
                    .append(": ")
                    .append(authorization.getValue())
                    .append("\r\n");
        }
        request.append("User-Agent: perf-junit\r\n\r\n");
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
        Matcher status = STATUS.matcher(head(socket.getInputStream()));
        if (!status.lookingAt()) {
            throw new Broken(ProxyRoute.KIND, proxy + " sent no valid HTTP/1.1 answer");
        }
        int code = Integer.parseInt(status.group(1));
        if (code < 200 || code > 299) {
            String reason = status.group(2) == null ? "" : status.group(2);
            throw new Broken(
                    ProxyRoute.KIND,
                    proxy + " refused a tunnel to " + origin + ": "
                            + ProxyRoute.refusal(code, reason, authorization != null));
        }
    }

    /** Reads up to the empty line and not a byte more: further bytes belong to the origin. */
    private String head(InputStream in) throws IOException, Broken {
        ByteArrayOutputStream head = new ByteArrayOutputStream(256);
        int lineLength = 0;
        while (head.size() < LONGEST_HEAD) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("it closed the connection");
            }
            head.write(b);
            if (b == '\n') {
                if (lineLength == 0) {
                    return head.toString(StandardCharsets.ISO_8859_1);
                }
                lineLength = 0;
            } else if (b != '\r') {
                lineLength++;
            }
        }
        throw new Broken(ProxyRoute.KIND, proxy + " sent a head of more than 16 KiB");
    }
}
