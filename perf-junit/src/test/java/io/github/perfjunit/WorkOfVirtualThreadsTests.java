// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.slo.SloViolation;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Objectives about pinned virtual threads of a server in this JVM. */
class WorkOfVirtualThreadsTests {

    private static final AtomicInteger RAN = new AtomicInteger();

    @TempDir
    Path output;

    static class LoadTestCases {

        @LoadTest(users = 2, iterations = 1000, baseUrl = "${shop.url:http://localhost:1}")
        @WorkSlo(pinned = "0.3")
        void visit(Http http) {
            RAN.incrementAndGet();
            http.get("/").send();
        }
    }

    /** What waits in a class initializer is pinned in every version so far; each loader initializes it anew. */
    public static final class Slow {
        static {
            LockSupport.parkNanos(100_000);
        }

        private Slow() {}
    }

    private static void pin() {
        URL[] classes = {Slow.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader fresh = new URLClassLoader(classes, null)) {
            Class.forName(Slow.class.getName(), true, fresh);
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every so many requests a thread is pinned. */
    private TestRun run(Executor threads, int every) throws IOException {
        RAN.set(0);
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, requests.incrementAndGet() % every == 0));
        server.start();
        try {
            return TestRun.ofMethod(
                    LoadTestCases.class,
                    "visit",
                    output,
                    "perf.invalid=fail",
                    "shop.url=http://localhost:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, boolean pins) throws IOException {
        if (pins) {
            pin();
        }
        LockSupport.parkNanos(10_000);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** By reflection, for the tests are compiled for Java 17. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        Method method = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
        return (ExecutorService) method.invoke(null);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void pinnedThreads_ofTheTarget_areCountedWithTheirPlace() throws Exception {
        TestRun few = run(virtualThreads(), 4);
        few.assertPassed("visit");
        JsonNode work =
                few.results("WorkOfVirtualThreadsTests.LoadTestCases.visit").at("/sections/work");
        assertThat(work.at("/perIteration/pinned/total").asInt()).isBetween(250, 260);
        assertThat(few.printed())
                .containsPattern("\\n   pinned waits +0\\.2[56]")
                .contains("pinned at ");

        assertThat(run(virtualThreads(), 2).failure("visit"))
                .isInstanceOf(SloViolation.class)
                .hasMessageMatching(
                        "(?s)visit missed 1 of 2 SLOs: pinned waits of each iteration 0\\.5\\d*, limit 0.3 .*");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void targetWithoutVirtualThreads_meetsNoLimit() throws Exception {
        ExecutorService platform = Executors.newFixedThreadPool(2);
        try {
            assertThat(run(platform, 1).failure("visit"))
                    .isInstanceOf(SloViolation.class)
                    .hasMessageContaining("no virtual thread but those of the load began to run; what is tested has"
                            + " platform threads, or runs in another JVM");
        } finally {
            platform.shutdownNow();
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void pinnedThreads_onAnOldJava_areAMistake() throws Exception {
        assertThat(run(Runnable::run, 1).failure("visit"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "1 configuration error in LoadTestCases.visit:\n  - @WorkSlo.pinned cannot be counted: this is"
                                + " Java " + Runtime.version().feature()
                                + ", and virtual threads need Java 21 or later");
        assertThat(RAN).hasValue(0);
    }
}
