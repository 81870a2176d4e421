// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one connection of HTTP/2 (RFC 9113): settings, streams, flow control, and the end.
 *
 * <p>It has no thread of its own: the thread that waits for an answer reads the frames and also handles those of the
 * connection.
 */
final class Http2Session {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    // Number of bytes that the server may send before the client confirms: on a stream, and on all streams.
    private static final int STREAM_WINDOW = 1 << 20;
    private static final int CONNECTION_WINDOW = 16 << 20;

    // Ids are odd and never reused; a connection ends before they run out.
    private static final int LAST_ID = Integer.MAX_VALUE - 2;

    private final Origin origin;
    private final Http2Input input;
    private final Http2Output output;
    private final Http2Sender sender;
    private final Http2Headers headers = new Http2Headers();
    private final Http2Settings settings = new Http2Settings();
    private final Http2Block block = new Http2Block();
    private final Map<Integer, Http2Stream> streams = new HashMap<>(2);
    private int nextId = 1;
    private int unacknowledged;
    private boolean settled;
    private boolean ended;
    private boolean leaving;
    private int leavingCode;

    Http2Session(Origin origin, Http2Input input, Http2Output output) {
        this.origin = origin;
        this.input = input;
        this.output = output;
        this.sender = new Http2Sender(origin, output, headers);
    }

    /** Sends the preface and waits for the server's settings, its first frame. */
    void begin() throws IOException {
        output.bytes(PREFACE, 0, PREFACE.length);
        output.head(18, Http2Frame.SETTINGS, 0, 0);
        output.setting(Http2Settings.ENABLE_PUSH, 0);
        output.setting(Http2Settings.INITIAL_WINDOW_SIZE, STREAM_WINDOW);
        output.setting(Http2Settings.MAX_HEADER_LIST_SIZE, Http2Headers.MOST);
        sender.allow(0, CONNECTION_WINDOW - Http2Settings.USUAL_WINDOW);
        output.flush();
        while (!settled) {
            step();
        }
    }

    /** Returns whether a new request may be sent. */
    boolean isUsable() {
        return !ended && !leaving && !output.isBroken() && nextId < LAST_ID;
    }

    /** The server's reason for going away, 0 if it gave none. */
    int leavingCode() {
        return leavingCode;
    }

    /** Sends a request, or as much of it as the server accepts now. */
    void send(Http2Stream stream) throws IOException {
        if (!isUsable()) {
            stream.refuse(Breakage.closed(origin, false));
            return;
        }
        stream.open(nextId, settings.window());
        nextId += 2;
        streams.put(stream.id(), stream);
        try {
            sender.head(stream);
            sender.body(stream);
        } finally {
            output.flush();
        }
    }

    /** Sends a body that was held back. */
    void release(Http2Stream stream) throws IOException {
        if (stream.upload().release()) {
            sender.body(stream);
            output.flush();
        }
    }

    /** Reads until the head of the answer has arrived, if there is one. */
    void awaitHead(Http2Stream stream) throws IOException {
        while (!stream.isDone() && stream.answer().head() == null) {
            step();
        }
    }

    /** Reads until the stream has ended, and further frames that have already arrived. */
    void await(Http2Stream stream) throws IOException {
        while (!stream.isDone()) {
            step();
        }
        while (!ended && input.hasNext()) {
            step();
        }
    }

    /** Waits for one frame and acts on it. */
    void step() throws IOException {
        try {
            input.next();
            act();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            ended = true;
            if (e instanceof H2ConnectionException wrong) {
                output.head(8, Http2Frame.GOAWAY, 0, 0);
                output.number(0);
                output.number(wrong.getCode());
            }
            throw e;
        } finally {
            output.flush();
        }
    }

    private void act() throws IOException {
        int type = input.type();
        if (!settled && (type != Http2Frame.SETTINGS || input.has(Http2Frame.ACK))) {
            throw wrong(H2Error.PROTOCOL_ERROR, "its first frame does not hold settings");
        }
        if (block.isOpen() && (type != Http2Frame.CONTINUATION || input.streamId() != block.streamId())) {
            throw wrong(H2Error.PROTOCOL_ERROR, "a head is interrupted by another frame");
        }
        switch (type) {
            case Http2Frame.DATA -> data();
            case Http2Frame.HEADERS -> head();
            case Http2Frame.CONTINUATION -> continuation();
            case Http2Frame.RST_STREAM -> streamReset();
            case Http2Frame.SETTINGS -> settings();
            case Http2Frame.PUSH_PROMISE -> throw wrong(H2Error.PROTOCOL_ERROR, "it pushes, which was ruled out");
            case Http2Frame.PING -> ping();
            case Http2Frame.GOAWAY -> goAway();
            case Http2Frame.WINDOW_UPDATE -> windowUpdate();
            default -> {
                // PRIORITY has no meaning for a client, and unknown types must be ignored (section 4.1).
            }
        }
    }

    private void data() throws IOException {
        Http2Stream stream = find(input.streamId());
        ByteBuffer piece = input.content(Http2Frame.PADDED, 0);
        boolean last = input.has(Http2Frame.END_STREAM);
        unacknowledged += input.length();
        if (unacknowledged >= CONNECTION_WINDOW / 2) {
            sender.allow(0, unacknowledged);
            unacknowledged = 0;
        }
        if (stream == null) {
            return;
        }
        count(stream);
        int read = stream.unacknowledged(input.length());
        if (read >= STREAM_WINDOW / 2 && !last) {
            sender.allow(stream.id(), read);
            stream.acknowledged();
        }
        try {
            stream.answer().take(piece, last);
            finish(stream, last);
        } catch (Broken e) {
            giveUp(stream, e, H2Error.CANCEL);
        }
    }

    private void head() throws IOException {
        boolean last = input.has(Http2Frame.END_STREAM);
        ByteBuffer piece = input.content(Http2Frame.PADDED, input.has(Http2Frame.PRIORITY) ? 5 : 0);
        count(find(input.streamId()));
        if (input.has(Http2Frame.END_HEADERS)) {
            take(input.streamId(), piece, last);
        } else {
            block.begin(input.streamId(), last, piece);
        }
    }

    private void continuation() throws IOException {
        if (!block.isOpen()) {
            throw wrong(H2Error.PROTOCOL_ERROR, "a head begins with its continuation");
        }
        block.add(input.content(0, 0));
        count(find(input.streamId()));
        if (input.has(Http2Frame.END_HEADERS)) {
            boolean last = block.isLast();
            take(block.streamId(), block.end(), last);
        }
    }

    private void count(@Nullable Http2Stream stream) {
        if (stream != null) {
            stream.countReceived(Http2Input.HEAD + input.length());
        }
    }

    private void take(int id, ByteBuffer packed, boolean last) throws IOException {
        Http2Stream stream = find(id);
        // Also for an aborted stream, because all heads of a connection share a table.
        List<Header> fields = headers.unpack(packed);
        if (stream != null) {
            try {
                stream.answer().take(fields, last);
                finish(stream, last);
                if (stream.answer().isBodyWanted()) {
                    release(stream);
                }
            } catch (Broken e) {
                giveUp(stream, e, H2Error.PROTOCOL_ERROR);
            }
        }
    }

    private void finish(Http2Stream stream, boolean last) throws IOException {
        if (last) {
            streams.remove(stream.id());
            stream.finish();
            if (!stream.upload().isEnded()) {
                // The server answered without the rest of the body.
                sender.reset(stream, H2Error.CANCEL);
            }
        }
    }

    private void giveUp(Http2Stream stream, Broken why, H2Error code) throws IOException {
        streams.remove(stream.id());
        stream.fail(why);
        sender.reset(stream, code);
    }

    private void streamReset() throws IOException {
        checkLength(4);
        Http2Stream stream = find(input.streamId());
        if (stream == null) {
            return;
        }
        count(stream);
        streams.remove(stream.id());
        stream.upload().finish();
        int code = input.intAt(0);
        Broken why = Http2Breakage.reset(origin, code, stream.answer().head() != null);
        if (code == H2Error.REFUSED_STREAM.getCode()) {
            stream.refuse(why);
        } else {
            stream.fail(why);
        }
    }

    private void settings() throws IOException {
        if (input.streamId() != 0) {
            throw wrong(H2Error.PROTOCOL_ERROR, "its settings are on a stream");
        }
        if (input.has(Http2Frame.ACK)) {
            return;
        }
        long before = settings.window();
        settings.take(input, headers);
        output.head(0, Http2Frame.SETTINGS, Http2Frame.ACK, 0);
        settled = true;
        if (settings.window() != before) {
            for (Http2Stream stream : streams.values()) {
                stream.moveWindow(settings.window() - before);
                Http2Sender.checkWindow(stream.window());
            }
            sendBodies();
        }
    }

    private void ping() throws IOException {
        checkLength(8);
        if (!input.has(Http2Frame.ACK)) {
            output.head(8, Http2Frame.PING, Http2Frame.ACK, 0);
            output.number(input.intAt(0));
            output.number(input.intAt(4));
        }
    }

    private void goAway() throws IOException {
        if (input.length() < 8) {
            throw wrong(H2Error.FRAME_SIZE_ERROR, "a frame has the wrong length");
        }
        int lastTaken = input.intAt(0) & Integer.MAX_VALUE;
        leaving = true;
        leavingCode = input.intAt(4);
        for (Http2Stream stream : new ArrayList<>(streams.values())) {
            if (stream.id() > lastTaken) {
                streams.remove(stream.id());
                stream.upload().finish();
                stream.refuse(Http2Breakage.left(origin, leavingCode));
            }
        }
    }

    private void windowUpdate() throws IOException {
        checkLength(4);
        int more = input.intAt(0) & Integer.MAX_VALUE;
        Http2Stream stream = input.streamId() == 0 ? null : find(input.streamId());
        if (more == 0) {
            throw wrong(H2Error.PROTOCOL_ERROR, "it enlarges a window by nothing");
        }
        if (stream != null) {
            stream.moveWindow(more);
            Http2Sender.checkWindow(stream.window());
            sender.body(stream);
        } else if (input.streamId() == 0) {
            sender.moveWindow(more);
            sendBodies();
        }
    }

    private void sendBodies() throws IOException {
        for (Http2Stream stream : new ArrayList<>(streams.values())) {
            sender.body(stream);
        }
    }

    /** The stream with this id; null if it ended or was aborted, so that its frames are ignored. */
    private @Nullable Http2Stream find(int id) throws IOException {
        if (id % 2 == 0 || id >= nextId) {
            throw wrong(H2Error.PROTOCOL_ERROR, "a frame is on a stream that does not exist");
        }
        return streams.get(id);
    }

    private void checkLength(int bytes) throws IOException {
        if (input.length() != bytes) {
            throw wrong(H2Error.FRAME_SIZE_ERROR, "a frame has the wrong length");
        }
    }

    private static H2ConnectionException wrong(H2Error code, String reason) {
        return new H2ConnectionException(code, reason);
    }
}
