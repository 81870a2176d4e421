// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.HttpOptions;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.util.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("StringConcatToTextBlock") // lines on the wire end in CR LF
class CookieTests {

    private static final String EMPTY = "\r\nContent-Length: 0\r\n\r\n";

    private static final long NOW = 1_735_689_600_000L; // Wed, 01 Jan 2025 00:00:00 GMT

    private long now = NOW;
    private final Cookies cookies = new Cookies(() -> now);

    private static RequestTarget target(String url) {
        return new RequestTarget(Origin.parse(url), url.substring(Origin.authorityEnd(url, Origin.schemeEnd(url))));
    }

    private void store(String url, String... fields) {
        cookies.store(target(url), List.of(fields));
    }

    private String sent(String url) {
        Header field = cookies.header(target(url));
        return field == null ? "none" : field.getValue();
    }

    static Stream<CookieCases.Case> cases() {
        return CookieCases.all();
    }

    /** Cases of http, which a server can play. */
    static Stream<CookieCases.Case> casesOnTheWire() {
        return CookieCases.all()
                .filter(c -> c.steps().stream().noneMatch(step -> step.url().startsWith("https")))
                .filter(c -> c.steps().stream().noneMatch(step -> step.field().indexOf('\r') >= 0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void cookie_ofEachCase_isSentByTheRfc(CookieCases.Case given) {
        for (CookieCases.Step step : given.steps()) {
            if (step.isSent()) {
                assertThat(sent(step.url())).as(step.url()).isEqualTo(step.field());
            } else {
                store(step.url(), step.field());
            }
        }
    }

    /** The same through a client and a server, which stands as proxy for all hosts. */
    @ParameterizedTest
    @MethodSource("casesOnTheWire")
    void cookie_ofEachCase_isSentOnTheWire(CookieCases.Case given) {
        AtomicInteger next = new AtomicInteger();
        try (RawServer server = RawServer.running(exchange -> {
                    while (exchange.readRequest() != null) {
                        CookieCases.Step step = given.steps().get(next.getAndIncrement());
                        exchange.write(
                                "HTTP/1.1 200 OK" + (step.isSent() ? "" : "\r\nSet-Cookie: " + step.field()) + EMPTY);
                    }
                });
                TestUser user = new TestUser("", through(server))) {
            for (CookieCases.Step step : given.steps()) {
                user.http.get(step.url()).send();
                if (step.isSent()) {
                    assertThat(cookieOf(server.requests().get(next.get() - 1)))
                            .as(step.url())
                            .isEqualTo(step.field());
                }
            }
        }
    }

    private static HttpOptions through(RawServer server) {
        return HttpOptions.builder().proxy("http://localhost:" + server.port()).build();
    }

    private static String cookieOf(String request) {
        int start = request.indexOf("\r\nCookie: ");
        return start < 0 ? "none" : request.substring(start + 10, request.indexOf("\r\n", start + 2));
    }

    @Test
    void cookies_severalInOneAnswer_areSentInOneField() {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2"
                        + "\r\nSET-COOKIE:c=3" + EMPTY);
                TestUser user = new TestUser(server.url())) {
            user.http.get("/x").send();
            user.http.get("/x").send();

            assertThat(server.requests().get(0)).doesNotContain("Cookie");
            assertThat(server.requests().get(1)).containsOnlyOnce("Cookie:").contains("\r\nCookie: a=1; b=2; c=3\r\n");
        }
    }

    @Test
    void cookies_ofARedirect_areSentToItsGoal() {
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.write("HTTP/1.1 302 Found\r\nLocation: /home\r\nSet-Cookie: sid=7; Path=/" + EMPTY);
                    exchange.readRequest();
                    exchange.write(RawServer.ok(""));
                });
                TestUser user = new TestUser(server.url())) {
            user.http.post("/login").send();

            assertThat(server.requests().get(1)).startsWith("GET /home ").contains("\r\nCookie: sid=7\r\n");
        }
    }

    @Test
    void cookie_setByHand_takesThePlaceOfTheJarForOneRequest() {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=jar; Path=/" + EMPTY);
                TestUser user = new TestUser(server.url())) {
            user.http.get("/").send();
            user.http.get("/").header("Cookie", "mine=1").send();
            user.http
                    .get("/")
                    .header("cookie", "mine=1")
                    .header("X-Y", "z")
                    .header("Cookie", "too=2")
                    .send();
            user.http.get("/").send();

            List<String> requests = server.requests();
            assertThat(requests.get(1)).contains("\r\nCookie: mine=1\r\n").doesNotContain("jar");
            assertThat(requests.get(2))
                    .contains("\r\nCookie: mine=1; too=2\r\n")
                    .doesNotContain("jar", "cookie");
            assertThat(requests.get(3)).contains("\r\nCookie: a=jar\r\n");
        }
    }

    @Test
    void cookies_ofTwoUsers_areEachTheirOwn() {
        try (RawServer server = RawServer.running(exchange -> {
                    while (exchange.readRequest() != null) {
                        exchange.write("HTTP/1.1 200 OK\r\nSet-Cookie: user=" + exchange.number() + EMPTY);
                    }
                });
                TestUser one = new TestUser(server.url());
                TestUser two = new TestUser(server.url())) {
            one.http.get("/").send();
            two.http.get("/").send();
            one.http.get("/").send();
            two.http.get("/").send();

            assertThat(server.requests().stream().map(CookieTests::cookieOf))
                    .containsExactly("none", "none", "user=1", "user=2");
        }
    }

    @Test
    void cookie_whoseTimeIsUp_isSentNoMore() {
        store("http://shop.test/", "a=1; Max-Age=60", "b=2; Expires=Wed, 01 Jan 2025 00:02:00 GMT", "c=3");
        assertThat(sent("http://shop.test/")).isEqualTo("a=1; b=2; c=3");
        now += 59_999;
        assertThat(sent("http://shop.test/")).isEqualTo("a=1; b=2; c=3");
        now += 1;
        assertThat(sent("http://shop.test/")).isEqualTo("b=2; c=3");
        now += 60_000;
        assertThat(sent("http://shop.test/")).isEqualTo("c=3");
        store("http://shop.test/", "c=3; Expires=Wed, 01 Jan 2025 00:02:00 GMT");
        assertThat(sent("http://shop.test/")).isEqualTo("none");
    }

    @Test
    void header_whereNothingChanged_isTheSameAgain() {
        store("http://shop.test/", "a=1");
        Header first = cookies.header(target("http://shop.test/x"));

        assertThat(cookies.header(target("http://shop.test/x"))).isSameAs(first);
        store("http://shop.test/", "a=2");
        assertThat(sent("http://shop.test/x")).isEqualTo("a=2");
    }

    @Test
    void cookie_ofAnyBytes_staysTheSameInHttp2() throws Exception {
        store("http://shop.test/", "a=\u00e4\u0080\u00ff \"x\"");
        RequestTarget target = target("http://shop.test/");
        Outgoing request = new Outgoing(
                "GET", target, List.of(), null, new Reception(1000, true, new BodyMemory(Long.MAX_VALUE).share()));
        ByteArrayBuffer packed = new Http2Headers().pack(request.message(cookies.header(target)), target.origin());

        List<Header> fields = new Http2Headers().unpack(ByteBuffer.wrap(packed.array(), 0, packed.length()));

        assertThat(fields).anySatisfy(field -> {
            assertThat(field.getName()).isEqualTo("cookie");
            assertThat(field.getValue()).isEqualTo("a=\u00e4\u0080\u00ff \"x\"");
        });
    }

    @Test
    void cookies_withoutEnd_areBounded() {
        for (int i = 0; i < 10; i++) {
            int round = i;
            cookies.store(
                    target("http://shop/"),
                    IntStream.range(0, 100)
                            .mapToObj(n -> "c" + round + "x" + n + "=v")
                            .toList());
        }
        assertThat(sent("http://shop/").split("; ", -1))
                .hasSize(Cookies.MOST)
                .contains("c7x0=v", "c9x99=v")
                .doesNotContain("c6x99=v");
    }

    @Test
    void cookies_tooMany_thoseUsedLongestAgoGoFirst() {
        store("http://shop/", "old=1; Path=/used", "unused=1; Path=/unused");
        for (int i = 0; i < Cookies.MOST - 2; i++) {
            store("http://shop/", "c" + i + "=v; Path=/many");
        }
        assertThat(sent("http://shop/used")).isEqualTo("old=1");
        store("http://shop/", "last=1; Path=/many");

        assertThat(sent("http://shop/used")).isEqualTo("old=1");
        assertThat(sent("http://shop/unused")).isEqualTo("none");
        assertThat(sent("http://shop/many").split("; ", -1)).hasSize(Cookies.MOST - 1);
    }
}
