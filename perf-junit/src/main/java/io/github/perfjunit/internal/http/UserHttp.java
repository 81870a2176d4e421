// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpRequest;
import io.github.perfjunit.spi.RequestRecorder;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** The client of one user: its connections, its cookies, and its recorder. */
final class UserHttp implements Http {

    private final UserPool pool;
    private final RequestRecorder recorder;
    private final Guard guard = new Guard();
    private final ConnectionSource connections;
    private final Reception reception;
    private final UnsentRequests unsent;
    // Null until a service sets a cookie; most never do.
    private @Nullable Cookies cookies;

    UserHttp(UserPool pool, RequestRecorder recorder) {
        this.pool = pool;
        this.recorder = recorder;
        this.reception = pool.reception();
        this.unsent = new UnsentRequests(recorder);
        SharedPool shared = pool.shared();
        this.connections = shared == null ? new Connections(guard) : new PooledConnections(shared, guard);
    }

    @Override
    public HttpRequest request(String method, String url, Object... values) {
        if (!HeaderRules.isToken(method) || method.equals("CONNECT")) {
            throw new NeverPossible(
                    "method was '" + ForeignText.clean(method) + "' but must be one such as GET or POST");
        }
        UrlTemplate template = pool.template(method, url);
        PreparedRequest request = new PreparedRequest(this, method, template, template.expand(values));
        unsent.built(request);
        return request;
    }

    RequestRecorder recorder() {
        return recorder;
    }

    Guard guard() {
        return guard;
    }

    ConnectionSource connections() {
        return connections;
    }

    Connector connector() {
        return pool.connector();
    }

    Watchdog watchdog() {
        return pool.watchdog();
    }

    /** Throws for a request that is not allowed. */
    void checkHost(Origin to) throws Broken {
        AllowedHosts allowed = pool.allowed();
        if (allowed != null) {
            allowed.check(to);
        }
    }

    /** Throws for a redirect that is not allowed; if every host is allowed, it is counted. */
    void checkRedirect(Origin from, Origin to) throws Broken {
        AllowedHosts allowed = pool.allowed();
        if (allowed == null) {
            pool.redirects().followed(from, to);
        } else {
            allowed.check(from, to);
        }
    }

    /** Timeout of a request that sets none. */
    long timeoutNanos() {
        return pool.timeoutNanos();
    }

    /** Treatment of the body of an answer if the request sets none. */
    Reception reception() {
        return reception;
    }

    /** This user's share of the memory for bodies. */
    BodyMemory.Share memory() {
        return reception.memory();
    }

    UnsentRequests unsent() {
        return unsent;
    }

    /** Removes the state of one iteration. */
    void iterationEnded(boolean closeConnections) {
        unsent.forget();
        memory().release();
        if (closeConnections) {
            connections.iterationEnded();
        }
    }

    @Nullable
    Header cookies(RequestTarget target) {
        return cookies == null ? null : cookies.header(target);
    }

    void keepCookies(RequestTarget target, ReceivedResponse response) {
        List<String> fields = response.setCookies();
        if (!fields.isEmpty()) {
            if (cookies == null) {
                cookies = new Cookies(System::currentTimeMillis);
            }
            cookies.store(target, fields);
        }
    }

    /** Closes all connections, so that a blocked request returns at once; from any thread. */
    void close() {
        connections.close();
    }
}
