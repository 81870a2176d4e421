// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTests {

    private static RawServer redirecting(int status, String location) {
        return RawServer.running(exchange -> {
            for (String request = exchange.readRequest(); request != null; request = exchange.readRequest()) {
                boolean first = request.contains(" /from");
                exchange.write(
                        first
                                ? "HTTP/1.1 " + status + " Moved\r\nLocation: " + location
                                        + "\r\nContent-Length: 5\r\n\r\nmoved"
                                : RawServer.ok("there"));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET",
        "302, POST, GET",
        "303, PUT, GET",
        "303, GET, GET",
        "307, POST, POST",
        "308, PUT, PUT",
        "307, GET, GET"
    })
    void redirect_changesTheMethodByItsRules(int status, String method, String then) {
        try (RawServer server = redirecting(status, "/to?x=1#frag");
                TestUser user = new TestUser(server.url())) {
            Response response = user.http
                    .request(method, "/from")
                    .body("body", "text/plain")
                    .header("Authorization", "Bearer secret")
                    .send();

            assertThat(response.text()).isEqualTo("there");
            String second = server.requests().get(1);
            assertThat(second).startsWith(then + " /to?x=1 HTTP/1.1\r\n").contains("Authorization: Bearer secret");
            boolean kept = status > 303;
            assertThat(second.endsWith("\r\n\r\nbody")).isEqualTo(kept);
            assertThat(second.contains("Content-Type")).isEqualTo(kept);
            assertThat(user.recorded.only().name()).isEqualTo(method + " /from");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(user.recorded.only().bytesSent())
                    .isEqualTo(server.requests().get(0).length() + second.length());
        }
    }

    @Test
    void redirect_toAnotherHost_dropsCredentials() {
        try (RawServer other = RawServer.answering(RawServer.ok("there"));
                RawServer server = redirecting(307, "http://127.0.0.1:" + other.port() + "/to");
                TestUser user = new TestUser(server.url())) {
            user.http
                    .get("/from")
                    .bearer("secret")
                    .header("Cookie", "a=secret")
                    .header("X-Kept", "yes")
                    .send();

            assertThat(server.requests().get(0)).contains("Bearer secret", "a=secret");
            assertThat(other.requests().get(0))
                    .doesNotContain("secret")
                    .contains("X-Kept: yes", "Host: 127.0.0.1:" + other.port());
            assertThat(user.recorded.connections).hasSize(2);
            long connecting = user.recorded.connections.stream()
                    .mapToLong(c -> c.ended() - c.started())
                    .sum();
            assertThat(user.recorded.only().ended() - user.recorded.only().started() + connecting)
                    .isLessThan(Duration.ofSeconds(5).toNanos());
        }
    }

    @Test
    void redirect_notFollowed_isTheAnswer() {
        try (RawServer server = redirecting(302, "/to");
                TestUser user = new TestUser(server.url())) {
            Response response = user.http
                    .get("/from")
                    .followRedirects(false)
                    .expectStatus(302)
                    .send();

            assertThat(response.header("Location")).contains("/to");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void redirect_withoutLocation_isTheAnswer() {
        try (RawServer server = RawServer.answering("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n");
                TestUser user = new TestUser(server.url())) {
            assertThat(user.http.get("/").send().status()).isEqualTo(302);
        }
    }

    @Test
    void redirect_toItself_endsAfterTwenty() {
        try (RawServer server = redirecting(302, "/from");
                TestUser user = new TestUser(server.url())) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class, () -> user.http.get("/from").send());

            assertThat(failure.kind()).isEqualTo("redirect");
            assertThat(failure).hasMessage("localhost:" + server.port() + " redirected more than 20 times");
            assertThat(server.requests()).hasSize(21);
        }
    }

    @Test
    void unexpectedStatus_afterARedirect_saysSo() {
        try (RawServer server = redirecting(302, "/to");
                TestUser user = new TestUser(server.url())) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class,
                    () -> user.http.get("/from").expectStatus(302).send());

            assertThat(failure).hasMessage("200 OK after 1 redirect, expected 302");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/to                  | shop:80      | /to",
                "to                   | shop:80      | /a/to",
                "../to                | shop:80      | /to",
                "?y=2                 | shop:80      | /a/b?y=2",
                "''                   | shop:80      | /a/b?x=1",
                "#top                 | shop:80      | /a/b?x=1",
                "//other/to           | other:80     | /to",
                "HTTPS://Other:44     | other:44     | /",
                "http://[::1]:8/x     | [::1]:8      | /x",
                "/a b?c=\"d\"         | shop:80      | /a%20b?c=%22d%22",
                "/caf\u00c3\u00a9     | shop:80      | /caf%C3%A9",
                "http://my_service/to | my_service:80| /to",
            })
    void location_isResolved(String location, String origin, String path) throws Broken {
        RequestTarget from = new RequestTarget(Origin.parse("http://shop"), "/a/b?x=1");

        RequestTarget to = Redirects.resolve(from, location);

        assertThat(to.origin()).hasToString(origin);
        assertThat(to.path()).isEqualTo(path);
    }
}
