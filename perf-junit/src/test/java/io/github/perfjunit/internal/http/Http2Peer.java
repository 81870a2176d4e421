// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** The server's side of one connection, frame by frame, as a test wants it. */
final class Http2Peer implements AutoCloseable {

    /** What to do on one connection. */
    @FunctionalInterface
    interface Script {
        void run(Http2Peer peer) throws Exception;
    }

    private final Socket socket;
    private final int number;
    private final Http2Input input;
    private final Http2Output output;
    private final HPackEncoder encoder = new HPackEncoder(4096, (Charset) null);
    final List<String> seen = new CopyOnWriteArrayList<>();

    Http2Peer(RawServer.Exchange exchange) throws IOException {
        this.socket = exchange.socket();
        this.number = exchange.number();
        this.input = new Http2Input(socket.getInputStream());
        this.output = new Http2Output(socket.getOutputStream());
    }

    /** A server whose connections begin with empty settings. */
    static RawServer running(Script script) {
        return RawServer.running(exchange -> {
            try (Http2Peer peer = new Http2Peer(exchange)) {
                peer.readPreface();
                peer.frame(4, 0, 0);
                script.run(peer);
                peer.drain();
            }
        });
    }

    int number() {
        return number;
    }

    void readPreface() throws IOException {
        byte[] preface = socket.getInputStream().readNBytes(24);
        if (!new String(preface, StandardCharsets.US_ASCII).startsWith("PRI * HTTP/2.0")) {
            throw new IOException("no preface");
        }
    }

    /** Waits for a frame of a type and notes what comes before it; its stream. */
    int await(int type) throws IOException {
        while (true) {
            input.next();
            int code = input.type() == 3 || input.type() == 8 ? input.intAt(0) : input.type() == 7 ? input.intAt(4) : 0;
            seen.add(input.type() + " on " + input.streamId() + ": " + (code == 0 ? input.length() : code));
            if (input.type() == type) {
                return input.streamId();
            }
        }
    }

    /** Waits for a request; its stream. */
    int awaitRequest() throws IOException {
        return await(Http2Frame.HEADERS);
    }

    boolean endsStream() {
        return input.has(Http2Frame.END_STREAM);
    }

    int length() {
        return input.length();
    }

    byte[] head(String... namesAndValues) throws IOException {
        ByteArrayBuffer packed = new ByteArrayBuffer(100);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            encoder.encodeHeader(packed, namesAndValues[i], namesAndValues[i + 1], true);
        }
        return packed.toByteArray();
    }

    void sendHead(int stream, boolean last, String... namesAndValues) throws IOException {
        frame(1, last ? 5 : 4, stream, head(namesAndValues));
    }

    void sendData(int stream, boolean last, String text) {
        frame(0, last ? 1 : 0, stream, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Answers with 200 and a body. */
    void answer(int stream, String body) throws IOException {
        sendHead(stream, false, ":status", "200");
        sendData(stream, true, body);
    }

    void reset(int stream, int code) {
        frame(3, 0, stream, ints(code));
    }

    void goAway(int last, int code) {
        frame(7, 0, 0, ints(last, code));
    }

    void frame(int type, int flags, int stream, byte... payload) {
        output.head(payload.length, type, flags, stream);
        output.bytes(payload, 0, payload.length);
        output.flush();
    }

    void raw(byte[] bytes) {
        output.bytes(bytes, 0, bytes.length);
        output.flush();
    }

    static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /** One setting. */
    static byte[] setting(int name, int value) {
        return ByteBuffer.allocate(6).putShort((short) name).putInt(value).array();
    }

    /** Reads until the client closes. */
    void drain() throws IOException {
        try {
            await(-1);
        } catch (EOFException e) {
            seen.add("end");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
