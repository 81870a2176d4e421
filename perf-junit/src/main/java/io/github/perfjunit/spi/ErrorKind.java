// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Short names for failures between a client and its target, the same for all clients, for {@link
 * RequestRecorder#error}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ErrorKind {

    private static final int DEEPEST_CAUSE = 10;

    private ErrorKind() {}

    /**
     * Finds the kind of a client's failure; its causes are looked at as well.
     *
     * @param failure the exception
     * @return {@code dns}, {@code timeout}, {@code tls}, {@code connect}, {@code reset}, {@code closed}, {@code canceled},
     *     {@code interrupted}, {@code protocol}; {@code io} for any other {@link IOException}; else the name of its class
     */
    public static String of(Throwable failure) {
        if (any(failure, e -> e instanceof UnknownHostException || e instanceof UnresolvedAddressException)) {
            return "dns";
        }
        if (any(failure, ErrorKind::isTimeout)) {
            return "timeout";
        }
        // Before the failures that it causes itself: the JDK's client adds the ConnectException of a half-made
        // connection.
        if (any(failure, e -> e instanceof CancellationException || says(e, "canceled"))) {
            return "canceled";
        }
        if (any(failure, ErrorKind::isTls)) {
            return "tls";
        }
        if (any(failure, e -> e instanceof ConnectException || e instanceof NoRouteToHostException)) {
            return "connect";
        }
        if (any(failure, e -> e instanceof InterruptedException || e instanceof InterruptedIOException)) {
            return "interrupted";
        }
        if (any(failure, e -> e instanceof IOException && isReset(e))) {
            return "reset";
        }
        if (any(failure, ErrorKind::isClosed)) {
            return "closed";
        }
        if (any(failure, e -> e instanceof ProtocolException)) {
            return "protocol";
        }
        return any(failure, IOException.class::isInstance) ? "io" : name(failure);
    }

    /**
     * Returns whether the other side reset the connection, or the network broke it.
     *
     * @param failure the exception of reading or writing
     * @return whether its message says so, or that of its cause if it comes from TLS
     */
    public static boolean isReset(Throwable failure) {
        // The messages on Linux, macOS and Windows; there is no exception type for it.
        Throwable io = failure instanceof SSLException ? failure.getCause() : failure;
        return io != null
                && (says(io, "reset") || says(io, "broken pipe") || says(io, "abort") || says(io, "forcibly"));
    }

    /**
     * Returns whether TLS failed, rather than the connection below it.
     *
     * @param failure the exception
     * @return whether it is an {@link SSLException} that was not caused by the socket
     */
    public static boolean isTls(Throwable failure) {
        return failure instanceof SSLException && !(failure.getCause() instanceof SocketException);
    }

    private static boolean isTimeout(Throwable e) {
        return e instanceof HttpTimeoutException
                || e instanceof SocketTimeoutException
                || e instanceof TimeoutException
                || (e instanceof InterruptedIOException && says(e, "timeout")); // OkHttp, for a whole call
    }

    private static boolean isClosed(Throwable e) {
        return e instanceof EOFException
                || e instanceof ClosedChannelException
                || (e instanceof IOException
                        && (says(e, "unexpected end of") || says(e, "closed") || says(e, "received no bytes")));
    }

    private static String name(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return name.isEmpty() ? failure.getClass().getName() : name;
    }

    private static boolean says(Throwable e, String words) {
        String message = e.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(words);
    }

    private static boolean any(@Nullable Throwable failure, Predicate<Throwable> what) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
            if (what.test(at)) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }
}
