// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** A service of four counters that take 40 ms for a ticket, so 100 tickets a second, whatever the processor. */
final class TicketOffice {

    private static final Semaphore COUNTERS = new Semaphore(4);

    private TicketOffice() {}

    /** Serves until its standard input ends, so that it never outlives the test that started it. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/tickets", TicketOffice::sell);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            continue;
        }
        System.exit(0);
    }

    private static void sell(HttpExchange exchange) throws IOException {
        try (exchange) {
            COUNTERS.acquire();
            try {
                Thread.sleep(40);
            } finally {
                COUNTERS.release();
            }
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
