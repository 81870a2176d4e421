// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** An application with a server and a pool, whose threads are not those of the users. */
final class Shop implements AutoCloseable {

    /** Lists the orders of a customer. */
    interface Listing {
        void list(DataSource orders, int customer) throws SQLException;
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpServer server;

    Shop(DataSource orders, Listing listing) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/orders/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            int status = 204;
            try {
                listing.list(orders, Integer.parseInt(path.substring("/orders/".length())));
            } catch (SQLException e) {
                status = 500;
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    /** Returns a pool of two connections. */
    static ProbedDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(250);
        return ProbedDataSource.of(new HikariDataSource(config));
    }

    String url(int customer) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/orders/" + customer;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
