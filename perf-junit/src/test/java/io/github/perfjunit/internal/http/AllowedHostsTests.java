// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.metrics.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTests {

    private static AllowedHosts allowed(String base, String... hosts) {
        HttpOptions options = HttpOptions.builder().allowedHosts(hosts).build();
        AllowedHosts allowed = AllowedHosts.of(options, base.isEmpty() ? null : BaseUrl.parse(base));
        assertThat(allowed).isNotNull();
        return allowed;
    }

    @ParameterizedTest
    @CsvSource({
        "api.test, http://api.test",
        "api.test, https://API.test:8443",
        "API.test:8443, https://api.test:8443",
        "api.test:443, https://api.test",
        "*.example.org, http://www.example.org",
        "*.example.org, http://a.b.example.org:81",
        "*.example.org:81, http://a.b.example.org:81",
        "127.0.0.1, http://127.0.0.1:9",
        "[::1], http://[::1]:9",
        "[::1]:9, http://[::1]:9",
        "other.test, http://shop.test",
        "other.test, https://shop.test:9",
    })
    void request_toANamedHostOrThatOfTheBaseUrl_goesOut(String pattern, String url) {
        assertThatCode(() -> allowed("http://shop.test/app", pattern).check(Origin.parse(url)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "api.test, http://www.api.test",
        "api.test, http://api.test.evil.test",
        "api.test, http://xapi.test",
        "api.test, http://api.test.",
        "api.test:8443, https://api.test",
        "*.example.org, http://example.org",
        "*.example.org, http://badexample.org",
        "*.example.org, http://example.org.evil.test",
        "*.example.org:81, http://www.example.org",
        "127.0.0.1, http://127.0.0.2",
        "[::1], http://[::2]",
        "api.test, http://www.shop.test",
    })
    void request_toAnotherHost_staysHere(String pattern, String url) {
        Origin origin = Origin.parse(url);

        assertThatThrownBy(() -> allowed("http://shop.test/app", pattern).check(origin))
                .isInstanceOf(Broken.class)
                .hasMessage("nothing was sent to " + origin + ", which allowedHosts does not name");
    }

    @Test
    void noHosts_setNothing_confineNothing() {
        assertThat(AllowedHosts.of(HttpOptions.DEFAULTS, BaseUrl.parse("http://shop.test")))
                .isNull();
        assertThatThrownBy(() -> allowed("", "api.test").check(Origin.parse("http://shop.test")))
                .hasMessage("nothing was sent to shop.test:80, which allowedHosts does not name");
    }

    @Test
    void request_elsewhere_isCountedAndNeverGoesOut() {
        try (RawServer server = RawServer.answering(RawServer.ok("here"));
                RawServer other = RawServer.answering(RawServer.ok("there"));
                TestUser user = new TestUser(
                        server.url(),
                        HttpOptions.builder().allowedHosts("api.test").build())) {
            HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> user.http
                    .get("http://127.0.0.1:" + other.port() + "/")
                    .send());

            assertThat(failure)
                    .hasMessage("nothing was sent to 127.0.0.1:" + other.port() + ", which allowedHosts does not name");
            assertThat(failure.kind()).isEqualTo("not allowed");
            assertThat(user.recorded.only().outcome()).isEqualTo(Outcome.ERROR);
            assertThat(user.recorded.only().bytesSent()).isZero();
            assertThat(other.connections()).isZero();
            assertThat(user.http.get("/").send().text()).isEqualTo("here");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_elsewhere_isNotFollowed(int status) {
        try (RawServer other = RawServer.answering(RawServer.ok("there"));
                RawServer server = RawServer.answering("HTTP/1.1 " + status + " Moved\r\nLocation: http://127.0.0.1:"
                        + other.port() + "/secret?token=abc\r\nContent-Length: 0\r\n\r\n");
                TestUser user = new TestUser(
                        server.url(),
                        HttpOptions.builder().allowedHosts("api.test").build())) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class, () -> user.http.get("/").send());

            assertThat(failure)
                    .hasMessage("localhost:" + server.port() + " redirected to 127.0.0.1:" + other.port()
                            + ", which allowedHosts does not name");
            assertThat(failure.kind()).isEqualTo("not allowed");
            assertThat(other.connections()).isZero();
            assertThat(user.pool.notes()).isEmpty();
        }
    }

    @Test
    void redirect_toANamedHost_isFollowedWithoutANote() {
        try (RawServer other = RawServer.answering(RawServer.ok("there"));
                RawServer server = RawServer.answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                        + other.port() + "/\r\nContent-Length: 0\r\n\r\n");
                TestUser user = new TestUser(
                        server.url(),
                        HttpOptions.builder()
                                .allowedHosts("127.0.0.1:" + other.port())
                                .build())) {
            assertThat(user.http.get("/").send().text()).isEqualTo("there");
            assertThat(user.pool.notes()).isEmpty();
        }
    }
}
