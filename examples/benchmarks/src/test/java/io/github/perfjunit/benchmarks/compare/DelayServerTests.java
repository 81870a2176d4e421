// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DelayServerTests {

    private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(20);

    private static String get(DelayServer server, String path) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        try (InputStream body = uri.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void get_delay_answersAfterItAndCounts() throws IOException {
        try (DelayServer server = DelayServer.start(0, DELAY, 2)) {
            long started = System.nanoTime();
            assertThat(get(server, "/fast"))
                    .hasSize(101)
                    .startsWith("{\"id\":12345")
                    .endsWith("}\n");
            assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(DELAY);
            assertThat(get(server, "/__stats")).startsWith("{\"requests\":1,\"connections\":");
        }
    }

    @Test
    void requestInPieces_get_isAnsweredOnce() throws IOException {
        try (DelayServer server = DelayServer.start(0, 0, 1);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream output = socket.getOutputStream();
            for (String piece : new String[] {"GET /fast HT", "TP/1.1\r\nHost: here\r\n\r", "\n"}) {
                output.write(piece.getBytes(StandardCharsets.US_ASCII));
                output.flush();
            }
            byte[] status = socket.getInputStream().readNBytes(15);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(get(server, "/__stats")).startsWith("{\"requests\":1,");
        }
    }
}
