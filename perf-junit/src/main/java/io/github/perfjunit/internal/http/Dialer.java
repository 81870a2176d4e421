// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Opens TCP connections: tries the addresses of the host in turn until one accepts. */
final class Dialer {

    /** The host to connect to, and its name in messages. */
    record Party(String host, int port, String shown) {}

    private final Addresses addresses;

    Dialer(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Opens a connection; the guard ends it when the deadline of the request passes. */
    Socket dial(Party party, Guard guard) throws Broken {
        Broken last = null;
        for (InetAddress address : resolve(party)) {
            Socket socket = null;
            try {
                socket = SocketChannel.open().socket(); // with a channel, for Peek
                guard.watch(socket);
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, party.port()));
                return socket;
            } catch (IOException e) {
                Guard.closeQuietly(socket);
                last = e instanceof ConnectException && Breakage.said(e).contains("refused")
                        ? new Broken("connect", "connection refused by " + party.shown(), e)
                        : new Broken("connect", "no connection to " + party.shown() + ": " + Breakage.said(e), e);
                if (guard.isExpired() || guard.isClosed()) {
                    throw last;
                }
            }
        }
        throw last == null ? new Broken("dns", "host " + party.host() + " has no address") : last;
    }

    private List<InetAddress> resolve(Party party) throws Broken {
        String host = party.host();
        try {
            return addresses.of(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (UnknownHostException e) {
            throw new Broken("dns", "unknown host " + host, e);
        }
    }
}
