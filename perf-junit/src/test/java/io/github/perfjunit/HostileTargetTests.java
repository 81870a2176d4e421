// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.slo.SloViolation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole loads on targets that do not behave: each ends, fails, and says why. */
@Timeout(60)
class HostileTargetTests {

    private static final String ENDLESS_BODY = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static int port;

    @TempDir
    private Path output;

    private ServerSocket server;
    private ExecutorService threads;

    @BeforeEach
    void listen() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    static class VisitTestCases {
        @LoadTest(users = 3, iterations = 6)
        @Slo(request = "GET /", p50 = "1s", errorRate = "0%")
        void visit(Http http) {
            http.get("http://localhost:" + port + "/")
                    .timeout(Duration.ofMillis(300))
                    .send();
        }
    }

    @Test
    void unreachableHost_load_failsWithTheReason() throws IOException {
        server.close();

        assertFailure("connection refused by localhost:" + port, "connect");
    }

    @Test
    void garbage_load_failsWithTheReason() {
        answer(out -> out.write("%$&/()=?\u0007 not HTTP at all\r\n\r\n".getBytes(StandardCharsets.UTF_8)));

        assertFailure("localhost:" + port + " sent no valid HTTP", "protocol");
    }

    @Test
    void bodyThatNeverEnds_load_endsByTheTimeoutOfItsRequests() {
        answer(out -> {
            out.write(ENDLESS_BODY.getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("400\r\n" + "x".repeat(1_024) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (!Thread.currentThread().isInterrupted()) {
                out.write(chunk);
                LockSupport.parkNanos(1_000_000); // slow enough for the size limit not to come first
            }
        });

        assertFailure("localhost:" + port, "timeout");
    }

    private void assertFailure(String message, String kind) {
        TestRun run = TestRun.of(VisitTestCases.class, output);

        Throwable failure = run.failure("visit");
        assertThat(failure).isInstanceOf(SloViolation.class);
        assertThat(TestRun.headline(failure)).startsWith("visit missed");
        assertThat(run.results().at("/verdict").asText()).isEqualTo("FAILED");
        assertThat(run.results().at("/scenarios/0/iterations").toString()).contains("6");
        assertThat(run.results().at("/errors/0/kind").asText()).isEqualTo(kind);
        assertThat(run.results().at("/errors/0/message").asText()).contains(message);
        assertThat(run.results().at("/errors/0/count").asLong()).isEqualTo(6);
    }

    @FunctionalInterface
    private interface Answer {
        void write(OutputStream out) throws IOException;
    }

    private void answer(Answer answer) {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    threads.execute(() -> answer(socket, answer));
                } catch (SocketException e) {
                    return; // closed at the end of the test
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private static void answer(Socket socket, Answer answer) {
        try (socket) {
            byte[] request = new byte[4_096];
            while (socket.getInputStream().read(request) > 0) {
                answer.write(socket.getOutputStream());
            }
        } catch (IOException e) {
            return; // the client has had enough, which is what it should do
        }
    }
}
