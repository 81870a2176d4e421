// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.PriorityQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A service of four counters that take 40 ms for a ticket, so 100 tickets a second, whatever the processor: a counter that
 * is woken late takes its next customer at the time when it should have been free.
 */
final class TicketOffice {

    private static final long TICKET = TimeUnit.MILLISECONDS.toNanos(40);
    private static final PriorityQueue<Long> FREE_AT = new PriorityQueue<>(Collections.nCopies(4, System.nanoTime()));

    private TicketOffice() {}

    /** Serves until its standard input ends, so that it never outlives the test that started it. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/tickets", TicketOffice::sell);
        server.start();
        System.out.println(server.getAddress().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void sell(HttpExchange exchange) throws IOException {
        try (exchange) {
            TimeUnit.NANOSECONDS.sleep(sold() - System.nanoTime());
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the counter that is free first, and returns the time at which it has sold the ticket. */
    private static synchronized long sold() {
        long end = Math.max(FREE_AT.remove(), System.nanoTime()) + TICKET;
        FREE_AT.add(end);
        return end;
    }
}
