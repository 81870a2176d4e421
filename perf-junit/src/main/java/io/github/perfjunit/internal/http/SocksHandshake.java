// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.HttpProxy;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Connects to an origin through a SOCKS proxy, which resolves the name (RFC 1928, RFC 1929). */
final class SocksHandshake {

    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_AND_PASSWORD = 2;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    private final HttpProxy proxy;
    private final String shown;
    private final Origin origin;

    SocksHandshake(HttpProxy proxy, String shown, Origin origin) {
        this.proxy = proxy;
        this.shown = shown;
        this.origin = origin;
    }

    void run(Socket socket) throws IOException, Broken {
        byte[] offered = proxy.hasUser()
                ? new byte[] {VERSION, 2, NO_AUTHENTICATION, USER_AND_PASSWORD}
                : new byte[] {VERSION, 1, NO_AUTHENTICATION};
        socket.getOutputStream().write(offered);
        InputStream in = socket.getInputStream();
        expectVersion(in, VERSION);
        int method = read(in);
        if (method == USER_AND_PASSWORD && proxy.hasUser()) {
            signIn(socket);
        } else if (method != NO_AUTHENTICATION) {
            throw broken(
                    proxy.hasUser()
                            ? " asks for another authentication than user and password"
                            : " asks for an authentication, such as user and password");
        }
        connect(socket);
    }

    private void signIn(Socket socket) throws IOException, Broken {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(1);
        write(proxy.user().getBytes(StandardCharsets.UTF_8), message);
        write(proxy.password().getBytes(StandardCharsets.UTF_8), message);
        socket.getOutputStream().write(message.toByteArray());
        read(socket.getInputStream()); // a version that servers get wrong (RFC 1929 says 1, some send 5)
        if (read(socket.getInputStream()) != 0) {
            throw broken(" refused user and password");
        }
    }

    private void connect(Socket socket) throws IOException, Broken {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {VERSION, CONNECT, 0});
        String host = origin.host();
        if (host.startsWith("[") || DIGITS_AND_DOTS.matcher(host).matches()) {
            byte[] address = InetAddress.getByName(host).getAddress();
            message.write(address.length == 4 ? IPV4 : IPV6);
            message.writeBytes(address);
        } else {
            message.write(NAME);
            write(host.getBytes(StandardCharsets.US_ASCII), message);
        }
        message.write(origin.port() >> 8);
        message.write(origin.port());
        socket.getOutputStream().write(message.toByteArray());
        InputStream in = socket.getInputStream();
        expectVersion(in, VERSION);
        int reply = read(in);
        if (reply != 0) {
            throw broken(" could not connect to " + origin + ": " + meaning(reply));
        }
        read(in);
        skipBoundAddress(in);
    }

    private void skipBoundAddress(InputStream in) throws IOException, Broken {
        int length =
                switch (read(in)) {
                    case IPV4 -> 4;
                    case IPV6 -> 16;
                    case NAME -> read(in);
                    default -> throw broken(" sent no valid SOCKS answer");
                };
        if (in.readNBytes(length + 2).length < length + 2) {
            throw closed();
        }
    }

    private void expectVersion(InputStream in, int version) throws IOException, Broken {
        if (read(in) != version) {
            throw broken(" sent no valid SOCKS answer");
        }
    }

    private static void write(byte[] bytes, ByteArrayOutputStream to) {
        to.write(bytes.length);
        to.writeBytes(bytes);
    }

    private static int read(InputStream in) throws IOException {
        int b = in.read();
        if (b < 0) {
            throw closed();
        }
        return b;
    }

    private static EOFException closed() {
        return new EOFException("it closed the connection");
    }

    private Broken broken(String what) {
        return new Broken(ProxyRoute.KIND, shown + what);
    }

    /** RFC 1928, section 6. */
    private static String meaning(int reply) {
        return switch (reply) {
            case 1 -> "general failure";
            case 2 -> "not allowed by its rules";
            case 3 -> "network unreachable";
            case 4 -> "host unreachable";
            case 5 -> "connection refused";
            case 6 -> "TTL expired";
            case 7 -> "command not supported";
            case 8 -> "address type not supported";
            default -> "unknown reply " + reply;
        };
    }
}
