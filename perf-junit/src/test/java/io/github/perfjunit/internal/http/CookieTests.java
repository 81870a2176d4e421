// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // lines on the wire end in CR LF
class CookieTests {

    @Test
    void cookies_ofTheServer_areSentBackToItAlone() {
        try (RawServer server = RawServer.answering(
                        "HTTP/1.1 200 OK\r\nSet-Cookie: session=abc; Path=/; HttpOnly; SameSite=Lax\r\n"
                                + "Set-Cookie: other=1; Domain=evil.example\r\nSet-Cookie: =bad\r\n"
                                + "Set-Cookie: \r\nContent-Length: 0\r\n\r\n");
                RawServer other = RawServer.answering(RawServer.ok(""));
                TestUser user = new TestUser(server.url())) {
            user.http.get("/a").send();
            user.http.get("/b").send();
            user.http.get("/c").header("Cookie", "mine=1").send();
            user.http.get("http://127.0.0.1:" + other.port() + "/").send();

            assertThat(server.requests().get(0)).doesNotContain("Cookie");
            assertThat(server.requests().get(1)).contains("\r\nCookie: session=abc\r\n");
            assertThat(server.requests().get(2))
                    .contains("\r\nCookie: mine=1\r\n")
                    .doesNotContain("session");
            assertThat(other.requests().get(0)).doesNotContain("Cookie");
        }
    }

    @Test
    void cookie_expired_isForgotten() {
        Cookies cookies = new Cookies();
        RequestTarget target = new RequestTarget(Origin.parse("http://my_service"), "/a/b?c");
        cookies.store(target, List.of("a=1; Path=/a", "b=2; Path=/other", "c=3; Secure"));
        assertThat(cookies.header(target)).isEqualTo("a=1");
        cookies.store(target, List.of("a=1; Path=/a; Max-Age=0"));
        assertThat(cookies.header(target)).isNull();
    }

    @Test
    void cookies_withoutEnd_areBounded() {
        Cookies cookies = new Cookies();
        RequestTarget target = new RequestTarget(Origin.parse("http://shop"), "/");
        for (int i = 0; i < 10; i++) {
            int round = i;
            cookies.store(
                    target,
                    IntStream.range(0, 100)
                            .mapToObj(n -> "c" + round + "x" + n + "=v")
                            .toList());
        }
        assertThat(cookies.header(target).split("; ", -1)).hasSize(Cookies.MOST).contains("c9x99=v");
    }
}
