// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.spi.ErrorKind;
import java.io.EOFException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.NotImplementedException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;

/**
 * Finds the kind and the message for a failure of a connection.
 *
 * <p>Messages of HttpCore quote data of the server, which may be a cookie, so they are used neither in the message nor
 * as a cause.
 */
final class Breakage {

    private Breakage() {}

    static Broken of(Exception e, Origin origin, boolean answered) {
        if (ErrorKind.isTls(e)) {
            return new Broken("tls", "TLS with " + origin + " failed: " + said(e), e);
        }
        if (e instanceof RuntimeException) {
            return new Broken(
                    "protocol",
                    "answer of " + origin + " could not be read: "
                            + e.getClass().getSimpleName(),
                    e);
        }
        if (isClosed(e)) {
            return closed(origin, answered);
        }
        if (e instanceof HttpException
                || e instanceof MalformedChunkCodingException
                || e instanceof MessageConstraintException) {
            String reason = malformed(e);
            return new Broken("protocol", origin + " sent no valid HTTP/1.1 answer: " + reason);
        }
        return ErrorKind.isReset(e)
                ? new Broken("reset", origin + " reset the connection " + when(answered), e)
                : new Broken("io", "exchange with " + origin + " failed: " + said(e), e);
    }

    static Broken closed(Origin origin, boolean answered) {
        return new Broken("closed", origin + " closed the connection " + when(answered));
    }

    static String said(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : ForeignText.clean(message);
    }

    private static String when(boolean answered) {
        return answered ? "in the middle of its answer" : "before it answered";
    }

    private static boolean isClosed(Exception e) {
        return e instanceof NoHttpResponseException
                || e instanceof ConnectionClosedException
                || e instanceof TruncatedChunkException
                || e instanceof EOFException;
    }

    private static String malformed(Exception e) {
        if (e instanceof ParseException) {
            return "its status line or a header field is malformed";
        }
        if (e instanceof HeadLimits.Passed) {
            return said(e);
        }
        if (e instanceof MessageConstraintException) { // of the body, which HttpCore reads by itself
            return said(e).contains("line") ? HeadLimits.TOO_LONG_LINE_OF_BODY : HeadLimits.TOO_MANY_TRAILERS;
        }
        if (e instanceof MalformedChunkCodingException) {
            return "the chunks of its body are malformed";
        }
        if (e instanceof UnsupportedHttpVersionException) {
            return "it is of another version of HTTP";
        }
        if (e instanceof NotImplementedException) {
            return "it has an unknown transfer coding";
        }
        return "the length of its body is malformed or ambiguous";
    }
}
