// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A server on loopback that answers by path: {@code /ok}, {@code /missing}, {@code /silent} (never), {@code /stream} (the
 * second half of the body once it is let go), {@code /broken} (half a body and the end), {@code /closed} (no answer).
 */
public final class Shop implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch rest = new CountDownLatch(1);

    /** Head and size of the bodies that arrived. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    public Shop() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    public String target() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Lets the second half of streamed bodies go. */
    public void letGo() {
        rest.countDown();
    }

    private static void start(Runnable code) {
        Thread thread = new Thread(code, "shop");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (answer(socket)) {
                // next request
            }
        } catch (IOException | InterruptedException e) {
            // the client went away, as some tests want it
        }
    }

    private boolean answer(Socket socket) throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return false;
            }
            text.append((char) c);
        }
        String head = text.toString();
        requests.add(head);
        for (String line : head.lines().toList()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                in.readNBytes(Integer.parseInt(line.substring(15).trim()));
            }
        }
        String path = head.split(" ", 3)[1];
        if (path.startsWith("/ok")) {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + (head.startsWith("HEAD") ? "" : "hello"));
        } else if (path.startsWith("/empty")) {
            write(socket, "HTTP/1.1 204 No Content\r\n\r\n");
        } else if (path.startsWith("/silent")) {
            new CountDownLatch(1).await();
        } else if (path.startsWith("/stream")) {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
            rest.await();
            write(socket, "-rest");
        } else if (path.startsWith("/broken")) {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
            return false;
        } else if (path.startsWith("/closed")) {
            return false;
        } else {
            write(socket, "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone");
        }
        return true;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Returns a URL at which nothing listens. */
    public static String nowhere() {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + gone.getLocalPort() + "/";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
