// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.ConnectionReuse;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.HttpVersion;
import io.github.perfjunit.load.LoadPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From {@code @HttpSettings} and keys to options, and every mistake on the way. */
class HttpReaderTests {

    private static final String PROXY_FORM = " but must be http://host:port or socks5://host:port, with user:password@"
            + " before the host if the proxy asks for them";

    private final Problems problems = new Problems("T.m");

    private Optional<LoadPlan> read(Map<String, String> properties, Consumer<RawLoad> setup) {
        RawLoad load = new RawLoad("@LoadTest");
        load.set(LoadAttribute.USERS, 1);
        load.set(LoadAttribute.DURATION, "1s");
        setup.accept(load);
        Settings settings = TestSettings.properties(properties);
        PerfKeys keys = PerfKeys.read(settings, problems);
        return new PlanReader(settings, keys, problems).read("T.m", List.of(new ScenarioLoad("m", load)));
    }

    private HttpOptions options(Map<String, String> properties, Consumer<RawHttp> setup) {
        return read(properties, load -> load.http = raw(setup))
                .orElseThrow(() -> new AssertionError(TestSettings.messageOf(problems)))
                .scenarios()
                .get(0)
                .settings(HttpOptions.class)
                .orElse(HttpOptions.DEFAULTS);
    }

    private static RawHttp raw(Consumer<RawHttp> setup) {
        RawHttp raw = new RawHttp("@HttpSettings");
        setup.accept(raw);
        return raw;
    }

    @Test
    void read_nothing_defaults() {
        assertThat(read(Map.of(), load -> {})
                        .orElseThrow()
                        .scenarios()
                        .get(0)
                        .settings(HttpOptions.class)
                        .orElse(HttpOptions.DEFAULTS))
                .isEqualTo(HttpOptions.DEFAULTS);
        assertThat(options(Map.of(), raw -> {})).isEqualTo(HttpOptions.DEFAULTS);
    }

    @Test
    void read_everything_values() {
        Map<String, String> properties = Map.of("shop.proxy", "http://ann:hush@proxy:3128", "shop.hosts", "a, *.b");

        HttpOptions options = options(properties, raw -> {
            raw.version = HttpVersion.HTTP_2;
            raw.connections = ConnectionReuse.SHARED_POOL;
            raw.poolSize = 20;
            raw.proxy = "${shop.proxy}";
            raw.noProxy = List.of("${shop.hosts}", "localhost");
            raw.allowedHosts = List.of("${shop.hosts}", "Shop.test:8443");
            raw.trustAll = true;
            raw.dnsTtl = "0s";
            raw.timeout = "${none:5s}";
            raw.maxResponseSize = "512KiB";
        });

        assertThat(options)
                .isEqualTo(HttpOptions.builder()
                        .version(HttpVersion.HTTP_2)
                        .sharedPool(20)
                        .proxy("http://ann:hush@proxy:3128")
                        .noProxy("a", "*.b", "localhost")
                        .allowedHosts("a", "*.b", "shop.test:8443")
                        .trustAll(true)
                        .dnsTtl(Duration.ZERO)
                        .timeout(Duration.ofSeconds(5))
                        .maxResponseSize(524_288)
                        .build());
        assertThat(options(Map.of(), raw -> raw.connections = ConnectionReuse.NEW_PER_ITERATION)
                        .connections())
                .isEqualTo(ConnectionReuse.NEW_PER_ITERATION);
    }

    @Test
    void read_code_goesBeforeTheAnnotation() {
        HttpOptions given = HttpOptions.builder().sharedPool(3).build();

        LoadPlan plan = read(Map.of(), load -> {
                    load.http = raw(raw -> raw.timeout = "nonsense");
                    load.protocol(given);
                })
                .orElseThrow();

        assertThat(plan.scenarios().get(0).settings(HttpOptions.class).orElse(HttpOptions.DEFAULTS))
                .isEqualTo(given);
    }

    @Test
    void read_keys_goBeforeEverything() {
        Map<String, String> keys = Map.of(
                "perf.http.version", "negotiate",
                "perf.http.proxy", "socks5://proxy:1080",
                "perf.http.noProxy", "a,b",
                "perf.http.allowedHosts", "c:1, *.d",
                "perf.http.trustAll", "true");
        HttpOptions expected = HttpOptions.builder()
                .version(HttpVersion.NEGOTIATE)
                .proxy("socks5://proxy:1080")
                .noProxy("a", "b")
                .allowedHosts("c:1", "*.d")
                .trustAll(true)
                .build();

        assertThat(options(keys, raw -> {
                    raw.proxy = "http://other:1";
                    raw.noProxy = List.of("c");
                    raw.allowedHosts = List.of("e");
                }))
                .isEqualTo(expected);
        assertThat(read(
                                keys,
                                load -> load.protocol(HttpOptions.builder()
                                        .trustStore("nowhere", "")
                                        .build()))
                        .orElseThrow()
                        .scenarios()
                        .get(0)
                        .settings(HttpOptions.class)
                        .orElse(HttpOptions.DEFAULTS))
                .isEqualTo(expected);
        assertThat(options(Map.of("perf.http.trustAll", "false"), raw -> raw.trustAll = true)
                        .trustAll())
                .isFalse();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row(
                        raw -> raw.connections = ConnectionReuse.SHARED_POOL,
                        ".poolSize was '0' but must be from 1 to 200000" + " with SHARED_POOL"),
                row(
                        raw -> raw.poolSize = 5,
                        ".poolSize was '5' but must not be set with connections = PER_USER\n"
                                + "    Hint: connections = SHARED_POOL shares that many among all users"),
                row(raw -> raw.proxy = "socks4://proxy:1", ".proxy was 'socks4://proxy:1'" + PROXY_FORM),
                row(raw -> raw.proxy = "ftp://ann:hush@proxy:1", ".proxy was 'ftp://***@proxy:1'" + PROXY_FORM),
                row(
                        raw -> raw.proxy = "http://ann:hush${nothing}@proxy:1",
                        ".proxy was '***' but must have a value for 'nothing': a JUnit configuration parameter or"
                                + " system property of that name, an environment variable 'NOTHING', or a default as"
                                + " in ${key:default}"),
                row(
                        raw -> raw.noProxy = List.of("http://shop"),
                        ".noProxy was 'http://shop' but must be hosts such as localhost, 10.0.0.1 or *.example.org"),
                row(
                        raw -> raw.allowedHosts = List.of("shop.test", "http://cdn"),
                        ".allowedHosts was 'http://cdn' but must be hosts such as localhost, shop.test:8443, [::1] or"
                                + " *.example.org"),
                row(
                        raw -> raw.trustStore = "/nowhere/trust.p12",
                        ".trustStore was '/nowhere/trust.p12' but must be a file: there is none at"
                                + " /nowhere/trust.p12"),
                row(
                        raw -> {
                            raw.keyStore = "classpath:nowhere.p12";
                            raw.keyStorePassword = "hush";
                        },
                        ".keyStore was 'classpath:nowhere.p12' but must be on the class path"),
                row(raw -> raw.keyStorePassword = "hush", ".keyStorePassword is set but must not be without keyStore"),
                row(
                        raw -> {
                            raw.trustStore = "x";
                            raw.trustAll = true;
                        },
                        ".trustAll was 'true' but must not be set together with trustStore"),
                row(
                        raw -> raw.dnsTtl = "soon",
                        ".dnsTtl was 'soon' but must be a duration such as 250ms, 2s, 10m or 1h30m"),
                row(raw -> raw.timeout = "0s", ".timeout was '0s' but must be above 0s"),
                row(
                        raw -> raw.maxResponseSize = "64",
                        ".maxResponseSize was '64' but must be a size such as 512KB, 64MB, 1GB or 64MiB"),
                row(raw -> raw.maxResponseSize = "3GB", ".maxResponseSize was '3GB' but must be from 1B to 2GB"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void read_oneMistake_wholeMessage(Consumer<RawHttp> setup, String expected) {
        assertThat(read(Map.of(), load -> load.http = raw(setup))).isEmpty();
        assertThat(TestSettings.messageOf(problems))
                .isEqualTo("1 configuration error in T.m:\n  - @HttpSettings" + expected);
    }

    @Test
    void read_severalMistakes_withThoseOfTheLoad() {
        Map<String, String> keys = Map.of("perf.http.proxy", "http://ann:hush@:1", "perf.http.trustAll", "yes");

        assertThat(read(keys, load -> {
                    load.set(LoadAttribute.RAMP_UP, "x");
                    load.http = raw(raw -> {
                        raw.timeout = "y";
                        raw.trustStore = "classpath:z";
                    });
                }))
                .isEmpty();
        assertThat(TestSettings.messageOf(problems))
                .isEqualTo("5 configuration errors in T.m:\n"
                        + "  - perf.http.proxy was 'http://***@:1'" + PROXY_FORM + "\n"
                        + "  - perf.http.trustAll was 'yes' but must be true or false\n"
                        + "  - @LoadTest.rampUp was 'x' but must be a duration such as 250ms, 2s, 10m or 1h30m\n"
                        + "  - @HttpSettings.timeout was 'y' but must be a duration such as 250ms, 2s, 10m or 1h30m\n"
                        + "  - @HttpSettings.trustStore was 'classpath:z' but must be on the class path");
    }

    @Test
    void read_mistakeInCode_isToldWithItsPlace() {
        read(
                Map.of(),
                load -> load.protocol(
                        HttpOptions.builder().keyStore("/nowhere.p12", "").build()));

        assertThat(TestSettings.messageOf(problems))
                .isEqualTo("1 configuration error in T.m:\n  - @LoadTest.http.keyStore was '/nowhere.p12' but must be a"
                        + " file: there is none at /nowhere.p12");
    }

    @ParameterizedTest
    @CsvSource({
        "1B, 1",
        "512KB, 512000",
        "512kB, 512000",
        "64 MB, 64000000",
        "1GB, 1000000000",
        "1KiB, 1024",
        "64MiB, 67108864",
        "1GiB, 1073741824"
    })
    void size_ofEachUnit_isBytes(String text, long bytes) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
    }

    private static Arguments row(Consumer<RawHttp> setup, String expected) {
        return Arguments.of(setup, expected);
    }
}
