// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/** One request and its answer on a connection (RFC 9113, section 5); guarded by the lock of its session. */
final class Http2Stream {

    private final ClassicHttpRequest request;
    private final Http2Answer answer;
    private final Http2Upload upload;
    private int id;
    private long window;
    private int unacknowledged;
    private long sent;
    private long received;
    private boolean refused;
    private volatile @Nullable Broken failure;
    private volatile boolean done;

    Http2Stream(ClassicHttpRequest request, Http2Answer answer) {
        this.request = request;
        this.answer = answer;
        this.upload = new Http2Upload(request.getEntity(), request.containsHeader("Expect"));
    }

    void open(int id, long window) {
        this.id = id;
        this.window = window;
    }

    int id() {
        return id;
    }

    ClassicHttpRequest request() {
        return request;
    }

    Http2Answer answer() {
        return answer;
    }

    Http2Upload upload() {
        return upload;
    }

    /** Number of bytes of the body that the server accepts. */
    long window() {
        return window;
    }

    void moveWindow(long by) {
        window += by;
    }

    /** Counts bytes of the answer for which the window has not been extended yet. */
    int unacknowledged(int count) {
        unacknowledged += count;
        return unacknowledged;
    }

    void acknowledged() {
        unacknowledged = 0;
    }

    void countSent(long bytes) {
        sent += bytes;
    }

    void countReceived(long bytes) {
        received += bytes;
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }

    /** Ends without an answer. */
    void fail(Broken why) {
        if (!done) {
            failure = why;
            done = true;
        }
    }

    /** Ends because the server did not process the request. */
    void refuse(Broken why) {
        if (!done) {
            refused = true;
            fail(why);
        }
    }

    void finish() {
        done = true;
    }

    boolean isDone() {
        return done;
    }

    boolean isRefused() {
        return refused;
    }

    @Nullable
    Broken failure() {
        return failure;
    }
}
