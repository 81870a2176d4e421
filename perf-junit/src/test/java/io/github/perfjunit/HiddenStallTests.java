// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ResultSection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads on a server that stops for half a second twice, and on one that does not. On the real clock. */
class HiddenStallTests {

    private static final long MILLI = 1_000_000;
    private static final String GENERAL = "closed model: users slow down with the target";

    private static HttpServer server;
    private static LoadResult result;

    @TempDir
    private Path output;

    private ExecutorService threads;
    private volatile long firstRequest;

    @BeforeEach
    void startServer() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/steady", exchange -> {
            LockSupport.parkNanos(2 * MILLI);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/stopping", exchange -> {
            LockSupport.parkNanos(2 * MILLI);
            long left = stopLeft(System.nanoTime());
            while (left > 0) {
                LockSupport.parkNanos(left);
                left = stopLeft(System.nanoTime());
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** It stops from 1 s to 1.5 s and from 2.5 s to 3 s after the first request. */
    private synchronized long stopLeft(long now) {
        if (firstRequest == 0) {
            firstRequest = now;
        }
        long since = TimeUnit.NANOSECONDS.toMillis(now - firstRequest);
        long end = since < 2000 ? 1500 : 3000;
        return since >= end - 500 && since < end ? firstRequest + end * MILLI - now : 0;
    }

    private static List<?> stalls() {
        return result.sections().stream()
                .filter(section -> section.name().equals("course"))
                .map(ResultSection::data)
                .map(data -> (List<?>) data.get("stalls"))
                .findFirst()
                .orElse(List.of());
    }

    /** A busy machine may stop the server for another moment. A stall in which it stopped the generator too is not told. */
    @Test
    void closedModel_onAServerThatStopsTwice_tellsOfBothStalls() {
        TestRun run = TestRun.of(StoppingTestCases.class, output);

        run.assertPassed("closed");
        assertThat(run.printed().replaceAll("\\s+", " "))
                .containsPattern("course closed model: \\d+ stalls? stopped (all|at least 80 % of) 20 users \\(")
                .doesNotContain(GENERAL);
        assertThat(stalls()).hasSize(1);
        assertThat((List<?>) ((Map<?, ?>) stalls().get(0)).get("first"))
                .filteredOn(stall -> (long) ((Map<?, ?>) stall).get("lengthMs") >= 200)
                .hasSizeGreaterThanOrEqualTo(result.data().generator().lostMillis() < 100 ? 2 : 1);
    }

    @Test
    void closedModel_onAServerThatDoesNotStop_saysSoInGeneral() {
        TestRun run = TestRun.of(SteadyTestCases.class, output);

        run.assertPassed("closed");
        assertThat(stalls()).isEmpty();
        assertThat(run.printed()).contains(GENERAL);
    }

    @Test
    void pacing_onAServerThatStops_hidesNothing() {
        TestRun run = TestRun.of(PacedTestCases.class, output);

        run.assertPassed("paced");
        assertThat(stalls()).isEmpty();
        assertThat(run.printed()).doesNotContain("closed model");
    }

    private static String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    static class StoppingTestCases {
        @LoadTest(users = 20, duration = "4s")
        void closed(Http http) {
            http.get(url("/stopping")).send();
        }

        @AfterLoad("closed")
        void keep(LoadResult load) {
            result = load;
        }
    }

    static class SteadyTestCases {
        @LoadTest(users = 20, duration = "2s")
        void closed(Http http) {
            http.get(url("/steady")).send();
        }

        @AfterLoad("closed")
        void keep(LoadResult load) {
            result = load;
        }
    }

    static class PacedTestCases {
        @LoadTest(users = 20, pacing = "100ms", duration = "2s")
        void paced(Http http) {
            http.get(url("/stopping")).send();
        }

        @AfterLoad("paced")
        void keep(LoadResult load) {
            result = load;
        }
    }
}
