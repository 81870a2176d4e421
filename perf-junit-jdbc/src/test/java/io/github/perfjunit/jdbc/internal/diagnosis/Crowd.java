// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Some sessions that begin work at the same time, each on a thread and a connection of its own. */
final class Crowd {

    interface Work {
        void run(Connection connection, int session) throws SQLException;
    }

    private Crowd() {}

    static void run(UrlDatabase database, int sessions, Work work) throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(sessions);
        try {
            CyclicBarrier connected = new CyclicBarrier(sessions);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                int session = i;
                running.add(threads.submit(() -> {
                    try (Connection connection = DriverManager.getConnection(database.jdbcUrl())) {
                        connected.await();
                        work.run(connection, session);
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
