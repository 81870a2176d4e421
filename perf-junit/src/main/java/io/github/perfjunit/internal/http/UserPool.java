// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.ConnectionReuse;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.UserResource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects that the clients of one scenario share: URL templates, TLS and the thread that watches deadlines. */
final class UserPool implements UserResource.Pool<Http> {

    // Bounded, because URLs concatenated by hand could fill it without limit.
    private static final int MOST_TEMPLATES = 1000;

    private final @Nullable BaseUrl base;
    private final Connector connector;
    private final Watchdog watchdog = new Watchdog();
    private final Map<String, UrlTemplate> templates = new ConcurrentHashMap<>();

    private final long timeoutNanos;
    private final long maxResponseSize;
    private final BodyMemory memory;
    private final boolean newPerIteration;
    private final @Nullable SharedPool shared;
    private final @Nullable AllowedHosts allowed;
    private final RedirectTally redirects;

    private UserPool(
            @Nullable BaseUrl base,
            Connector connector,
            HttpOptions options,
            BodyMemory memory,
            RedirectTally redirects) {
        this.base = base;
        this.connector = connector;
        this.timeoutNanos = options.timeout().toNanos();
        this.maxResponseSize = options.maxResponseSize();
        this.memory = memory;
        this.newPerIteration = options.connections() == ConnectionReuse.NEW_PER_ITERATION;
        this.shared = options.connections() == ConnectionReuse.SHARED_POOL ? new SharedPool(options.poolSize()) : null;
        this.redirects = redirects;
        this.allowed = AllowedHosts.of(options, base);
        if (base != null) {
            redirects.named(base.origin());
        }
    }

    static UserPool start(
            @Nullable BaseUrl base,
            Connector connector,
            HttpOptions options,
            BodyMemory memory,
            RedirectTally redirects) {
        UserPool pool = new UserPool(base, connector, options, memory, redirects);
        pool.watchdog.start();
        return pool;
    }

    @Override
    public Http open(VirtualUser user, RequestRecorder recorder) {
        UserHttp client = new UserHttp(this, recorder);
        watchdog.add(client.guard());
        return client;
    }

    @Override
    public void close(Http client) {
        UserHttp ours = (UserHttp) client;
        ours.close();
        watchdog.remove(ours.guard());
    }

    @Override
    public boolean followsIterations() {
        return true;
    }

    @Override
    public void bodyReturned(Http client) {
        ((UserHttp) client).unsent().check();
    }

    @Override
    public void iterationEnded(Http client) {
        ((UserHttp) client).iterationEnded(newPerIteration);
    }

    @Override
    public List<String> notes() {
        return redirects.notes();
    }

    @Override
    public void close() {
        watchdog.close();
        if (shared != null) {
            shared.close();
        }
    }

    /** Returns the connections that users share; null if each has its own. */
    @Nullable
    SharedPool shared() {
        return shared;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    /** Treatment of the body of an answer to a new user, if the request sets none. */
    Reception reception() {
        return new Reception(maxResponseSize, true, memory.share());
    }

    Connector connector() {
        return connector;
    }

    /** Returns the restriction of hosts; null if requests may go anywhere. */
    @Nullable
    AllowedHosts allowed() {
        return allowed;
    }

    /** Returns the counter of redirects. */
    RedirectTally redirects() {
        return redirects;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    /** Returns the parts of a URL; the method is only for messages. */
    UrlTemplate template(String method, String url) {
        UrlTemplate known = templates.get(url);
        if (known == null) {
            known = UrlTemplate.parse(method, url, base);
            redirects.named(known.origin());
            if (templates.size() < MOST_TEMPLATES) {
                templates.put(url, known);
            }
        }
        return known;
    }
}
