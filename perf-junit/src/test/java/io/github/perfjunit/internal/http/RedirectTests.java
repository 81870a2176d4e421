// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "301, GET, GET",
        "301, POST, GET",
        "301, PUT, PUT",
        "301, PATCH, PATCH",
        "301, DELETE, DELETE",
        "302, GET, GET",
        "302, POST, GET",
        "302, PUT, PUT",
        "302, PATCH, PATCH",
        "302, DELETE, DELETE",
        "303, GET, GET",
        "303, POST, GET",
        "303, PUT, GET",
        "303, PATCH, GET",
        "303, DELETE, GET",
        "303, OPTIONS, GET",
        "307, GET, GET",
        "307, POST, POST",
        "307, PUT, PUT",
        "307, DELETE, DELETE",
        "308, GET, GET",
        "308, POST, POST",
        "308, PUT, PUT",
        "308, PATCH, PATCH"
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
            boolean kept = then.equals(method);
            assertThat(second.endsWith("\r\n\r\nbody")).isEqualTo(kept);
            assertThat(second.contains("Content-Type")).isEqualTo(kept);
            assertThat(user.recorded.only().name()).isEqualTo(method + " /from");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(user.recorded.only().bytesSent())
                    .isEqualTo(server.requests().get(0).length() + second.length());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_ofHead_isHead(int status) {
        assertThat(Redirects.becomesGet(status, "HEAD")).isFalse();
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
                    .header("X-Api-Key", "secret1")
                    .header("x-auth-token", "secret2")
                    .header("Proxy-Authorization", "Basic secret3")
                    .header("X-Session-Id", "secret4")
                    .secretHeader("X-Tenant", "secret5")
                    .send();

            assertThat(server.requests().get(0))
                    .contains("Bearer secret", "a=secret", "secret1", "secret2", "secret3", "secret4")
                    .contains("\r\nX-Tenant: secret5\r\n");
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
    void redirect_withinTheOrigin_keepsSecrets() {
        try (RawServer server = redirecting(302, "/to");
                TestUser user = new TestUser(server.url())) {
            user.http
                    .get("/from")
                    .header("X-Api-Key", "k")
                    .secretHeader("X-Tenant", "t")
                    .send();

            assertThat(server.requests().get(1)).contains("\r\nX-Api-Key: k\r\n", "\r\nX-Tenant: t\r\n");
        }
    }

    @Test
    void redirect_elsewhereAndBack_doesNotGetSecretsAgain() {
        AtomicReference<String> back = new AtomicReference<>("");
        try (RawServer other = RawServer.running(exchange -> {
                    while (exchange.readRequest() != null) {
                        exchange.write(
                                "HTTP/1.1 302 Found\r\nLocation: " + back.get() + "\r\nContent-Length: 0\r\n\r\n");
                    }
                });
                RawServer server = redirecting(302, "http://localhost:" + other.port() + "/x");
                TestUser user = new TestUser(server.url())) {
            back.set(server.url() + "/back");
            user.http.get("/from").secretHeader("X-Tenant", "t").send();

            assertThat(server.requests().get(1)).startsWith("GET /back ").doesNotContain("X-Tenant");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://shop.test/, http://shop.test/x, true",
        "http://shop.test/, http://shop.test:80/x, true",
        "http://shop.test/, http://SHOP.test/x, true",
        "https://shop.test/, http://shop.test/x, false",
        "http://shop.test/, https://shop.test/x, false",
        "http://shop.test/, http://shop.test:81/x, false",
        "http://shop.test/, http://www.shop.test/x, false",
        "http://shop.test/, http://shop.test./x, false",
    })
    void secrets_areSentToTheSameOriginAlone(String from, String location, boolean kept) throws Broken {
        RequestTarget target = new RequestTarget(Origin.parse(from), "/");
        Outgoing first = new Outgoing(
                "GET",
                target,
                List.of(new BasicHeader("X-Api-Key", "k")),
                null,
                new Reception(1000, true, new BodyMemory(Long.MAX_VALUE).share()));

        Outgoing then = first.redirected(302, Redirects.resolve(target, location));

        assertThat(then.headers()).hasSize(kept ? 1 : 0);
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
                "./to                 | shop:80      | /a/to",
                "../to                | shop:80      | /to",
                "../../../to          | shop:80      | /to",
                "/../../to            | shop:80      | /to",
                "/a/../../..          | shop:80      | /",
                "/a/b/..              | shop:80      | /a/",
                "/a/b/.               | shop:80      | /a/b/",
                "/a/./b/../c          | shop:80      | /a/c",
                "/a/%2e%2E/b          | shop:80      | /b",
                "/a/.%2e/b/%2e        | shop:80      | /b/",
                "/a/.../..b/b..       | shop:80      | /a/.../..b/b..",
                "/a//b/               | shop:80      | /a//b/",
                "..                   | shop:80      | /",
                ".                    | shop:80      | /a/",
                "?y=2                 | shop:80      | /a/b?y=2",
                "?                    | shop:80      | /a/b?",
                "''                   | shop:80      | /a/b?x=1",
                "' '                  | shop:80      | /a/b?x=1",
                "#top                 | shop:80      | /a/b?x=1",
                "#                    | shop:80      | /a/b?x=1",
                "/to#top              | shop:80      | /to",
                "/to?y=1#a?b#c        | shop:80      | /to?y=1",
                "' /to '              | shop:80      | /to",
                "/to/../x?a=../b      | shop:80      | /x?a=../b",
                "/items[1]?a[0]=1     | shop:80      | /items[1]?a[0]=1",
                "/100%?p=5%           | shop:80      | /100%?p=5%",
                "/%zz%1               | shop:80      | /%zz%1",
                "/a%2Fb%20c           | shop:80      | /a%2Fb%20c",
                "/a b?c=\"d e\"      | shop:80      | /a%20b?c=%22d%20e%22",
                "/<a>`{b}^?<c>'`{d}^  | shop:80      | /%3Ca%3E%60%7Bb%7D%5E?%3Cc%3E%27`{d}^",
                "/a;v=1,2:3@4!$&()*+= | shop:80      | /a;v=1,2:3@4!$&()*+=",
                "/caf\u00c3\u00a9     | shop:80      | /caf%C3%A9",
                "/caf\u00e9           | shop:80      | /caf%E9",
                "?q=\u00c3\u00a9      | shop:80      | /a/b?q=%C3%A9",
                "/a\tb                | shop:80      | /ab",
                "\\to\\x?y=\\z        | shop:80      | /to/x?y=\\z",
                "/x:y                 | shop:80      | /x:y",
                "./x:y                | shop:80      | /a/x:y",
                "1:y                  | shop:80      | /a/1:y",
                "x/http://y           | shop:80      | /a/x/http://y",
                "//other/to           | other:80     | /to",
                "//other              | other:80     | /",
                "//other?y            | other:80     | /?y",
                "///other/to          | other:80     | /to",
                "\\\\other\\to         | other:80     | /to",
                "//other/../../to     | other:80     | /to",
                "//other:/to          | other:80     | /to",
                "http:/to             | shop:80      | /to",
                "http:to              | shop:80      | /a/to",
                "http:?y              | shop:80      | /a/b?y",
                "http:///other/to     | other:80     | /to",
                "https:other/to       | other:443    | /to",
                "HTTPS://Other:44     | other:44     | /",
                "http://other?y=1#z   | other:80     | /?y=1",
                "http://[::1]:8/x     | [::1]:8      | /x",
                "http://my_service/to | my_service:80| /to",
                "http://ann:pw@other/ | other:80     | /",
                "http://a@b@other/    | other:80     | /",
                "http://b\u00c3\u00bccher.test/ | xn--bcher-kva.test:80 | /",
                "http://b%C3%BCcher.test:81/     | xn--bcher-kva.test:81 | /",
                "http://%6Fther/      | other:80     | /",
            })
    void location_isResolved(String location, String origin, String path) throws Broken {
        RequestTarget from = new RequestTarget(Origin.parse("http://shop"), "/a/b?x=1");
        RequestTarget to = Redirects.resolve(from, location);

        assertThat(to.origin()).hasToString(origin);
        assertThat(to.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "http:///",
                "//",
                "//:80/x",
                "http://other:99999/",
                "http://other:0/",
                "http://other:x/",
                "http://a b/",
                "http://a|b/",
                "http://a%00b/",
                "http://a%2Fb/",
                "http://a%3A81/",
                "http://evil.test%40other/",
                "http://a%zz/",
                "http://[::1/",
                "http://.other/",
                "https:",
                "http://\u00ff/"
            })
    void location_thatIsNoUrl_isAnErrorWithoutItsText(String location) {
        RequestTarget from = new RequestTarget(Origin.parse("http://shop"), "/a/b?x=1");

        assertThatThrownBy(() -> Redirects.resolve(from, location))
                .isInstanceOf(Broken.class)
                .hasMessage("shop:80 redirected to a location that is no URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://other/x", "javascript:alert(1)", "data:,x", "mailto:a@b", "file:///etc/passwd", "x:y"})
    void location_ofAnotherScheme_isAnErrorWithoutItsText(String location) {
        RequestTarget from = new RequestTarget(Origin.parse("http://shop"), "/a/b?x=1");

        assertThatThrownBy(() -> Redirects.resolve(from, location))
                .isInstanceOf(Broken.class)
                .hasMessage("shop:80 redirected to something else than http and https");
    }

    @ParameterizedTest
    @CsvSource({
        "http://node1, false",
        "http://10.0.0.1, true",
        "http://[::1], true",
        "http://a.1b, false",
        "http://7, true"
    })
    void host_ofDigitsAtItsEnd_isAnAddress(String url, boolean address) {
        assertThat(Origin.parse(url).isAddress()).isEqualTo(address);
    }
}
