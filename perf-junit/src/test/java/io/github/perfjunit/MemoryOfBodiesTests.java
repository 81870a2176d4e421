// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.perfjunit.http.Http;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A JVM of little memory whose users ask for more than it has. */
@Timeout(120)
class MemoryOfBodiesTests {

    private static final int LENGTH = 30_000_000;

    @TempDir
    private Path output;

    private ServerSocket server;
    private ExecutorService threads;

    static class Fixture {
        @LoadTest(users = 10, iterations = 30, baseUrl = "${target}")
        void download(Http http) {
            http.get("/video").send().bytes();
        }
    }

    /** What the JVM of little memory does. */
    static final class Controller {

        private Controller() {}

        public static void main(String... arguments) {
            LauncherFactory.create()
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(Fixture.class))
                            .configurationParameter("perf.output", arguments[0])
                            .configurationParameter("perf.progress", "off")
                            .configurationParameter("target", arguments[1])
                            .build());
        }
    }

    @BeforeEach
    void listen() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    threads.execute(() -> answer(socket));
                } catch (IOException e) {
                    return; // closed at the end of the test
                }
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private static void answer(Socket socket) {
        byte[] piece = new byte[100_000];
        try (socket) {
            OutputStream out = socket.getOutputStream();
            while (socket.getInputStream().read(new byte[4096]) > 0) {
                out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + LENGTH + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                for (int sent = 0; sent < LENGTH; sent += piece.length) {
                    out.write(piece);
                }
            }
        } catch (IOException e) {
            return; // a client that wants no more
        }
    }

    @Test
    void bodiesOfMoreThanTheHeap_failTheirRequestsAndNotTheLoad() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Controller.class.getName(),
                        output.toString(),
                        "http://127.0.0.1:" + server.getLocalPort())
                .redirectErrorStream(true)
                .redirectOutput(output.resolve("output.txt").toFile())
                .start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        JsonNode results = new ObjectMapper()
                .readTree(output.resolve("MemoryOfBodiesTests.Fixture.download/results.json")
                        .toFile());
        assertThat(results.findValue("stopReason").asText())
                .as(Files.readString(output.resolve("output.txt")))
                .isEmpty();
        assertThat(results.at("/errors")).isNotEmpty().allSatisfy(error -> {
            assertThat(error.get("request").asText()).isEqualTo("GET /video");
            assertThat(error.get("kind").asText()).isEqualTo("too large");
            assertThat(error.get("message").asText())
                    .matches(
                            "127\\.0\\.0\\.1:\\d+ sent a body of more than \\d+ [KM]i?B, for which there is no memory: the"
                                    + " bodies above 64 KiB that all users hold at once may have 6\\d MB, a quarter of the heap\\. Use"
                                    + " discardBody\\(\\), a smaller maxResponseSize \\(here 64 MB\\) or a larger heap \\(-Xmx\\)");
        });
        assertThat(results.toString()).doesNotContain("OutOfMemoryError");
    }
}
