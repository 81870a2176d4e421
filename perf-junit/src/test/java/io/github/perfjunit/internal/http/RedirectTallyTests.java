// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedirectTallyTests {

    private static final Origin SHOP = Origin.parse("http://shop.test");

    private final RedirectTally tally = new RedirectTally(ConcurrentHashMap.newKeySet());

    private void followed(int times, String to) {
        for (int i = 0; i < times; i++) {
            tally.followed(SHOP, Origin.parse(to));
        }
    }

    @Test
    void redirects_toUnnamedHosts_areToldWithTheirCounts() {
        assertThat(tally.notes()).isEmpty();
        followed(1, "https://cdn.example.com");
        assertThat(tally.notes())
                .containsExactly("1 request was led by a redirect to cdn.example.com, which this test does not name;"
                        + " allowedHosts confines it");
        followed(11, "http://cdn.example.com:8080/x");
        assertThat(tally.notes())
                .containsExactly("12 requests were led by redirects to cdn.example.com, which this test does not name;"
                        + " allowedHosts confines it");
        followed(3, "http://b.test");
        followed(3, "http://a.test");
        assertThat(tally.notes())
                .containsExactly("requests were led by redirects to hosts that this test does not name:"
                        + " cdn.example.com (12), a.test (3), b.test (3); allowedHosts confines it");
    }

    @Test
    void redirects_toNamedHosts_areNotTold() {
        tally.named(SHOP);
        tally.named(Origin.parse("http://api.test"));
        followed(2, "https://shop.test:8443");
        followed(2, "http://api.test:81");
        followed(2, "http://later.test");
        tally.followed(Origin.parse("http://x.test"), Origin.parse("https://x.test")); // its own host
        tally.named(Origin.parse("http://later.test"));

        assertThat(tally.notes()).isEmpty();
    }

    @Test
    void host_namedByAnotherScenario_isNotTold() {
        try (RawServer other = RawServer.answering(RawServer.ok("there"));
                RawServer server = RawServer.answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                        + other.port() + "/\r\nContent-Length: 0\r\n\r\n")) {
            HttpResource resource = new HttpResource();
            try (TestUser north = new TestUser(resource, TestUser.plan(server.url()));
                    TestUser south = new TestUser(resource, TestUser.plan("http://127.0.0.1:" + other.port()))) {
                north.http.get("/").send();

                assertThat(north.pool.notes()).isEmpty();
                assertThat(south.pool.notes()).isEmpty();
            }
        }
    }

    @Test
    void redirects_toEverNewHosts_areBounded() {
        for (int i = 0; i < 1000; i++) {
            followed(1, "http://h%03d.test".formatted(i));
        }

        List<String> twenty = Stream.iterate(0, i -> i + 1)
                .limit(RedirectTally.MOST)
                .map("h%03d.test (1)"::formatted)
                .toList();
        assertThat(tally.notes())
                .containsExactly("requests were led by redirects to hosts that this test does not name: "
                        + String.join(", ", twenty) + ", (other) (980); allowedHosts confines it");
    }

    @Test
    void redirects_toLongHosts_areCut() {
        followed(1, "http://" + "x".repeat(200));

        assertThat(tally.notes())
                .containsExactly("1 request was led by a redirect to " + "x".repeat(100)
                        + "..., which this test does not name; allowedHosts confines it");
    }

    @Test
    void load_ledElsewhere_saysSoUnlessTheTestNamesTheHost() {
        try (RawServer other = RawServer.answering(RawServer.ok("there"));
                RawServer server = RawServer.answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                        + other.port() + "/\r\nContent-Length: 0\r\n\r\n");
                TestUser user = new TestUser(server.url())) {
            user.http.get("/a").send();
            user.http.get("/b").send();
            assertThat(user.pool.notes())
                    .containsExactly("2 requests were led by redirects to 127.0.0.1, which this test does not name;"
                            + " allowedHosts confines it");

            user.http.get("http://127.0.0.1:" + other.port() + "/mine").send();
            assertThat(user.pool.notes()).isEmpty();
        }
    }
}
