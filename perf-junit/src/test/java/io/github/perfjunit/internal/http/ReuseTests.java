// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.metrics.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many connections each policy opens, and what users of a shared pool do to each other. */
@Timeout(30)
class ReuseTests {

    private static final HttpOptions ONE = HttpOptions.builder().sharedPool(1).build();

    /** A second user of the first one's scenario. */
    private record Other(TestUser first, Http http, RecordedRequests recorded) {
        static Other of(TestUser first) {
            RecordedRequests recorded = new RecordedRequests();
            return new Other(first, TestUser.open(first.pool, recorded), recorded);
        }
    }

    /** Answers requests for /slow when the latch is open, and all others at once. */
    private static RawServer slowServer(CountDownLatch latch) {
        return RawServer.running(exchange -> {
            for (String request = exchange.readRequest(); request != null; request = exchange.readRequest()) {
                if (request.startsWith("GET /slow")) {
                    latch.await();
                }
                exchange.write(RawServer.ok("x"));
            }
        });
    }

    private static Thread started(Runnable code) {
        Thread thread = new Thread(code);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitRequests(RawServer server, int count) {
        while (server.requests().size() < count) {
            Thread.onSpinWait();
        }
    }

    /** Waits until the thread waits for a place, and not for something else. */
    private static void awaitParked(Thread thread) {
        while (!(LockSupport.getBlocker(thread) instanceof SharedPool)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void perUser_endOfAnIteration_isOfNoInterest() {
        try (RawServer server = RawServer.answering(RawServer.ok("x"));
                TestUser user = new TestUser(server.url())) {
            Other other = Other.of(user);
            for (int i = 0; i < 3; i++) {
                user.http.get("/").send();
                other.http.get("/").send();
                user.pool.iterationEnded(user.http);
            }

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void newPerIteration_endOfAnIteration_closesTheConnections() {
        HttpOptions options = HttpOptions.builder().newConnectionsPerIteration().build();
        try (RawServer server = RawServer.answering(RawServer.ok("x"));
                TestUser user = new TestUser(server.url(), options)) {
            for (int i = 0; i < 3; i++) {
                user.http.get("/").send();
                user.http.get("/").send();
                user.pool.iterationEnded(user.http);
            }

            assertThat(user.pool.followsIterations()).isTrue();
            assertThat(server.connections()).isEqualTo(3);
            assertThat(user.recorded.connections).hasSize(3);
        }
    }

    @Test
    void sharedPool_manyUsers_openNoMoreThanItsSize() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        HttpOptions options = HttpOptions.builder().sharedPool(2).build();
        try (RawServer server = RawServer.answering(RawServer.ok("x"));
                TestUser first = new TestUser(server.url(), options)) {
            List<Future<RecordedRequests>> running = new ArrayList<>();
            for (int u = 0; u < 16; u++) {
                running.add(threads.submit(() -> {
                    Other user = Other.of(first);
                    for (int i = 0; i < 50; i++) {
                        user.http.get("/").send();
                    }
                    first.pool.close(user.http);
                    return user.recorded;
                }));
            }
            for (Future<RecordedRequests> user : running) {
                assertThat(user.get().samples)
                        .hasSize(50)
                        .allMatch(s -> s.outcome() == Outcome.OK)
                        .allMatch(s -> s.intended() <= s.started() && s.started() <= s.ended());
            }

            assertThat(server.connections()).isBetween(1, 2);
            assertThat(server.requests()).hasSize(800);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void sharedPool_waitForAConnection_isResponseTimeAndNotServiceTime() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        try (RawServer server = slowServer(latch);
                TestUser user = new TestUser(server.url(), ONE)) {
            Other other = Other.of(user);
            Thread first = started(() -> user.http.get("/slow").send());
            awaitRequests(server, 1);
            long before = System.nanoTime();
            Thread second = started(() -> other.http.get("/").send());
            awaitParked(second);
            long parked = System.nanoTime();
            long released = System.nanoTime();
            latch.countDown();
            first.join();
            second.join();

            RecordedRequests.Sample waited = other.recorded.only();
            assertThat(waited.outcome()).isEqualTo(Outcome.OK);
            assertThat(waited.intended()).isBetween(before, parked);
            assertThat(waited.started() - waited.intended()).isGreaterThanOrEqualTo(released - parked);
            assertThat(other.recorded.connections).isEmpty();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void sharedPool_noConnectionInTime_saysSoAndTheNextRequestWorks() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        try (RawServer server = slowServer(latch);
                TestUser user = new TestUser(server.url(), ONE)) {
            Other other = Other.of(user);
            Thread first = started(() -> user.http.get("/slow").send());
            awaitRequests(server, 1);
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class,
                    () -> other.http.get("/").timeout(Duration.ofMillis(100)).send());
            latch.countDown();
            first.join();

            assertThat(failure.kind()).isEqualTo("timeout");
            assertThat(failure).hasMessage("no free connection to localhost:" + server.port() + " within 100 ms");
            RecordedRequests.Sample sample = other.recorded.only();
            assertThat(sample.started()).isEqualTo(sample.intended());
            assertThat(other.http.get("/").send().status()).isEqualTo(200);
            assertThat(user.recorded.only().outcome()).isEqualTo(Outcome.OK);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void sharedPool_userClosedWhileItWaits_leavesTheOthersAlone() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        try (RawServer server = slowServer(latch);
                TestUser user = new TestUser(server.url(), ONE)) {
            Other other = Other.of(user);
            Thread first = started(() -> user.http.get("/slow").send());
            awaitRequests(server, 1);
            Thread second = started(
                    () -> assertThatThrownBy(() -> other.http.get("/").send()).isInstanceOf(HttpFailure.class));
            awaitParked(second);
            user.pool.close(other.http);
            second.join();
            latch.countDown();
            first.join();

            assertThat(other.recorded.errors.get(0).message())
                    .isEqualTo("the user's client was closed before localhost:" + server.port() + " had answered");
            assertThat(user.recorded.only().outcome()).isEqualTo(Outcome.OK);
        }
    }

    @Test
    void sharedPool_userThatHasEnded_leavesItsConnectionToOthers() {
        try (RawServer server = RawServer.answering(RawServer.ok("x"));
                TestUser user = new TestUser(server.url(), ONE)) {
            Other other = Other.of(user);
            other.http.get("/").send();
            user.pool.close(other.http);
            user.http.get("/").send();

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void sharedPool_exchangeCutOff_opensAnotherConnection() {
        try (RawServer server = RawServer.running(exchange -> {
                    exchange.readRequest();
                    if (exchange.number() == 1) {
                        exchange.hold();
                    }
                    exchange.write(RawServer.ok("x"));
                    exchange.hold();
                });
                TestUser user = new TestUser(server.url(), ONE)) {
            assertThatThrownBy(() ->
                            user.http.get("/").timeout(Duration.ofMillis(100)).send())
                    .hasMessage("no answer from localhost:" + server.port() + " within 100 ms");

            assertThat(Other.of(user).http.get("/").send().status()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void sharedPool_originThatRefuses_givesThePlaceBack() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (TestUser user = new TestUser("http://localhost:" + port, ONE)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> user.http.get("/").send())
                        .hasMessage("connection refused by localhost:" + port);
            }
        }
    }

    @Test
    void sharedPool_redirectsBetweenOrigins_neverHoldTwoPlaces() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (RawServer last = RawServer.answering(RawServer.ok("x"));
                RawServer first = RawServer.answering(
                        "HTTP/1.1 302 Found\r\nLocation: " + last.url() + "/\r\nContent-Length: 0\r\n\r\n");
                TestUser user = new TestUser(first.url(), ONE)) {
            List<Future<?>> running = new ArrayList<>();
            for (int u = 0; u < 8; u++) {
                running.add(threads.submit(() -> {
                    Http http = Other.of(user).http;
                    for (int i = 0; i < 20; i++) {
                        http.get("/").send();
                        http.get(last.url() + "/direct").send();
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }

            assertThat(first.connections()).isEqualTo(1);
            assertThat(last.connections()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void sharedPool_veryManyOrigins_keepsTheLatest() {
        HttpResource resource = new HttpResource(
                () -> {
                    throw new AssertionError(SSLContext.class);
                },
                host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
        try (RawServer server = RawServer.answering(RawServer.ok("x"));
                TestUser user = new TestUser(resource, TestUser.plan("", ONE))) {
            for (int i = 0; i < 66; i++) {
                user.http.get("http://shop-" + i + ":" + server.port() + "/").send();
            }
            user.http.get("http://shop-65:" + server.port() + "/").send();
            assertThat(server.connections()).isEqualTo(66);
            user.http.get("http://shop-0:" + server.port() + "/").send();
            assertThat(server.connections()).isEqualTo(67);
        }
    }
}
