// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOptionsTests {

    private static final String PROXY = "' but must be http://host:port or socks5://host:port, with user:password@"
            + " before the host if the proxy asks for them";

    @Test
    void builder_nothingSet_defaults() {
        assertThat(HttpOptions.DEFAULTS)
                .isEqualTo(new HttpOptions(
                        HttpVersion.HTTP_1_1,
                        ConnectionReuse.PER_USER,
                        0,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        false,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        64_000_000));
    }

    @Test
    void builder_everythingSet_isKept() {
        HttpOptions options = HttpOptions.builder()
                .version(HttpVersion.NEGOTIATE)
                .sharedPool(7)
                .proxy("socks5://[::1]:1080")
                .noProxy("LOCALHOST", "*.example.org", "fe80::1")
                .allowedHosts(
                        "SHOP.test", "api.shop.test:8443", "*.Example.org:81", "127.0.0.1", "[::1]:80", "[FE80::1]")
                .trustStore("trust.p12", "a")
                .keyStore("key.p12", "b")
                .dnsTtl(Duration.ZERO)
                .timeout(Duration.ofSeconds(5))
                .maxResponseSize(1)
                .build();

        assertThat(options)
                .isEqualTo(new HttpOptions(
                        HttpVersion.NEGOTIATE,
                        ConnectionReuse.SHARED_POOL,
                        7,
                        new HttpProxy(HttpProxy.Kind.SOCKS5, "::1", 1080, "", ""),
                        List.of("localhost", "*.example.org", "fe80::1"),
                        List.of(
                                "shop.test",
                                "api.shop.test:8443",
                                "*.example.org:81",
                                "127.0.0.1",
                                "[::1]:80",
                                "[fe80::1]"),
                        new TlsStore("trust.p12", "a"),
                        new TlsStore("key.p12", "b"),
                        false,
                        Duration.ZERO,
                        Duration.ofSeconds(5),
                        1));
        assertThat(options.toBuilder().build()).isEqualTo(options);
        assertThat(options.toBuilder().newConnectionsPerIteration().build().poolSize())
                .isZero();
    }

    @Test
    void proxy_userAndPassword_areDecodedAndNotShown() {
        HttpProxy proxy = HttpProxy.parse("HTTP://ann:p%40ss+w%3Ard@Proxy.Example.org:3128/");

        assertThat(proxy)
                .isEqualTo(new HttpProxy(HttpProxy.Kind.HTTP, "proxy.example.org", 3128, "ann", "p@ss+w:rd"))
                .hasToString("http://***@proxy.example.org:3128");
        assertThat(HttpProxy.parse("socks5://[::1]:1080")).hasToString("socks5://[::1]:1080");
    }

    @Test
    void options_secrets_areNotInTheirText() {
        assertThat(HttpOptions.builder()
                        .proxy("http://ann:hush@proxy:1")
                        .trustStore("t.p12", "hush")
                        .keyStore("k.p12", "hush")
                        .build()
                        .toString())
                .contains("http://***@proxy:1", "t.p12", "k.p12")
                .doesNotContain("hush", "ann");
    }

    static Stream<Arguments> mistakes() {
        HttpOptions.Builder some = HttpOptions.builder();
        return Stream.of(
                row(() -> some.sharedPool(0), "poolSize was '0' but must be from 1 to 200000 with SHARED_POOL"),
                row(
                        () -> options(ConnectionReuse.PER_USER, 3),
                        "poolSize was '3' but must not be set with connections = PER_USER"),
                row(
                        () -> options(ConnectionReuse.SHARED_POOL, 0),
                        "poolSize was '0' but must be from 1 to 200000 with SHARED_POOL"),
                row(() -> some.proxy("ftp://proxy:1"), "proxy was 'ftp://proxy:1" + PROXY),
                row(() -> some.proxy("http://proxy"), "proxy was 'http://proxy" + PROXY),
                row(() -> some.proxy("http://proxy:0"), "proxy was 'http://proxy:0" + PROXY),
                row(() -> some.proxy("http://proxy:70000"), "proxy was 'http://proxy:70000" + PROXY),
                row(() -> some.proxy("http://ann:hush@:1"), "proxy was 'http://***@:1" + PROXY),
                row(() -> some.proxy("http://ann:hu%zzsh@proxy:1"), "proxy was 'http://***@proxy:1" + PROXY),
                row(() -> some.proxy("ann:hu@sh@proxy:1"), "proxy was '***@proxy:1" + PROXY),
                row(() -> some.proxy("http://a%0Ab:x@proxy:1"), "proxy was 'http://***@proxy:1" + PROXY),
                row(() -> some.proxy("x\n" + "y".repeat(200)), "proxy was 'x\\u000a" + "y".repeat(98) + "..." + PROXY),
                row(
                        () -> some.noProxy("a b"),
                        "noProxy was 'a b' but must be hosts such as localhost, 10.0.0.1 or *.example.org"),
                row(
                        () -> some.trustStore(" ", ""),
                        "location of a store was blank but must be a file or classpath: resource"),
                row(
                        () -> HttpOptions.builder()
                                .trustStore("t", "")
                                .trustAll(true)
                                .build(),
                        "trustAll was 'true' but must not be set together with trustStore"),
                row(() -> some.dnsTtl(Duration.ofSeconds(-1)), "dnsTtl was 'PT-1S' but must be from zero to 365 days"),
                row(
                        () -> some.timeout(Duration.ZERO),
                        "timeout was 'PT0S' but must be above zero and at most 365 days"),
                row(() -> some.maxResponseSize(0), "maxResponseSize was '0' but must be from 1 to 2000000000 bytes"));
    }

    private static HttpOptions options(ConnectionReuse reuse, int size) {
        Duration time = Duration.ofSeconds(1);
        return new HttpOptions(
                HttpVersion.HTTP_1_1, reuse, size, null, List.of(), List.of(), null, null, false, time, time, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "shop test",
                "http://shop.test",
                "shop.test/",
                "user@shop.test",
                "shop.test:",
                "shop.test:0",
                "shop.test:08",
                "shop.test:65536",
                "shop.test:99999999999",
                "shop.test:https",
                "*",
                "*.",
                "*.*.test",
                "www.*.test",
                ".shop.test",
                "::1",
                "[::1",
                "[]",
                "caf\u00e9.test"
            })
    void allowedHosts_noHost_wholeMessage(String text) {
        assertThatThrownBy(() -> HttpOptions.builder().allowedHosts("localhost", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("allowedHosts was '" + text
                        + "' but must be hosts such as localhost, shop.test:8443, [::1] or *.example.org");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void options_oneMistake_wholeMessage(ThrowingCallable code, String message) {
        assertThatThrownBy(code).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static Arguments row(ThrowingCallable code, String message) {
        return Arguments.of(code, message);
    }
}
