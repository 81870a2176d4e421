// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server whose limits are known, for tests of the kinds of load. */
final class TruthServer implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer waits 40 ms for an acknowledgement
    }

    /** Answers one request. */
    @FunctionalInterface
    interface Answer {
        /** Takes its time, and returns the status. */
        int status() throws InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "truth");
        thread.setDaemon(true);
        return thread;
    });

    private TruthServer(Answer answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, answer));
        server.start();
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            int status = answer.status();
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A server that is slow while more requests than it can bear are in it, and recovers at once. */
    static TruthServer breakingAbove(int concurrency, Duration good, Duration broken) {
        AtomicInteger inside = new AtomicInteger();
        return new TruthServer(() -> {
            boolean over = inside.incrementAndGet() > concurrency;
            try {
                Thread.sleep((over ? broken : good).toMillis());
                return 200;
            } finally {
                inside.decrementAndGet();
            }
        });
    }

    /** A server that refuses what is more than it can bear. */
    static TruthServer refusingAbove(int concurrency, Duration good) {
        AtomicInteger inside = new AtomicInteger();
        return new TruthServer(() -> {
            boolean over = inside.incrementAndGet() > concurrency;
            try {
                Thread.sleep(good.toMillis());
                return over ? 503 : 200;
            } finally {
                inside.decrementAndGet();
            }
        });
    }

    /**
     * A server with some workers behind a queue: its capacity is their number divided by the time of a request. A worker
     * that wakes late begins its next request when it should have been free, so that a busy machine takes no capacity.
     */
    static TruthServer withWorkers(int workers, Duration time) {
        PriorityQueue<Long> freeAt = new PriorityQueue<>(Collections.nCopies(workers, System.nanoTime()));
        return new TruthServer(() -> {
            long end;
            synchronized (freeAt) {
                end = Math.max(freeAt.remove(), System.nanoTime()) + time.toNanos();
                freeAt.add(end);
            }
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
            return 200;
        });
    }

    /** A server whose answers take longer and longer, evenly over a time. */
    static TruthServer degrading(Duration from, Duration to, Duration within) {
        long start = System.nanoTime();
        return new TruthServer(() -> {
            double share = Math.min(1, (double) (System.nanoTime() - start) / within.toNanos());
            Thread.sleep(Math.round(from.toMillis() + share * (to.toMillis() - from.toMillis())));
            return 200;
        });
    }

    /** A server that bears any load, and does something with each request. */
    static TruthServer healthy(Duration time, Runnable each) {
        return new TruthServer(() -> {
            each.run();
            Thread.sleep(time.toMillis());
            return 200;
        });
    }

    /** A server that bears any load. */
    static TruthServer healthy(Duration time) {
        return breakingAbove(Integer.MAX_VALUE, time, time);
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
