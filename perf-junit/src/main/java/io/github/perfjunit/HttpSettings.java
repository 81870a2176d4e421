// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.http.ConnectionReuse;
import io.github.perfjunit.http.HttpVersion;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * How the virtual users of a load test speak HTTP: version, connections, proxy, TLS, limits.
 *
 * <p>It stands beside {@link LoadTest}, {@link Load} or {@link PerfTest}, on a class, or on an annotation of your own.
 * Only one applies: that of the test method, else that of its class, else that of the nearest class around it; they are
 * not mixed. A scenario that calls {@link io.github.perfjunit.load.LoadSettings#http} goes by that instead. The keys
 * {@code perf.http.version}, {@code perf.http.proxy}, {@code perf.http.noProxy}, {@code perf.http.allowedHosts} and
 * {@code perf.http.trustAll} go before all of them.
 *
 * <p>{@code ${key:default}} in any text reads a JUnit configuration parameter, system property or environment variable.
 * Mistakes, stores that cannot be read among them, are reported before the load together with all others. Secrets are
 * shown nowhere.
 *
 * <pre>{@code
 * @HttpSettings(proxy = "http://${proxy.user}:${proxy.password}@proxy.example.org:3128", noProxy = "*.example.org")
 * @HttpSettings(connections = ConnectionReuse.SHARED_POOL, poolSize = 20)
 * @HttpSettings(keyStore = "classpath:/client.p12", keyStorePassword = "${client.password}")
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface HttpSettings {

    /**
     * Version of HTTP.
     *
     * <p>Defaults to HTTP/1.1.
     *
     * @return the version, or that it is negotiated
     */
    HttpVersion version() default HttpVersion.HTTP_1_1;

    /**
     * How connections are reused.
     *
     * <p>Defaults to connections of each user's own that are kept until it ends.
     *
     * @return the policy
     */
    ConnectionReuse connections() default ConnectionReuse.PER_USER;

    /**
     * Most connections to an origin (scheme, host and port) with {@link ConnectionReuse#SHARED_POOL}, all users of a
     * scenario in one JVM together; must be set with it, and only with it.
     *
     * @return from 1 to 200,000; 0 if it is not set
     */
    int poolSize() default 0;

    /**
     * Proxy that all connections go through. Neither the environment nor the system properties {@code http.proxyHost}
     * and {@code https.proxyHost} are used.
     *
     * <p>Defaults to none.
     *
     * @return {@code http://[user:password@]host:port} or {@code socks5://[user:password@]host:port}; special
     *     characters in user and password are percent-encoded
     */
    String proxy() default "";

    /**
     * Hosts that are reached without {@link #proxy()}.
     *
     * <p>Defaults to none.
     *
     * @return names, addresses, or {@code *.example.org} for all names below a domain; a text may hold several with
     *     commas between them
     */
    String[] noProxy() default {};

    /**
     * Hosts that requests and redirects may go to, besides that of the base URL; to any other one nothing is sent, and the
     * request fails as {@code not allowed}.
     *
     * <p>Defaults to none, and then they may go anywhere.
     *
     * @return names or addresses, with a port or for all ports, such as {@code shop.test:8443}; {@code *.example.org} for
     *     all names below a domain; a text may hold several with commas between them
     */
    String[] allowedHosts() default {};

    /**
     * Certificates that are trusted, in place of those of the JVM.
     *
     * <p>Defaults to none.
     *
     * @return path of a file, or {@code classpath:} and the path of a resource; PKCS #12, JKS or PEM
     */
    String trustStore() default "";

    /**
     * Password of {@link #trustStore()}.
     *
     * <p>Defaults to none.
     *
     * @return the password, better by a placeholder than in the code
     */
    String trustStorePassword() default "";

    /**
     * Key and certificate that are shown to servers that ask for them.
     *
     * <p>Defaults to none but that of the system property {@code javax.net.ssl.keyStore}.
     *
     * @return path of a file, or {@code classpath:} and the path of a resource; PKCS #12, JKS, or PEM with a key in
     *     PKCS #8 form
     */
    String keyStore() default "";

    /**
     * Password of {@link #keyStore()} and the key in it.
     *
     * <p>Defaults to none.
     *
     * @return the password, better by a placeholder than in the code
     */
    String keyStorePassword() default "";

    /**
     * Whether any certificate is trusted, for any host: for test servers that signed their own one. The summary of the
     * load says so.
     *
     * @return true to check nothing; not together with {@link #trustStore()}
     */
    boolean trustAll() default false;

    /**
     * How long the addresses of a host are used before its name is resolved again. New connections take them in turn,
     * and the next one if one refuses; connections that are open stay.
     *
     * <p>Defaults to 30 seconds. The JVM keeps addresses too, for 30 seconds unless set otherwise by
     * {@code -Dsun.net.inetaddr.ttl=0}; a shorter time than that has no effect.
     *
     * @return such as {@code "30s"}; {@code "0s"} for every new connection
     */
    String dnsTtl() default "30s";

    /**
     * Longest time of a request that sets no {@link io.github.perfjunit.http.HttpRequest#timeout} itself.
     *
     * @return such as {@code "5s"}
     */
    String timeout() default "60s";

    /**
     * Size of a response body, unpacked, above which the request fails.
     *
     * @return such as {@code "512KB"}, {@code "64MB"}, {@code "64MiB"}; at most 2 GB
     */
    String maxResponseSize() default "64MB";
}
