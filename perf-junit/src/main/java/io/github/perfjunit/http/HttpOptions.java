// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import io.github.perfjunit.metrics.PrintableText;
import io.github.perfjunit.protocol.ProtocolSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * HTTP settings of the virtual users of a scenario: the value behind {@code @HttpSettings}.
 *
 * <pre>{@code
 * HttpOptions.builder().proxy("http://proxy.example.org:3128").sharedPool(20).build()
 * }</pre>
 *
 * <p>Its {@code toString} shows no secrets.
 *
 * @param version version of HTTP
 * @param connections reuse of connections
 * @param poolSize most connections to an origin with {@link ConnectionReuse#SHARED_POOL}; 0 otherwise
 * @param proxy the proxy; null for direct connections
 * @param noProxy hosts that are reached without the proxy, in lower case: names, addresses, or {@code *.example.org}
 *     for all names below a domain
 * @param allowedHosts hosts that requests and redirects may go to besides that of the base URL, in lower case: names or
 *     addresses, with a port or without, or {@code *.example.org} for all names below a domain; empty for any
 * @param trustStore certificates that are trusted; null for those of the JVM
 * @param keyStore key and certificate that the client shows to servers that ask; null for that of the JVM
 * @param trustAll true if any certificate is trusted, for any host
 * @param dnsTtl how long the addresses of a host are used before its name is resolved again
 * @param timeout longest time of a request that sets none
 * @param maxResponseSize most bytes of a response body
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HttpOptions(
        HttpVersion version,
        ConnectionReuse connections,
        int poolSize,
        @Nullable HttpProxy proxy,
        List<String> noProxy,
        List<String> allowedHosts,
        @Nullable TlsStore trustStore,
        @Nullable TlsStore keyStore,
        boolean trustAll,
        Duration dnsTtl,
        Duration timeout,
        long maxResponseSize)
        implements ProtocolSettings {

    /** Longest part of a foreign text that is shown. */
    private static final int SHOWN = 100;

    private static final int LARGEST_POOL = 200_000;
    private static final long LARGEST_RESPONSE = 2_000_000_000;
    private static final Duration LONGEST = Duration.ofDays(365);

    /** The default options. */
    public static final HttpOptions DEFAULTS = builder().build();

    /**
     * Checks the values.
     *
     * @param version version of HTTP
     * @param connections reuse of connections
     * @param poolSize from 1 to 200,000 with {@link ConnectionReuse#SHARED_POOL}; 0 otherwise
     * @param proxy the proxy; null for direct connections
     * @param noProxy hosts that are reached without the proxy
     * @param allowedHosts hosts that requests may go to; empty for any
     * @param trustStore certificates that are trusted; null for those of the JVM
     * @param keyStore key and certificate of the client; null for that of the JVM
     * @param trustAll true if any certificate is trusted; not together with {@code trustStore}
     * @param dnsTtl from zero to 365 days
     * @param timeout above zero and at most 365 days
     * @param maxResponseSize from 1 to 2,000,000,000 bytes
     * @throws IllegalArgumentException if one of them is not as described
     */
    public HttpOptions {
        checkPool(connections, poolSize);
        noProxy = noProxy.stream().map(HttpOptions::host).toList();
        allowedHosts = allowedHosts.stream().map(HttpOptions::allowedHost).toList();
        if (trustAll && trustStore != null) {
            throw new IllegalArgumentException("trustAll was 'true' but must not be set together with trustStore");
        }
        checkTtl(dnsTtl);
        checkTimeout(timeout);
        checkSize(maxResponseSize);
    }

    /**
     * Returns a builder with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder with these options.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.version = version;
        builder.connections = connections;
        builder.poolSize = poolSize;
        builder.proxy = proxy;
        builder.noProxy = noProxy;
        builder.allowedHosts = allowedHosts;
        builder.trustStore = trustStore;
        builder.keyStore = keyStore;
        builder.trustAll = trustAll;
        builder.dnsTtl = dnsTtl;
        builder.timeout = timeout;
        builder.maxResponseSize = maxResponseSize;
        return builder;
    }

    private static void checkPool(ConnectionReuse connections, int poolSize) {
        boolean shared = connections == ConnectionReuse.SHARED_POOL;
        if (shared && (poolSize < 1 || poolSize > LARGEST_POOL)) {
            throw new IllegalArgumentException(
                    "poolSize was '" + poolSize + "' but must be from 1 to " + LARGEST_POOL + " with SHARED_POOL");
        }
        if (!shared && poolSize != 0) {
            throw new IllegalArgumentException(
                    "poolSize was '" + poolSize + "' but must not be set with connections = " + connections);
        }
    }

    private static String host(String text) {
        if (!Builder.HOST.matcher(text).matches()) {
            throw new IllegalArgumentException("noProxy was '" + PrintableText.escaped(text, SHOWN)
                    + "' but must be hosts such as localhost, 10.0.0.1 or *.example.org");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static String allowedHost(String text) {
        Matcher matcher = Builder.HOST_AND_PORT.matcher(text);
        String port = matcher.matches() ? matcher.group("port") : "0";
        if (port != null && (port.equals("0") || Integer.parseInt(port) > 65_535)) {
            throw new IllegalArgumentException("allowedHosts was '" + PrintableText.escaped(text, SHOWN)
                    + "' but must be hosts such as localhost, shop.test:8443, [::1] or *.example.org");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static void checkTtl(Duration dnsTtl) {
        if (dnsTtl.isNegative() || dnsTtl.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("dnsTtl was '" + dnsTtl + "' but must be from zero to 365 days");
        }
    }

    private static void checkTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "timeout was '" + timeout + "' but must be above zero and at most 365 days");
        }
    }

    private static void checkSize(long bytes) {
        if (bytes < 1 || bytes > LARGEST_RESPONSE) {
            throw new IllegalArgumentException(
                    "maxResponseSize was '" + bytes + "' but must be from 1 to " + LARGEST_RESPONSE + " bytes");
        }
    }

    /**
     * Builds options. Not thread-safe.
     *
     * @since 0.1
     */
    public static final class Builder {

        private static final Pattern HOST = Pattern.compile("(?:\\*\\.)?[A-Za-z0-9._-]{1,255}|[0-9a-fA-F:.]{2,45}");

        private static final Pattern HOST_AND_PORT = Pattern.compile(
                "(?:(?:\\*\\.)?[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}|\\[[0-9a-fA-F:.]{2,45}])(?::(?<port>[1-9][0-9]{0,4}))?");

        private HttpVersion version = HttpVersion.HTTP_1_1;
        private ConnectionReuse connections = ConnectionReuse.PER_USER;
        private int poolSize;
        private @Nullable HttpProxy proxy;
        private List<String> noProxy = List.of();
        private List<String> allowedHosts = List.of();
        private @Nullable TlsStore trustStore;
        private @Nullable TlsStore keyStore;
        private boolean trustAll;
        private Duration dnsTtl = Duration.ofSeconds(30);
        private Duration timeout = Duration.ofSeconds(60);
        private long maxResponseSize = 64_000_000;

        private Builder() {}

        /**
         * Sets the version of HTTP.
         *
         * <p>Defaults to HTTP/1.1.
         *
         * @param version the version
         * @return this
         */
        public Builder version(HttpVersion version) {
            this.version = version;
            return this;
        }

        /**
         * Gives each user its own connections, and new ones for each iteration.
         *
         * <p>By default users keep their connections.
         *
         * @return this
         */
        public Builder newConnectionsPerIteration() {
            connections = ConnectionReuse.NEW_PER_ITERATION;
            poolSize = 0;
            return this;
        }

        /**
         * Shares connections among all users of the scenario.
         *
         * <p>By default users have connections of their own.
         *
         * @param size most connections to an origin, from 1 to 200,000
         * @return this
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder sharedPool(int size) {
            checkPool(ConnectionReuse.SHARED_POOL, size);
            connections = ConnectionReuse.SHARED_POOL;
            poolSize = size;
            return this;
        }

        /**
         * Sets the proxy.
         *
         * <p>Defaults to none.
         *
         * @param url {@code http://[user:password@]host:port} or {@code socks5://[user:password@]host:port}
         * @return this
         * @throws IllegalArgumentException if the URL is not of one of these forms
         */
        public Builder proxy(String url) {
            return proxy(HttpProxy.parse(url));
        }

        /**
         * Sets the proxy.
         *
         * <p>Defaults to none.
         *
         * @param proxy the proxy; null for none
         * @return this
         */
        public Builder proxy(@Nullable HttpProxy proxy) {
            this.proxy = proxy;
            return this;
        }

        /**
         * Sets which hosts are reached without proxy.
         *
         * <p>Defaults to none.
         *
         * @param hosts names, addresses, or {@code *.example.org} for all names below a domain
         * @return this
         * @throws IllegalArgumentException if one is not a host
         */
        public Builder noProxy(String... hosts) {
            noProxy = Arrays.stream(hosts).map(HttpOptions::host).toList();
            return this;
        }

        /**
         * Restricts requests and redirects to some hosts, besides that of the base URL. A request to any other host is
         * not sent and fails as {@code not allowed}.
         *
         * <p>Defaults to none: requests may go to any host.
         *
         * @param hosts names or addresses, with a port or for all ports, such as {@code shop.test:8443};
         *     {@code *.example.org} for all names below a domain
         * @return this
         * @throws IllegalArgumentException if one is not a host
         */
        public Builder allowedHosts(String... hosts) {
            allowedHosts = Arrays.stream(hosts).map(HttpOptions::allowedHost).toList();
            return this;
        }

        /**
         * Sets which certificates are trusted.
         *
         * <p>Defaults to those that the JVM trusts.
         *
         * @param location path of a file, or {@code classpath:} and the path of a resource; PKCS #12, JKS or PEM
         * @param password password of the store; empty if there is none
         * @return this
         */
        public Builder trustStore(String location, String password) {
            return trustStore(new TlsStore(location, password));
        }

        /**
         * Sets which certificates are trusted.
         *
         * <p>Defaults to those that the JVM trusts.
         *
         * @param store the store; null for the certificates that the JVM trusts
         * @return this
         */
        public Builder trustStore(@Nullable TlsStore store) {
            trustStore = store;
            return this;
        }

        /**
         * Sets the key and certificate for servers that ask for a client certificate.
         *
         * <p>Defaults to those of the system property {@code javax.net.ssl.keyStore}.
         *
         * @param location path of a file, or {@code classpath:} and the path of a resource; PKCS #12, JKS or PEM
         * @param password password of store and key; empty if there is none
         * @return this
         */
        public Builder keyStore(String location, String password) {
            return keyStore(new TlsStore(location, password));
        }

        /**
         * Sets the key and certificate for servers that ask for a client certificate.
         *
         * <p>Defaults to those of the system property {@code javax.net.ssl.keyStore}.
         *
         * @param store the store; null for the default
         * @return this
         */
        public Builder keyStore(@Nullable TlsStore store) {
            keyStore = store;
            return this;
        }

        /**
         * Sets whether any certificate is trusted, for any host: for test servers with self-signed certificates.
         *
         * <p>Defaults to false.
         *
         * @param trustAll true to accept any certificate
         * @return this
         */
        public Builder trustAll(boolean trustAll) {
            this.trustAll = trustAll;
            return this;
        }

        /**
         * Sets how long the addresses of a host are used before its name is resolved again.
         *
         * <p>Defaults to 30 seconds.
         *
         * @param ttl from zero, for every new connection, to 365 days
         * @return this
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder dnsTtl(Duration ttl) {
            checkTtl(ttl);
            dnsTtl = ttl;
            return this;
        }

        /**
         * Sets the longest time of a request that sets none itself.
         *
         * <p>Defaults to 60 seconds.
         *
         * @param timeout above zero and at most 365 days
         * @return this
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder timeout(Duration timeout) {
            checkTimeout(timeout);
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets the size of a response body above which the request fails.
         *
         * <p>Defaults to 64,000,000 bytes.
         *
         * @param bytes from 1 to 2,000,000,000
         * @return this
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder maxResponseSize(long bytes) {
            checkSize(bytes);
            maxResponseSize = bytes;
            return this;
        }

        /**
         * Builds the options.
         *
         * @return immutable options
         * @throws IllegalArgumentException if both {@code trustAll} and a trust store are set
         */
        public HttpOptions build() {
            return new HttpOptions(
                    version,
                    connections,
                    poolSize,
                    proxy,
                    noProxy,
                    allowedHosts,
                    trustStore,
                    keyStore,
                    trustAll,
                    dnsTtl,
                    timeout,
                    maxResponseSize);
        }
    }
}
