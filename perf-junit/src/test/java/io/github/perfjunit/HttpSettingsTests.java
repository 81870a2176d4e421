// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.http.ConnectionReuse;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.load.LoadBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code @HttpSettings} may stand, and what it does to whole loads. */
@Timeout(60)
class HttpSettingsTests {

    private static int port;

    @TempDir
    private Path output;

    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<String> requestLines = new ConcurrentLinkedQueue<>();
    private ServerSocket server;
    private ExecutorService threads;

    @BeforeEach
    void listen() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
        threads.execute(this::accept);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> answer(socket));
            } catch (SocketException e) {
                return; // closed at the end of the test
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            byte[] request = new byte[4_096];
            for (int n = socket.getInputStream().read(request);
                    n > 0;
                    n = socket.getInputStream().read(request)) {
                String line = new String(request, 0, n, StandardCharsets.US_ASCII)
                        .lines()
                        .findFirst()
                        .orElse("");
                requestLines.add(line);
                String head = line.startsWith("GET /away ")
                        ? "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + port + "/"
                        : "HTTP/1.1 200 OK";
                socket.getOutputStream()
                        .write((head + "\r\nContent-Length: 1\r\n\r\nx").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            return; // closed by the client
        }
    }

    private static void visit(Http http) {
        http.get("http://localhost:" + port + "/").send();
        http.get("http://localhost:" + port + "/").send();
    }

    static class PerUserTestCases {
        @BeforeUser
        void login(Http http) {
            visit(http);
        }

        @LoadTest(users = 3, iterations = 12)
        void visits(Http http) {
            visit(http);
        }
    }

    @HttpSettings(connections = ConnectionReuse.NEW_PER_ITERATION)
    static class OfClassTestCases extends PerUserTestCases {
        @Override
        @LoadTest(users = 3, iterations = 12)
        void visits(Http http) {
            visit(http);
        }
    }

    @HttpSettings(connections = ConnectionReuse.NEW_PER_ITERATION)
    static class OfMethodTestCases {
        @LoadTest(users = 5, iterations = 50)
        @HttpSettings(connections = ConnectionReuse.SHARED_POOL, poolSize = 2)
        void visits(Http http) {
            visit(http);
        }
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @HttpSettings(proxy = "http://localhost:${proxy.port}", trustAll = true)
    @interface ThroughProxy {}

    static class OfOwnAnnotationTestCases {
        @LoadTest(users = 1, iterations = 1)
        @ThroughProxy
        void visits(Http http) {
            http.get("http://shop.test/").send();
        }
    }

    static class FluentTestCases {
        @PerfTest
        @HttpSettings(connections = ConnectionReuse.NEW_PER_ITERATION)
        void visits(LoadBuilder load, Http http) {
            assertThat(load.scenario("annotated", s -> s.users(1).iterations(3).run(user -> visit(http)))
                            .scenario("coded", s -> s.users(1)
                                    .iterations(3)
                                    .http(HttpOptions.builder().sharedPool(1).build())
                                    .run(user -> visit(http)))
                            .start())
                    .count()
                    .isEqualTo(12);
        }

        @PerfTest
        void proxied(LoadBuilder load, Http http) {
            load.http(HttpOptions.builder().proxy("http://localhost:" + port).build())
                    .users(1)
                    .iterations(1)
                    .run(user -> http.get("http://shop.test/").send());
        }
    }

    static class LedAwayTestCases {
        @LoadTest(users = 1, iterations = 4, baseUrl = "http://localhost:${server.port}")
        void visits(Http http) {
            http.get("/away").send();
        }
    }

    static class LedAwayByScenarioTestCases {
        @PerfTest
        void visits(LoadBuilder load, Http http) {
            load.baseUrl("http://localhost:" + port)
                    .scenario("north", s -> s.users(1).iterations(1).run(user -> http.get("/away")
                            .send()))
                    .scenario("south", s -> s.users(1).iterations(2).run(user -> http.get("/away")
                            .send()))
                    .start();
        }
    }

    static class ConfinedTestCases {
        @LoadTest(users = 1, iterations = 4, baseUrl = "http://localhost:${server.port}")
        @HttpSettings(allowedHosts = {"api.test", "*.example.org"})
        void visits(Http http) {
            http.get("/away").send();
        }
    }

    static class MistakeTestCases {
        @LoadTest(users = 1, duration = "x")
        @HttpSettings(
                poolSize = 3,
                proxy = "ann:hush@proxy",
                allowedHosts = {"shop.test", "http://api.test"},
                trustStore = "classpath:/nowhere.p12")
        void visits(Http http) {
            visit(http);
        }
    }

    /** The examples of docs/http.md. */
    static class DocumentedTestCases {
        @LoadTest(users = 50, duration = "1m", baseUrl = "http://localhost:8080")
        @HttpSettings(connections = ConnectionReuse.SHARED_POOL, poolSize = 20, timeout = "5s")
        void pooled(Http http) {
            http.get("/products").send();
        }

        @PerfTest
        void twoKinds(LoadBuilder load, Http http) {
            HttpOptions newcomers =
                    HttpOptions.builder().newConnectionsPerIteration().build();
            load.baseUrl("http://shop.test")
                    .scenario(
                            "newcomers",
                            s -> s.users(5).duration("1m").http(newcomers).run(user -> http.get("/")
                                    .send()))
                    .scenario("regulars", s -> s.users(50).duration("1m").run(user -> http.get("/news")
                            .send()))
                    .start();
        }

        @LoadTest(users = 50, duration = "1m", baseUrl = "http://shop.test")
        @HttpSettings(
                proxy = "http://${proxy.user}:${proxy.password}@proxy.example.org:3128",
                noProxy = {"localhost", "*.intra.test"})
        void proxied(Http http) {
            http.get("/products").send();
        }

        @LoadTest(users = 50, duration = "1m", baseUrl = "http://shop.test")
        @HttpSettings(allowedHosts = {"login.shop.test:8443", "*.cdn.test"})
        void browse(Http http) {
            http.get("/products").send();
        }

        @LoadTest(users = 50, duration = "1m", baseUrl = "https://shop.test")
        @HttpSettings(
                trustStore = "classpath:/test-ca.pem",
                keyStore = "${client.store:src/test/resources/client.p12}",
                keyStorePassword = "${client.password}")
        void secured(Http http) {
            http.get("/products").send();
        }
    }

    @Test
    void documentedExamples_asSmokeRun_doWhatTheySay() {
        String here = "http://localhost:" + port;
        TestRun run = TestRun.of(
                DocumentedTestCases.class,
                output,
                "perf.mode=smoke",
                "perf.http.proxy=" + here,
                "perf.http.noProxy=none.test",
                "proxy.user=ann",
                "proxy.password=hush",
                "client.password=hush");

        run.assertPassed("pooled");
        run.assertPassed("twoKinds");
        run.assertPassed("proxied");
        run.assertPassed("browse");
        assertThat(run.failure("secured"))
                .hasMessage("""
                        2 configuration errors in DocumentedTestCases.secured:
                          - @HttpSettings.trustStore was 'classpath:/test-ca.pem' but must be on the class path
                          - @HttpSettings.keyStore was 'src/test/resources/client.p12' but must be a file: there is none at \
                        %s""", Path.of("src/test/resources/client.p12").toAbsolutePath());
    }

    @Test
    void perUser_load_opensAConnectionAUser() {
        TestRun.of(PerUserTestCases.class, output).assertPassed("visits");

        assertThat(connections).hasValue(3);
        assertThat(requestLines).hasSize(2 * (3 + 12));
    }

    @Test
    void newPerIteration_ofClass_opensOneAnIterationAndOneForTheSetUp() {
        TestRun.of(OfClassTestCases.class, output).assertPassed("visits");

        assertThat(connections).hasValue(3 + 12);
    }

    @Test
    void sharedPool_ofMethod_goesBeforeTheClassAndOpensNoMoreThanItsSize() {
        TestRun.of(OfMethodTestCases.class, output).assertPassed("visits");

        assertThat(connections.get()).isBetween(1, 2);
        assertThat(requestLines).hasSize(100);
    }

    @Test
    void settings_ofOwnAnnotation_holdAndSayWhatIsNotChecked() {
        TestRun run = TestRun.of(OfOwnAnnotationTestCases.class, output, "proxy.port=" + port);

        run.assertPassed("visits");
        assertThat(requestLines).containsExactly("GET http://shop.test/ HTTP/1.1");
        assertThat(run.printed()).contains("certificates of servers and their names were not checked (trustAll)");
    }

    @Test
    void fluent_code_goesBeforeTheAnnotation() {
        TestRun run = TestRun.of(FluentTestCases.class, output);

        run.assertPassed("visits");
        run.assertPassed("proxied");
        assertThat(connections).hasValue(3 + 1 + 1);
        assertThat(requestLines).contains("GET http://shop.test/ HTTP/1.1");
    }

    @Test
    void key_proxy_holdsForEveryLoad() {
        TestRun.of(OfMethodTestCases.class, output, "perf.http.proxy=http://localhost:" + port)
                .assertPassed("visits");

        assertThat(requestLines).hasSize(100).allMatch(line -> line.startsWith("GET http://localhost:" + port + "/ "));
    }

    @Test
    void load_ledToAHostThatNobodyNamed_saysSo() {
        String note = "4 requests were led by redirects to 127.0.0.1, which this test does not name;"
                + " allowedHosts confines it";
        TestRun run = TestRun.of(LedAwayTestCases.class, output, "server.port=" + port);

        run.assertPassed("visits");
        assertThat(run.printed()).containsIgnoringWhitespaces(note);
        assertThat(run.results().path("notes")).extracting(JsonNode::asText).contains(note);
    }

    @Test
    void load_ofSeveralScenarios_saysWhichOneWasLedAway() {
        TestRun run = TestRun.of(LedAwayByScenarioTestCases.class, output);

        run.assertPassed("visits");
        assertThat(run.results().path("notes"))
                .extracting(JsonNode::asText)
                .contains(
                        "north: 1 request was led by a redirect to 127.0.0.1, which this test does not name;"
                                + " allowedHosts confines it",
                        "south: 2 requests were led by redirects to 127.0.0.1, which this test does not name;"
                                + " allowedHosts confines it");
    }

    @Test
    void allowedHosts_redirectElsewhere_failsWithoutGoingOut() {
        TestRun run = TestRun.of(ConfinedTestCases.class, output, "server.port=" + port);

        assertThat(run.failure("visits"))
                .hasMessageContaining("localhost:" + port + " redirected to 127.0.0.1:" + port
                        + ", which allowedHosts does not name");
        assertThat(requestLines).hasSize(4).containsOnly("GET /away HTTP/1.1");
        assertThat(run.printed()).doesNotContain("were led");
    }

    @Test
    void key_allowedHosts_holdsForEveryLoad() {
        TestRun.of(ConfinedTestCases.class, output, "server.port=" + port, "perf.http.allowedHosts=127.0.0.1")
                .assertPassed("visits");

        assertThat(requestLines).hasSize(8);
    }

    @Test
    void mistakes_message_listsThemWithThoseOfTheLoad() {
        Throwable failure = TestRun.of(MistakeTestCases.class, output).failure("visits");

        assertThat(failure).isInstanceOf(ExtensionConfigurationException.class).hasMessage("""
                        5 configuration errors in MistakeTestCases.visits:
                          - @LoadTest.duration was 'x' but must be a duration such as 250ms, 2s, 10m or 1h30m
                          - @HttpSettings.poolSize was '3' but must not be set with connections = PER_USER
                            Hint: connections = SHARED_POOL shares that many among all users
                          - @HttpSettings.proxy was '***@proxy' but must be http://host:port or socks5://host:port, with \
                        user:password@ before the host if the proxy asks for them
                          - @HttpSettings.allowedHosts was 'http://api.test' but must be hosts such as localhost, \
                        shop.test:8443, [::1] or *.example.org
                          - @HttpSettings.trustStore was 'classpath:/nowhere.p12' but must be on the class path""");
        assertThat(connections).hasValue(0);
    }
}
