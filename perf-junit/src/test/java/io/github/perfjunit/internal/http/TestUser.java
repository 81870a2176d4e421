// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.spi.UserResource.Pool;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** One user with a client, outside of any load. */
final class TestUser implements AutoCloseable {

    final RecordedRequests recorded = new RecordedRequests();
    final Pool<Http> pool;
    final Http http;

    TestUser(String baseUrl) {
        this(new HttpResource(), baseUrl);
    }

    TestUser(String baseUrl, Supplier<SSLContext> tls) {
        this(new HttpResource(tls, InetAddress::getAllByName), baseUrl);
    }

    TestUser(String baseUrl, HttpOptions options) {
        this(new HttpResource(), plan(baseUrl, options));
    }

    private TestUser(HttpResource resource, String baseUrl) {
        this(resource, plan(baseUrl));
    }

    TestUser(HttpResource resource, ScenarioPlan plan) {
        pool = resource.prepare(plan);
        http = open(pool, recorded);
    }

    static Http open(Pool<Http> pool, RecordedRequests recorded) {
        try {
            return pool.open(virtualUser(), recorded);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static ScenarioPlan plan(String baseUrl) {
        return plan(baseUrl, HttpOptions.DEFAULTS);
    }

    static ScenarioPlan plan(String baseUrl, HttpOptions options) {
        LoadModel model = new LoadModel.Closed(List.of(), null, null, null);
        return new ScenarioPlan(
                "test", model, "none", Duration.ZERO, ThinkTime.NONE, false, Duration.ZERO, baseUrl, List.of(options));
    }

    // The client asks its user for nothing.
    private static VirtualUser virtualUser() {
        return (VirtualUser) Proxy.newProxyInstance(
                TestUser.class.getClassLoader(), new Class<?>[] {VirtualUser.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public void close() {
        pool.close(http);
        pool.close();
    }
}
