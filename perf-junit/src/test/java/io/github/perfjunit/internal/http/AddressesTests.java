// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.http.HttpOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** When names are resolved again, and in which order addresses are tried. */
class AddressesTests {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> resolved = new ArrayList<>();
    private InetAddress[] answer = {address("10.0.0.1"), address("10.0.0.2")};

    private Addresses addresses(long ttl) {
        return new Addresses(
                host -> {
                    resolved.add(host);
                    if (answer.length == 0) {
                        throw new UnknownHostException(host);
                    }
                    return answer;
                },
                now::get,
                ttl);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void addresses_withinTheirTime_areNotResolvedAgain() throws Exception {
        Addresses addresses = addresses(30 * SECOND);
        addresses.of("shop.test");
        now.addAndGet(30 * SECOND - 1);
        addresses.of("shop.test");
        addresses.of("other.test");
        assertThat(resolved).containsExactly("shop.test", "other.test");

        now.addAndGet(1);
        answer = new InetAddress[] {address("10.0.0.9")};

        assertThat(addresses.of("shop.test")).containsExactly(address("10.0.0.9"));
        assertThat(resolved).containsExactly("shop.test", "other.test", "shop.test");
    }

    @Test
    void addresses_ofNoTime_areResolvedForEveryConnection() throws Exception {
        Addresses addresses = addresses(0);
        addresses.of("shop.test");
        addresses.of("shop.test");

        assertThat(resolved).hasSize(2);
    }

    @Test
    void addresses_severalOfOneFamily_takeTurns() throws Exception {
        InetAddress a = address("10.0.0.1");
        InetAddress b = address("10.0.0.2");
        InetAddress c = address("10.0.0.3");
        InetAddress six = address("::1");
        answer = new InetAddress[] {a, six, b, c};
        Addresses addresses = addresses(SECOND);

        assertThat(addresses.of("shop.test")).containsExactly(a, b, c, six);
        assertThat(addresses.of("shop.test")).containsExactly(b, c, a, six);
        now.addAndGet(SECOND);
        assertThat(addresses.of("shop.test")).containsExactly(c, a, b, six);
        assertThat(addresses.of("shop.test")).containsExactly(a, b, c, six);
    }

    @Test
    void addresses_nameThatVanished_isUnknownThen() throws Exception {
        Addresses addresses = addresses(SECOND);
        addresses.of("shop.test");
        answer = new InetAddress[0];
        assertThat(addresses.of("shop.test")).hasSize(2);
        now.addAndGet(SECOND);

        assertThatThrownBy(() -> addresses.of("shop.test")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void addresses_ofVeryManyHosts_areNotAllKept() throws Exception {
        Addresses addresses = addresses(SECOND);
        for (int i = 0; i < 1100; i++) {
            addresses.of("shop-" + i);
        }
        resolved.clear();
        addresses.of("shop-0");
        addresses.of("shop-1099");

        assertThat(resolved).containsExactly("shop-1099");
    }

    @EnabledOnOs(OS.LINUX) // where all of 127.0.0.0/8 is loopback
    @Test
    void client_addressThatRefuses_triesTheNextOne() {
        HttpOptions options = HttpOptions.builder().dnsTtl(Duration.ZERO).build();
        answer = new InetAddress[] {address("127.0.0.2"), address("127.0.0.1")};
        try (RawServer server =
                        RawServer.answering(RawServer.ok("x").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
                TestUser user = new TestUser(
                        new HttpResource(
                                () -> {
                                    throw new AssertionError(SSLContext.class);
                                },
                                host -> {
                                    resolved.add(host);
                                    return answer;
                                }),
                        TestUser.plan("http://shop.test:" + server.port(), options))) {
            user.http.get("/").send();
            user.http.get("/").send();
            user.http.get("/").send();

            assertThat(resolved).containsExactly("shop.test", "shop.test", "shop.test");
            assertThat(user.recorded.connections).hasSize(3).allMatch(RecordedRequests.Connected::ok);
            assertThat(server.connections()).isEqualTo(3);
        }
    }
}
