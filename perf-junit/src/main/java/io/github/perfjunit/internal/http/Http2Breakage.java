// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.EOFException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;

/** Finds the kind and the message for a failure of an HTTP/2 connection. */
final class Http2Breakage {

    private Http2Breakage() {}

    /** The connection broke during an exchange. */
    static Broken of(Exception e, Origin origin, boolean answered, int leavingCode) {
        if (e instanceof H2ConnectionException) {
            return new Broken("protocol", origin + " sent no valid HTTP/2: " + Breakage.said(e));
        }
        Broken broken = Breakage.of(e, origin, answered);
        return leavingCode == 0
                ? broken
                : new Broken(broken.kind(), broken.sentence() + " (" + name(leavingCode) + ")", e);
    }

    /** The server did not confirm that it speaks HTTP/2. */
    static Broken noHttp2(Exception e, Origin origin) {
        String reason =
                switch (e instanceof EOFException
                        ? "end"
                        : Breakage.of(e, origin, false).kind()) {
                    case "end", "closed", "reset" -> "it closed the connection";
                    case "tls" -> "TLS failed: " + Breakage.said(e);
                    default -> e instanceof H2ConnectionException ? "it sent something else" : Breakage.said(e);
                };
        return new Broken("protocol", origin + " does not speak HTTP/2: " + reason, e);
    }

    /** The server ended one stream. */
    static Broken reset(Origin origin, int code, boolean answered) {
        if (code == H2Error.HTTP_1_1_REQUIRED.getCode()) {
            return new Broken("protocol", origin + " wants HTTP/1.1 for this request (HTTP_1_1_REQUIRED)");
        }
        String when = answered ? "in the middle of its answer" : "before it answered";
        return new Broken("reset", origin + " reset the stream " + when + " (" + name(code) + ")");
    }

    /** The server goes away and has not processed the request. */
    static Broken left(Origin origin, int code) {
        String reason = code == 0 ? "" : " (" + name(code) + ")";
        return new Broken("closed", origin + " closed the connection before it answered" + reason);
    }

    private static String name(int code) {
        H2Error known = H2Error.getByCode(code);
        return known == null ? "error " + Integer.toUnsignedString(code) : known.name();
    }
}
