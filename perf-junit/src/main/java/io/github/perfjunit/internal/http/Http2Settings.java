// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;

/** The server's settings (RFC 9113, section 6.5); those it does not mention stay unchanged. */
final class Http2Settings {

    static final int HEADER_TABLE_SIZE = 1;
    static final int ENABLE_PUSH = 2;
    static final int INITIAL_WINDOW_SIZE = 4;
    static final int MAX_FRAME_SIZE = 5;
    static final int MAX_HEADER_LIST_SIZE = 6;

    /** Every window at the beginning of a connection. */
    static final int USUAL_WINDOW = 65535;

    private int window = USUAL_WINDOW;

    /** Bytes that the server accepts on a new stream. */
    int window() {
        return window;
    }

    /** Reads the frame that is there; the limits of the table are passed to the packing of header fields. */
    void take(Http2Input frame, Http2Headers headers) throws IOException {
        if (frame.length() % 6 != 0) {
            throw new H2ConnectionException(H2Error.FRAME_SIZE_ERROR, "its settings have an odd length");
        }
        for (int at = 0; at < frame.length(); at += 6) {
            int value = frame.intAt(at + 2);
            switch (frame.shortAt(at)) {
                case HEADER_TABLE_SIZE -> headers.limitTable(value);
                case INITIAL_WINDOW_SIZE -> window = checkedWindow(value);
                case ENABLE_PUSH -> check(value == 0, "it wants to be pushed to");
                // Frames of the smallest limit are sent, even if larger ones are allowed.
                case MAX_FRAME_SIZE -> check(value >= Http2Input.LARGEST && value < 1 << 24, "its frame size is wrong");
                default -> {
                    // Other settings do not concern a client that sends plain requests, or are unknown and must be
                    // ignored.
                }
            }
        }
    }

    private static int checkedWindow(int value) throws IOException {
        if (value < 0) {
            throw new H2ConnectionException(H2Error.FLOW_CONTROL_ERROR, "its window is larger than 2 GiB");
        }
        return value;
    }

    private static void check(boolean right, String wrong) throws IOException {
        if (!right) {
            throw new H2ConnectionException(H2Error.PROTOCOL_ERROR, wrong);
        }
    }
}
