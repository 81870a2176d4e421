// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Scripts of proxies that lead every connection to one server on loopback, whatever host they are asked for. */
final class TestProxy {

    /** What SOCKS clients asked for, as {@code host:port}. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final int target;

    TestProxy(int target) {
        this.target = target;
    }

    /** Opens a tunnel for CONNECT. */
    void tunnel(RawServer.Exchange exchange) throws IOException {
        exchange.readRequest();
        exchange.write("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
        lead(exchange.socket());
    }

    /** Serves SOCKS 5 without authentication. */
    void socks(RawServer.Exchange exchange) throws IOException {
        DataInputStream in = new DataInputStream(exchange.socket().getInputStream());
        in.readNBytes(1);
        in.readNBytes(in.read());
        exchange.write(new byte[] {5, 0});
        connect(exchange, in);
    }

    /** Serves SOCKS 5 with a user and a password. */
    void socks(RawServer.Exchange exchange, String user, String password) throws IOException {
        DataInputStream in = new DataInputStream(exchange.socket().getInputStream());
        in.readNBytes(1);
        in.readNBytes(in.read());
        exchange.write(new byte[] {5, 2});
        in.readNBytes(1);
        String signed = text(in) + " " + text(in);
        boolean right = signed.equals(user + " " + password);
        exchange.write(new byte[] {1, (byte) (right ? 0 : 1)});
        if (right) {
            connect(exchange, in);
        }
    }

    private void connect(RawServer.Exchange exchange, DataInputStream in) throws IOException {
        in.readNBytes(3);
        int type = in.read();
        String host = type == 3
                ? text(in)
                : InetAddress.getByAddress(in.readNBytes(type == 1 ? 4 : 16)).getHostAddress();
        asked.add(host + ":" + in.readUnsignedShort());
        exchange.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 80});
        lead(exchange.socket());
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
    }

    private void lead(Socket client) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            server.setTcpNoDelay(true);
            Thread back = new Thread(() -> copy(server, client), "test-proxy");
            back.setDaemon(true);
            back.start();
            copy(client, server);
        }
    }

    // The end of a tunnel is no mistake, whichever side it comes from.
    private static void copy(Socket from, Socket to) {
        try (Socket source = from;
                OutputStream out = to.getOutputStream()) {
            source.getInputStream().transferTo(out);
        } catch (IOException e) {
            return;
        }
    }
}
