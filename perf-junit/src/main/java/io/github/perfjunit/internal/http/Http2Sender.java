// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** Writes requests, as far as the server's windows allow (RFC 9113, section 5.2). */
final class Http2Sender {

    private final Origin origin;
    private final Http2Output output;
    private final Http2Headers headers;
    private long window = Http2Settings.USUAL_WINDOW;

    Http2Sender(Origin origin, Http2Output output, Http2Headers headers) {
        this.origin = origin;
        this.output = output;
        this.headers = headers;
    }

    void head(Http2Stream stream) {
        ByteArrayBuffer packed = headers.pack(stream.request(), origin);
        int type = Http2Frame.HEADERS;
        int flags = stream.upload().isEnded() ? Http2Frame.END_STREAM : 0;
        int offset = 0;
        do {
            int count = Math.min(packed.length() - offset, Http2Input.LARGEST);
            boolean last = offset + count == packed.length();
            output.head(count, type, last ? flags | Http2Frame.END_HEADERS : flags, stream.id());
            output.bytes(packed.array(), offset, count);
            stream.countSent(Http2Input.HEAD + count);
            offset += count;
            type = Http2Frame.CONTINUATION;
            flags = 0;
        } while (offset < packed.length());
    }

    /** Sends as much of the body as the server accepts now. */
    void body(Http2Stream stream) throws IOException {
        Http2Upload upload = stream.upload();
        try {
            while (!upload.isEnded() && !upload.isHeld()) {
                int count = (int) Math.min(Math.min(window, stream.window()), upload.available());
                if (count <= 0 && !upload.isEnded()) {
                    return;
                }
                piece(stream, Math.max(0, count));
            }
        } catch (IOException | RuntimeException e) {
            // The test's own body cannot be read.
            reset(stream, H2Error.CANCEL);
            throw e;
        }
    }

    /** Aborts a stream whose answer is no longer needed. */
    void reset(Http2Stream stream, H2Error code) throws IOException {
        output.head(4, Http2Frame.RST_STREAM, 0, stream.id());
        output.number(code.getCode());
        stream.countSent(Http2Input.HEAD + 4);
        stream.upload().finish();
    }

    /** Extends the window in which the server may send, on a stream or, with 0, on the connection. */
    void allow(int streamId, int more) {
        output.head(4, Http2Frame.WINDOW_UPDATE, 0, streamId);
        output.number(more);
    }

    /** Extends the window in which the client may send, for all streams together. */
    void moveWindow(int more) throws IOException {
        window += more;
        checkWindow(window);
    }

    static void checkWindow(long size) throws IOException {
        if (size > Integer.MAX_VALUE) {
            throw new H2ConnectionException(H2Error.FLOW_CONTROL_ERROR, "a window is larger than 2 GiB");
        }
    }

    private void piece(Http2Stream stream, int count) throws IOException {
        Http2Upload upload = stream.upload();
        window -= count;
        stream.moveWindow(-count);
        stream.countSent(Http2Input.HEAD + count);
        output.head(count, Http2Frame.DATA, upload.isLast(count) ? Http2Frame.END_STREAM : 0, stream.id());
        output.bytes(upload.bytes(), upload.offset(), count);
        upload.sent(count);
    }
}
