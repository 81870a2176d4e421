// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** HTTP service of a small shop, on loopback: {@code GET /products/{id}}, {@code GET /search?q=}, {@code POST /orders}. */
public final class Shop implements AutoCloseable {

    static {
        // The JDK's server else waits for the client's acknowledgement before the end of an answer, up to 40 ms,
        // and closes idle connections beyond the first 200.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private static final int THREADS = 64;
    private static final int MOST_BYTES = 10_000;
    private static final long SEED = 42;
    private static final Pattern PRODUCT = Pattern.compile("\"productId\"\\s*:\\s*(\\d{1,9})\\s*[,}]");
    private static final Pattern QUANTITY = Pattern.compile("\"quantity\"\\s*:\\s*[1-9]\\d{0,3}\\s*[,}]");

    private final Catalog catalog = new Catalog();
    private final AtomicLong orders = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final ExecutorService threads;
    private final HttpServer server;

    private Shop(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        threads = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(threads);
        route("/products/", "GET", this::product);
        route("/search", "GET", this::search);
        route("/orders", "POST", this::order);
        route("/health", "GET", exchange -> answer(exchange, 200, "{\"status\":\"up\"}"));
        server.start();
    }

    /** Starts the shop; port 0 takes a free one. */
    public static Shop start(int port) throws IOException {
        return new Shop(port);
    }

    /** Returns where the shop is, without a slash at the end. */
    public String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void product(HttpExchange exchange) throws IOException {
        work(1, 4);
        String id = exchange.getRequestURI().getPath().substring("/products/".length());
        String json = id.matches("\\d{1,9}")
                ? catalog.find(Integer.parseInt(id)).map(Product::json).orElse("")
                : "";
        answer(exchange, json.isEmpty() ? 404 : 200, json.isEmpty() ? error("no such product") : json);
    }

    private void search(HttpExchange exchange) throws IOException {
        work(2, 8);
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null || !query.startsWith("q=")) {
            answer(exchange, 400, error("the parameter q is missing"));
            return;
        }
        String text;
        try {
            text = URLDecoder.decode(query.substring(2), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, error("the parameter q is not encoded well"));
            return;
        }
        String found = catalog.search(text).stream().map(Product::json).collect(Collectors.joining(",", "[", "]"));
        answer(exchange, 200, found);
    }

    private void order(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        String order = new String(body, StandardCharsets.UTF_8);
        Matcher product = PRODUCT.matcher(order);
        if (body.length > MOST_BYTES) {
            answer(exchange, 413, error("the order is too long"));
        } else if (!product.find() || !QUANTITY.matcher(order).find()) {
            answer(exchange, 400, error("an order is {\\\"productId\\\": 7, \\\"quantity\\\": 1}"));
        } else if (catalog.find(Integer.parseInt(product.group(1))).isEmpty()) {
            answer(exchange, 422, error("no such product"));
        } else {
            work(3, 12);
            answer(exchange, 201, "{\"id\":" + orders.incrementAndGet() + "}");
        }
    }

    /** Takes as long as a database would; the n-th request of each run takes the same time. */
    private void work(int leastMillis, int mostMillis) {
        long request = requests.getAndIncrement();
        try {
            Thread.sleep(new SplittableRandom(SEED + request).nextInt(leastMillis, mostMillis + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void route(String path, String method, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                boolean known =
                        path.endsWith("/") || exchange.getRequestURI().getPath().equals(path);
                if (!known) {
                    answer(exchange, 404, error("no such path"));
                } else if (!exchange.getRequestMethod().equals(method)) {
                    exchange.getResponseHeaders().set("Allow", method);
                    answer(exchange, 405, error("only " + method + " is allowed"));
                } else {
                    handler.handle(exchange);
                }
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String error(String message) {
        return "{\"error\":\"" + message + "\"}";
    }
}
