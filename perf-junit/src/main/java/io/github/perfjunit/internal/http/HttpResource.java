// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.spi.UserResource;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * Gives each virtual user an HTTP client.
 *
 * <p>TLS is that of {@link SSLContext#getDefault()}: the JVM's trust store, or what the system properties
 * {@code javax.net.ssl.*} name. Sessions are shared by all users and resumed.
 */
public final class HttpResource implements UserResource<Http> {

    private final Supplier<SSLContext> tls;

    /** Makes the resource. */
    public HttpResource() {
        this(HttpResource::defaultTls);
    }

    HttpResource(Supplier<SSLContext> tls) {
        this.tls = tls;
    }

    @Override
    public Class<Http> type() {
        return Http.class;
    }

    @Override
    public List<String> problems(ScenarioPlan plan) {
        return Stream.of(
                        BaseUrl.problem(plan.baseUrl()),
                        Http2Library.problem(plan.http().version(), Http2Library::isPresent))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public Pool<Http> prepare(ScenarioPlan plan) {
        BaseUrl base = plan.baseUrl().isEmpty() ? null : BaseUrl.parse(plan.baseUrl());
        return UserPool.start(
                base,
                new Connector(
                        base != null && base.origin().tls() ? ready() : tls,
                        new Protocol(plan.http().version())));
    }

    // Reads the trust store now and not in the first request.
    private Supplier<SSLContext> ready() {
        SSLContext context = tls.get();
        return () -> context;
    }

    private static SSLContext defaultTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no TLS: check the system properties javax.net.ssl.*", e);
        }
    }
}
