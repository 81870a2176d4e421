// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** HttpCore's connection over one socket, with counts of bytes and access to bytes that were read but not consumed. */
final class Wire extends DefaultBHttpClientConnection {

    /** Size of each buffer. Buffers take most of a user's memory; larger bodies are read and written past them. */
    static final int BUFFER = 4096;

    private static final Http1Config CONFIG = Http1Config.custom()
            .setBufferSize(BUFFER)
            .setMaxLineLength(HeadLimits.LINE)
            .setMaxHeaderCount(HeadLimits.FIELDS + 1) // the first field too many
            .setMaxEmptyLineCount(HeadLimits.EMPTY_LINES)
            .build();

    private final CountingInput input;
    private final CountingOutput output;
    private final HeadParser parser;
    private final Socket socket;
    private final boolean tls;

    private Wire(CountingInput input, CountingOutput output, HeadParser parser, Socket socket, boolean tls) {
        super(CONFIG, null, null, null, null, HeadWriter::new, config -> parser);
        this.socket = socket;
        this.tls = tls;
        this.input = input;
        this.output = output;
        this.parser = parser;
    }

    static Wire over(Socket socket, @Nullable SSLSocket tls) throws IOException {
        Socket top = tls == null ? socket : tls;
        CountingInput input = new CountingInput(top.getInputStream());
        CountingOutput output = new CountingOutput(top.getOutputStream());
        Wire wire = new Wire(input, output, new HeadParser(CONFIG), socket, tls != null);
        wire.bind(tls == null ? new PlainHolder(socket, input, output) : new TlsHolder(tls, socket, input, output));
        return wire;
    }

    CountingInput input() {
        return input;
    }

    CountingOutput output() {
        return output;
    }

    /** Returns whether unexpected bytes follow the answer that was read. */
    boolean hasLeftover() {
        return parser.hasLeftover();
    }

    /** Returns whether bytes are available, without waiting for them. */
    boolean hasInput() throws IOException {
        if (hasLeftover()) {
            return true;
        }
        if (socket.getInputStream().available() == 0) {
            return false;
        }
        // With TLS it may be a session ticket, which is not part of any answer.
        return !tls || isDataAvailable(Timeout.ofMilliseconds(1));
    }

    private static final class PlainHolder extends SocketHolder {

        private final CountingInput input;
        private final CountingOutput output;

        PlainHolder(Socket socket, CountingInput input, CountingOutput output) {
            super(socket);
            this.input = input;
            this.output = output;
        }

        @Override
        protected InputStream getInputStream(Socket socket) {
            return input;
        }

        @Override
        protected OutputStream getOutputStream(Socket socket) {
            return output;
        }
    }

    private static final class TlsHolder extends SocketHolder {

        private final CountingInput input;
        private final CountingOutput output;

        TlsHolder(SSLSocket tls, Socket socket, CountingInput input, CountingOutput output) {
            super(tls, socket);
            this.input = input;
            this.output = output;
        }

        @Override
        protected InputStream getInputStream(Socket socket) {
            return input;
        }

        @Override
        protected OutputStream getOutputStream(Socket socket) {
            return output;
        }
    }
}
