// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Replicas of a {@link TicketOffice}, each a process of its own, behind a balancer that gives connections out in turn. */
final class Cluster implements AutoCloseable {

    private record Replica(Process process, int port) {}

    private final List<Replica> replicas = new ArrayList<>();
    private final ServerSocket entrance;

    private Cluster(int size) throws IOException {
        entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        try {
            for (int i = 0; i < size; i++) {
                replicas.add(replica());
            }
        } catch (IOException e) {
            close();
            throw e;
        }
        thread(this::balance);
    }

    static Cluster of(int replicas) {
        try {
            return new Cluster(replicas);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Replica replica() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(), "-Xmx64m", "-cp", classPath(), TicketOffice.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = out.readLine();
        if (port == null) {
            throw new IOException("a replica ended before it served");
        }
        return new Replica(process, Integer.parseInt(port));
    }

    private static String classPath() {
        return TicketOffice.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    int size() {
        return replicas.size();
    }

    String url() {
        return "http://localhost:" + entrance.getLocalPort();
    }

    private void balance() {
        for (int next = 0; !entrance.isClosed(); next++) {
            try {
                Socket client = entrance.accept();
                Socket replica = new Socket(
                        InetAddress.getLoopbackAddress(),
                        replicas.get(next % replicas.size()).port());
                client.setTcpNoDelay(true);
                replica.setTcpNoDelay(true);
                thread(() -> copy(client, replica));
                thread(() -> copy(replica, client));
            } catch (IOException e) {
                // closed, or a replica that is gone: its client sees a closed connection
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // one of the two has closed the connection
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "balancer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            replicas.forEach(replica -> replica.process().destroy());
        }
    }
}
