// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server on loopback that answers until it is told to fall silent; its connections stay open. */
final class SilentServer implements AutoCloseable {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final long silentFrom;

    SilentServer(long millisOfAnswers) throws IOException {
        this.silentFrom = System.nanoTime() + millisOfAnswers * 1_000_000;
        start(this::accept);
    }

    String url() {
        return "http://localhost:" + listening.getLocalPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "silent-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                connections.add(connection);
                start(() -> answer(connection));
            }
        } catch (IOException e) {
            connections.clear(); // closed
        }
    }

    private void answer(Socket connection) {
        try (BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = connection.getOutputStream()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty() && System.nanoTime() < silentFrom) {
                    Thread.sleep(10);
                    out.write(ANSWER);
                }
            }
        } catch (IOException | InterruptedException e) {
            connections.remove(connection);
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
        listening.close();
    }
}
