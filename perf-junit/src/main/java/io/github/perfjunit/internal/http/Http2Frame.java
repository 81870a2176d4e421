// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import org.apache.hc.core5.http2.frame.FrameFlag;

/** Types and flags of frames (RFC 9113, section 6). */
final class Http2Frame {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = FrameFlag.END_STREAM.getValue();
    static final int END_HEADERS = FrameFlag.END_HEADERS.getValue();
    static final int ACK = FrameFlag.ACK.getValue();
    static final int PADDED = FrameFlag.PADDED.getValue();
    static final int PRIORITY = FrameFlag.PRIORITY.getValue();

    private Http2Frame() {}
}
