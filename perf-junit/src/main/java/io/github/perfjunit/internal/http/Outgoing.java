// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.spi.SecretNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * A request to one target. Immutable.
 *
 * @param method the method
 * @param target the target
 * @param headers fields set by the user, which override those that the client would add
 * @param content the body; null if there is none
 * @param reception treatment of the body of its answer
 */
record Outgoing(
        String method,
        RequestTarget target,
        List<Header> headers,
        @Nullable Content content,
        Reception reception) {

    private static final Header USER_AGENT = new HeadWriter.Encoded("User-Agent", "perf-junit");
    private static final Header ACCEPT_ENCODING = new HeadWriter.Encoded("Accept-Encoding", "gzip");
    private static final Header EXPECT_CONTINUE = new HeadWriter.Encoded("Expect", "100-continue");
    private static final Header NO_CONTENT = new HeadWriter.Encoded("Content-Length", "0");

    boolean isIdempotent() {
        return isIdempotent(method);
    }

    /** Returns whether a request may be sent again if its outcome is unknown (RFC 9110, section 9.2.2). */
    static boolean isIdempotent(String method) {
        return switch (method) {
            case "GET", "HEAD", "PUT", "DELETE", "OPTIONS" -> true;
            default -> false;
        };
    }

    /** Returns the request that follows a redirect. */
    Outgoing redirected(int status, RequestTarget to) {
        boolean toGet = Redirects.becomesGet(status, method);
        List<Header> kept = new ArrayList<>(headers);
        if (!to.origin().equals(target.origin())) {
            kept.removeIf(field -> isSecret(field) || is(field, "Host"));
        }
        if (toGet) {
            kept.removeIf(field -> field.getName().regionMatches(true, 0, "Content-", 0, 8));
        }
        return toGet
                ? new Outgoing("GET", to, kept, null, reception)
                : new Outgoing(method, to, kept, content, reception);
    }

    /** Returns the message for the wire. A cookie header set by the user replaces that of the store. */
    ClassicHttpRequest message(@Nullable Header cookies) {
        BasicClassicHttpRequest message = new BasicClassicHttpRequest(method, (HttpHost) null, target.path());
        if (headers.isEmpty()) {
            message.addHeader(target.origin().hostHeader());
            message.addHeader(USER_AGENT);
            message.addHeader(ACCEPT_ENCODING);
        } else {
            addUnlessSet(message, target.origin().hostHeader());
            addUnlessSet(message, USER_AGENT);
            addUnlessSet(message, ACCEPT_ENCODING);
            for (Header field : headers) {
                message.addHeader(field);
            }
        }
        if (cookies != null && !message.containsHeader("Cookie")) {
            message.addHeader(cookies);
        }
        addBody(message);
        return message;
    }

    private void addBody(BasicClassicHttpRequest message) {
        if (content != null) {
            message.addHeader(new BasicHeader("Content-Length", content.getContentLength()));
            addUnlessSet(message, new BasicHeader("Content-Type", content.getContentType()));
            if (content.isAwaited()) {
                message.addHeader(EXPECT_CONTINUE);
            }
            message.setEntity(content);
        } else if (method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
            message.addHeader(NO_CONTENT);
        }
    }

    private void addUnlessSet(BasicClassicHttpRequest message, Header field) {
        for (Header own : headers) {
            if (is(own, field.getName())) {
                return;
            }
        }
        message.addHeader(field);
    }

    private static boolean isSecret(Header field) {
        return field.isSensitive() || SecretNames.isSecret(field.getName());
    }

    private static boolean is(Header field, String name) {
        return field.getName().equalsIgnoreCase(name);
    }
}
