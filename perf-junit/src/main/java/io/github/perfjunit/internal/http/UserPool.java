// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.UserResource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the clients of one scenario share: URL templates, TLS and the thread that watches deadlines. */
final class UserPool implements UserResource.Pool<Http> {

    // URLs put together by hand would fill it without end.
    private static final int MOST_TEMPLATES = 1000;

    private final @Nullable BaseUrl base;
    private final Connector connector;
    private final Watchdog watchdog = new Watchdog();
    private final Map<String, UrlTemplate> templates = new ConcurrentHashMap<>();

    private UserPool(@Nullable BaseUrl base, Connector connector) {
        this.base = base;
        this.connector = connector;
    }

    static UserPool start(@Nullable BaseUrl base, Connector connector) {
        UserPool pool = new UserPool(base, connector);
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
    public void close() {
        watchdog.close();
    }

    Connector connector() {
        return connector;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    UrlTemplate template(String url) {
        UrlTemplate known = templates.get(url);
        if (known == null) {
            known = UrlTemplate.parse(url, base);
            if (templates.size() < MOST_TEMPLATES) {
                templates.put(url, known);
            }
        }
        return known;
    }
}
