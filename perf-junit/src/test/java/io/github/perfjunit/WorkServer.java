// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server in this JVM, or in one of its own, that allocates a known amount for each request, on threads of its own named {@code shop-1} and so on. */
final class WorkServer implements AutoCloseable {

    /** What a request to this path and a number sets is what later ones allocate, in KiB. */
    static final String ALLOCATE = "/allocate/";

    private static final int ARRAY = 1_008; // with its head of 16 bytes 1 KiB

    private final HttpServer server;
    private final ExecutorService threads;
    private final AtomicInteger kibibytes = new AtomicInteger();
    static volatile byte[] sink = new byte[0];

    private WorkServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Starts a server with four threads. */
    static WorkServer start(int kibibytes) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            AtomicInteger number = new AtomicInteger();
            ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
                Thread thread = new Thread(task, "shop-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
            WorkServer server = new WorkServer(http, threads);
            server.allocate(kibibytes);
            http.setExecutor(threads);
            http.createContext("/", server::answer);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets how much a request allocates, besides what the server itself needs for it. */
    void allocate(int each) {
        kibibytes.set(each);
    }

    /** Runs in a JVM of its own until its input ends. */
    public static void main(String[] arguments) throws IOException {
        WorkServer server = start(Integer.parseInt(arguments[0]));
        System.out.println(server.url());
        System.in.transferTo(System.out);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith(ALLOCATE)) {
            allocate(Integer.parseInt(path.substring(ALLOCATE.length())));
        }
        for (int i = 0; i < kibibytes.get(); i++) {
            sink = new byte[ARRAY];
        }
        byte[] body = "x".repeat(500).getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
