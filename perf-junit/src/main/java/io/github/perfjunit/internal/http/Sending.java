// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/** The way of one request through connections, retries and redirects to its last answer. */
final class Sending {

    private static final long LONG_IDLE = TimeUnit.SECONDS.toNanos(1);
    // Saves a user in a tight loop one more system call per request.
    private static final long SHORT_IDLE = TimeUnit.MILLISECONDS.toNanos(1);

    private final UserHttp client;
    private final String name;
    private final boolean follow;
    private final long started;
    private Outgoing request;
    private @Nullable Connection connection;
    private boolean connecting;
    private long connectNanos;
    private long sent;
    private long received;
    private int redirects;

    /**
     * Begins.
     *
     * @param client the client with the connections and cookies
     * @param name name of the request in results
     * @param request what to send
     * @param follow whether redirects are followed
     * @param started now
     */
    Sending(UserHttp client, String name, Outgoing request, boolean follow, long started) {
        this.client = client;
        this.name = name;
        this.request = request;
        this.follow = follow;
        this.started = started;
    }

    /** Sends the request and follows redirects. */
    ReceivedResponse run() throws Broken {
        client.checkHost(origin());
        while (true) {
            ReceivedResponse response = exchange();
            RequestTarget target = request.target();
            client.keepCookies(target, response);
            String location = follow && Redirects.isRedirect(response.status()) ? response.first("Location") : null;
            if (location == null) {
                return response;
            }
            if (redirects == Redirects.MOST) {
                throw new Broken("redirect", target.origin() + " redirected more than " + Redirects.MOST + " times");
            }
            redirects++;
            RequestTarget to = Redirects.resolve(target, location);
            client.checkRedirect(target.origin(), to.origin());
            request = request.redirected(response.status(), to);
        }
    }

    /** Time spent on opening connections; zero if the last one could not be opened. */
    long connectNanos() {
        return connecting ? 0 : connectNanos;
    }

    /** Time spent on waiting for a connection that others used. */
    long queuedNanos() {
        return client.connections().queuedNanos();
    }

    long bytesSent() {
        return sent;
    }

    long bytesReceived() {
        return received;
    }

    int redirects() {
        return redirects;
    }

    Origin origin() {
        return request.target().origin();
    }

    /** Notes when the connection became idle. */
    void finish(long now) {
        if (connection != null) {
            connection.used(now);
        }
        client.connections().requestEnded();
    }

    /** Discards the connection, on which an exchange may have been cut off. */
    void abandon() {
        if (connection != null) {
            client.connections().remove(connection);
        }
        client.connections().requestEnded();
    }

    /**
     * Begins the message for a deadline, to be followed by its length.
     *
     * @param broken whether the exchange broke; else its answer came because the socket was being closed
     */
    String waitedFor(boolean broken) {
        if (client.connections().isWaiting()) {
            return "no free connection to " + origin();
        }
        if (connecting || connection == null) {
            return "no connection to " + origin();
        }
        return broken && connection.isAnswered()
                ? origin() + " did not finish its answer"
                : "no answer from " + origin();
    }

    private ReceivedResponse exchange() throws Broken {
        ClassicHttpRequest message = request.message(client.cookies(request.target()));
        ProxyRoute proxy = client.connector().forwarder(origin());
        if (proxy != null) {
            proxy.address(message, origin());
        }
        ReceivedResponse response = exchange(message);
        if (proxy != null && response.status() == 407) {
            throw proxy.unauthorized(origin());
        }
        return response;
    }

    private ReceivedResponse exchange(ClassicHttpRequest message) throws Broken {
        connection = null;
        client.memory().release(); // of the previous answer, to this request or to the last one
        Connection idle = idleConnection();
        Connection first = idle == null ? connect() : idle;
        try {
            return exchange(message, first);
        } catch (Broken e) {
            boolean repeatable = first.isRefused() || (idle != null && isRepeatable(idle, e));
            if (!repeatable || isOver()) {
                throw e;
            }
            return exchange(message, connect());
        }
    }

    // The server closed an idle connection just when it was used again (RFC 9112, section 9.3.1).
    private boolean isRepeatable(Connection idle, Broken e) {
        return request.isIdempotent() && !idle.isAnswered() && isLost(e);
    }

    private ReceivedResponse exchange(ClassicHttpRequest message, Connection on) throws Broken {
        connection = on;
        long sentBefore = on.bytesSent();
        long receivedBefore = on.bytesReceived();
        client.guard().watch(on.socket());
        try {
            return on.exchange(message, request.reception());
        } finally {
            sent += on.bytesSent() - sentBefore;
            received += on.bytesReceived() - receivedBefore;
            if (!on.isReusable()) {
                client.connections().remove(on);
            }
        }
    }

    private @Nullable Connection idleConnection() throws Broken {
        Connection idle = client.connections().find(origin());
        if (idle == null || (request.isIdempotent() && started - idle.lastUsed() <= SHORT_IDLE)) {
            return idle;
        }
        long from = System.nanoTime();
        boolean stale = isStale(idle);
        connectNanos += System.nanoTime() - from;
        if (stale) {
            client.connections().remove(idle);
            return null;
        }
        return idle;
    }

    private boolean isStale(Connection idle) {
        if (started - idle.lastUsed() > LONG_IDLE) {
            return idle.isStale();
        }
        // A closed connection costs a repeatable request a little time, and any other request its answer.
        return request.isIdempotent() ? idle.hasUnasked() : idle.isLost();
    }

    private Connection connect() throws Broken {
        connecting = true;
        long from = System.nanoTime();
        Connection opened;
        try {
            opened = client.connector().open(origin(), client.guard());
        } catch (Broken e) {
            client.recorder().connected(name, from, System.nanoTime(), false);
            throw e;
        }
        long ready = System.nanoTime();
        client.connections().add(opened);
        client.recorder().connected(name, from, ready, true);
        connectNanos += ready - from;
        connecting = false;
        return opened;
    }

    private boolean isOver() {
        return client.guard().isExpired()
                || client.guard().isClosed()
                || client.recorder().interrupted()
                || Thread.currentThread().isInterrupted();
    }

    private static boolean isLost(Broken e) {
        return e.kind().equals("closed") || e.kind().equals("reset");
    }
}
