// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.HttpProxy;
import io.github.perfjunit.http.HttpVersion;
import io.github.perfjunit.internal.tls.TlsSetUp;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.spi.UserResource;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Gives each virtual user an HTTP client.
 *
 * <p>TLS is that of {@link SSLContext#getDefault()} (the JVM's trust store, or the one set by the system properties
 * {@code javax.net.ssl.*}) unless the scenario sets another one. Sessions are shared by all users and resumed.
 */
public final class HttpResource implements UserResource<Http> {

    private final Supplier<SSLContext> tls;
    private final Addresses.Resolver resolver;
    private final BodyMemory memory;
    private final Set<String> namedHosts = ConcurrentHashMap.newKeySet();

    /** Makes the resource. */
    public HttpResource() {
        this(HttpResource::defaultTls, InetAddress::getAllByName);
    }

    HttpResource(Supplier<SSLContext> tls, Addresses.Resolver resolver) {
        this(tls, resolver, BodyMemory.OF_THIS_JVM);
    }

    HttpResource(BodyMemory memory) {
        this(HttpResource::defaultTls, InetAddress::getAllByName, memory);
    }

    private HttpResource(Supplier<SSLContext> tls, Addresses.Resolver resolver, BodyMemory memory) {
        this.tls = tls;
        this.resolver = resolver;
        this.memory = memory;
    }

    @Override
    public Class<Http> type() {
        return Http.class;
    }

    @Override
    public List<String> problems(ScenarioPlan plan) {
        HttpOptions options = options(plan);
        return Stream.of(Http2Library.problem(options.version(), Http2Library::isPresent), Protocol.problem(options))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public Pool<Http> prepare(ScenarioPlan plan) {
        BaseUrl base = plan.baseUrl().isEmpty() ? null : BaseUrl.parse(plan.baseUrl());
        HttpOptions options = options(plan);
        Connector connector = connector(base, options);
        Rehearsal.once(connector);
        return UserPool.start(base, connector, options, memory, new RedirectTally(namedHosts));
    }

    private static HttpOptions options(ScenarioPlan plan) {
        return plan.settings(HttpOptions.class).orElse(HttpOptions.DEFAULTS);
    }

    private Connector connector(@Nullable BaseUrl base, HttpOptions options) {
        Supplier<SSLContext> context = tls;
        if (TlsSetUp.isNeeded(options)) {
            context = ready(() -> TlsSetUp.context(options));
        } else if (base != null && base.origin().tls()) {
            context = ready(tls);
        }
        HttpProxy proxy = options.proxy();
        Addresses addresses =
                new Addresses(resolver, System::nanoTime, options.dnsTtl().toNanos());
        return new Connector(
                context,
                !options.trustAll(),
                new Dialer(addresses),
                proxy == null
                        ? null
                        : new ProxyRoute(proxy, options.noProxy(), options.version() == HttpVersion.HTTP_2),
                new Protocol(options.version()));
    }

    // Reads the trust store now, not in the first request.
    private static Supplier<SSLContext> ready(Supplier<SSLContext> tls) {
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
