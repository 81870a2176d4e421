// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that answers with whatever bytes a test wants. */
final class RawServer implements AutoCloseable {

    /** What to do on one connection. */
    @FunctionalInterface
    interface Script {
        void run(Exchange exchange) throws Exception;
    }

    private final ServerSocket server;
    private final Script script;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Throwable> problems = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private RawServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    static RawServer running(Script script) {
        try {
            return over(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawServer over(ServerSocket socket, Script script) {
        RawServer server = new RawServer(socket, script);
        Thread thread = new Thread(server::accept, "raw-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /** Answers every request with the same text. */
    static RawServer answering(String answer) {
        return running(exchange -> {
            while (exchange.readRequest() != null) {
                exchange.write(answer);
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://localhost:" + port();
    }

    /** Every request read so far: head and body. */
    List<String> requests() {
        return new ArrayList<>(requests);
    }

    int connections() {
        return connections.get();
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

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Exchange exchange = new Exchange(this, socket, connections.incrementAndGet());
                Thread thread = new Thread(() -> serve(exchange), "raw-server-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                problems.add(e);
            }
        }
    }

    private void serve(Exchange exchange) {
        try (Socket socket = exchange.socket) {
            socket.setTcpNoDelay(true);
            script.run(exchange);
        } catch (Exception e) {
            problems.add(e);
        }
    }

    /** One connection, as the script sees it. */
    static final class Exchange {

        private final RawServer owner;
        private final Socket socket;
        private final int number;

        private Exchange(RawServer owner, Socket socket, int number) {
            this.owner = owner;
            this.socket = socket;
            this.number = number;
        }

        /** Number of the connection, from 1. */
        int number() {
            return number;
        }

        /** For what the other methods cannot do. */
        Socket socket() {
            return socket;
        }

        /** Reads one request with its body; null at the end of the connection. */
        String readRequest() throws IOException {
            String head = readHead();
            if (head == null) {
                return null;
            }
            int length = 0;
            for (String line : head.lines().toList()) {
                if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            String whole = head + readBody(length);
            owner.requests.set(owner.requests.lastIndexOf(head), whole);
            return whole;
        }

        /** Reads the head of one request, which counts as a request from now; null at the end of the connection. */
        String readHead() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0) {
                int b = in.read();
                if (b < 0) {
                    return null;
                }
                text.append((char) b);
            }
            owner.requests.add(text.toString());
            return text.toString();
        }

        /** Reads so much of the body, or less at the end of the connection. */
        String readBody(int length) throws IOException {
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
        }

        void skipBody(long length) throws IOException {
            socket.getInputStream().skipNBytes(length);
        }

        /** Returns how many bytes can be read without a wait. */
        int available() throws IOException {
            return socket.getInputStream().available();
        }

        void write(String latin1) throws IOException {
            write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /** Ends the server's side alone. */
        void endOutput() throws IOException {
            socket.shutdownOutput();
        }

        /** Ends the connection. */
        void close() throws IOException {
            socket.close();
        }

        /** Ends the connection with RST. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Keeps the connection open, and reads, until the client closes it. */
        void hold() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    /** A plain answer of 200. */
    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
