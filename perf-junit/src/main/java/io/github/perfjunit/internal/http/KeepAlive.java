// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;

/** Decides whether another request may follow on the same connection (RFC 9112, section 9.3). */
final class KeepAlive {

    private KeepAlive() {}

    /** HttpCore decides; the usual exchange is recognized without parsing its fields. */
    static boolean allows(ClassicHttpRequest request, ClassicHttpResponse head) {
        return isUsual(request, head)
                || (!isOldAndUnclear(head) && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, head, null));
    }

    private static boolean isUsual(ClassicHttpRequest request, ClassicHttpResponse head) {
        return HttpVersion.HTTP_1_1.equals(head.getVersion())
                && head.getCode() != HttpStatus.SC_NO_CONTENT
                && isPlain(head)
                && head.countHeaders("Content-Length") == 1
                && !head.containsHeader("Transfer-Encoding")
                && !request.containsHeader("Connection")
                && !request.containsHeader("Transfer-Encoding");
    }

    private static boolean isPlain(ClassicHttpResponse head) {
        Header connection = head.getFirstHeader("Connection");
        return connection == null
                ? !head.containsHeader("Proxy-Connection")
                : "keep-alive".equalsIgnoreCase(connection.getValue()) && head.countHeaders("Connection") == 1;
    }

    // HttpCore also keeps an HTTP/1.0 connection with both keep-alive and close.
    private static boolean isOldAndUnclear(ClassicHttpResponse head) {
        if (head.getVersion().greaterEquals(HttpVersion.HTTP_1_1)) {
            return false;
        }
        Header option = head.getFirstHeader("Connection");
        return option == null
                || !"keep-alive".equalsIgnoreCase(option.getValue())
                || head.countHeaders("Connection") > 1;
    }
}
