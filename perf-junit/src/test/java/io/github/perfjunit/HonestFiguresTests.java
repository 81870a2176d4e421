// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Percentiles of loads on servers whose answer times are known, against values worked out by hand. On the real clock, so
 * the bounds are wide; what they tell apart is ten times as far apart.
 */
class HonestFiguresTests {

    private static final long MS = 1_000_000;
    private static final long STALL_MILLIS = 300;
    private static final long PERIOD_MILLIS = 3_000;

    private static HttpServer server;
    private static LoadResult result;

    @TempDir
    private Path output;

    private final AtomicLong requests = new AtomicLong();
    private ExecutorService threads;

    @BeforeEach
    void startServer() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        long start = System.nanoTime();
        server.createContext("/stalling", exchange -> {
            long inPeriod = (System.nanoTime() - start) / MS % PERIOD_MILLIS;
            long stall = inPeriod >= PERIOD_MILLIS - STALL_MILLIS ? PERIOD_MILLIS - inPeriod : 0;
            answerAfter(exchange, stall + 2);
        });
        server.createContext("/known", exchange -> answerAfter(exchange, knownDelay(requests.getAndIncrement())));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** 90 % take 10 ms, 8 % take 50 ms and 2 % take 100 ms, spread evenly over the requests. */
    private static long knownDelay(long request) {
        long inFifty = request % 50;
        return inFifty == 49 ? 100 : inFifty % 12 == 7 ? 50 : 10;
    }

    private static void answerAfter(HttpExchange exchange, long millis) throws IOException {
        long until = System.nanoTime() + millis * MS;
        for (long left = millis * MS; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    /**
     * The server answers nothing for 300 ms of every 3 s, so a tenth of the requests that are due evenly wait, between 0
     * and 300 ms, evenly spread: half of that tenth more than 150 ms (p95), a tenth of it more than 270 ms (p99).
     */
    @Test
    void openModel_onAStallingServer_showsTheStallInItsPercentiles() {
        TestRun.of(OpenTestCases.class, output).assertPassed("open");

        LatencySummary latency = result.all().latency();
        assertThat(latency.percentile(50)).isLessThan(Duration.ofMillis(80));
        // No upper limits: a stall of this machine makes those of the server longer.
        assertThat(latency.percentile(95)).isGreaterThan(Duration.ofMillis(100));
        assertThat(latency.percentile(99)).isGreaterThan(Duration.ofMillis(240));
    }

    /** Each of the 5 users meets a stall once in 3 s, and makes hundreds of requests in between. */
    @Test
    void closedModel_onAStallingServer_hidesTheStallAndSaysSo() {
        TestRun run = TestRun.of(ClosedTestCases.class, output);

        run.assertPassed("closed");

        assertThat(result.all().latency().percentile(95)).isLessThan(Duration.ofMillis(100));
        assertThat(run.printed()).contains("closed model: ");
    }

    /** Service times, because a busy machine starts requests late, which response times show. */
    @Test
    void percentiles_onAServerOfKnownDelays_areThose() {
        TestRun.of(KnownTestCases.class, output).assertPassed("known");

        LatencySummary service = result.all().serviceTime();
        assertPercentile(service, 50, 10, 30);
        assertPercentile(service, 95, 50, 80);
        assertPercentile(service, 99, 100, 160);
    }

    /** Never less than the server took; more by as much as this machine let threads oversleep during the load. */
    private static void assertPercentile(LatencySummary service, double percentile, long atLeastMillis, long atMost) {
        Duration lateness = result.data().generator().hiccups().max().multipliedBy(2);
        assertThat(service.percentile(percentile))
                .as("p%s", percentile)
                .isBetween(
                        Duration.ofMillis(atLeastMillis),
                        Duration.ofMillis(atMost).plus(lateness));
    }

    private static String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    static class OpenTestCases {
        @PerfTest
        void open(LoadBuilder load, Http http) {
            result = load.arrivalRate("200/s").rampUp("500ms").duration("6s").run(user -> http.get(url("/stalling"))
                    .send());
        }
    }

    static class ClosedTestCases {
        @PerfTest
        void closed(LoadBuilder load, Http http) {
            result = load.users(5).duration("6s").run(user -> http.get(url("/stalling"))
                    .send());
        }
    }

    static class KnownTestCases {
        @PerfTest
        void known(LoadBuilder load, Http http) {
            result = load.arrivalRate("250/s").rampUp("1s").duration("6s").run(user -> http.get(url("/known"))
                    .send());
        }
    }
}
