// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of a connection through the proxy: bytes, and at last their end. For one thread.
 *
 * <p>What the receiver does not take, or may not have yet, waits here, and when much waits, no more is taken from the
 * sender, so that both feel each other as over a real network.
 */
final class ProxyFlow {

    /** Bytes that wait at most: a TCP window of a fast network. */
    private static final int MOST_WAITING = 1 << 20;

    private record Piece(ByteBuffer bytes, long due) {}

    private final SocketChannel from;
    private final SocketChannel to;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private Pacing pacing = Pacing.NONE;
    private long lastDue;
    private int waitingBytes;
    private boolean ended;
    private boolean endTold;
    private boolean full;

    ProxyFlow(SocketChannel from, SocketChannel to) {
        this.from = from;
        this.to = to;
    }

    /** Changes the pace; what waits for its time goes on at once, in order. */
    void pace(Pacing changed, long now) {
        pacing = changed;
        lastDue = now;
        int pieces = waiting.size();
        for (int i = 0; i < pieces; i++) {
            waiting.addLast(new Piece(waiting.removeFirst().bytes, now));
        }
    }

    /** Takes what the sender has sent and forwards what may go on. */
    void read(ByteBuffer buffer, long now) throws IOException {
        buffer.clear().limit(Math.min(buffer.capacity(), pacing.piece()));
        int count = from.read(buffer);
        if (count < 0) {
            ended = true;
        } else if (count > 0) {
            buffer.flip();
            forward(buffer, now, count);
        }
        tellEnd();
    }

    private void forward(ByteBuffer buffer, long now, int count) throws IOException {
        lastDue = pacing.due(now, lastDue, count);
        if (waiting.isEmpty() && lastDue - now <= 0) {
            to.write(buffer);
            full = buffer.hasRemaining();
        }
        if (buffer.hasRemaining()) {
            waitingBytes += buffer.remaining();
            waiting.addLast(new Piece(copy(buffer), lastDue));
        }
    }

    private static ByteBuffer copy(ByteBuffer buffer) {
        return ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
    }

    /** Forwards what waited for its time, or for the receiver. */
    void write(long now) throws IOException {
        full = false;
        Piece piece = waiting.peekFirst();
        while (piece != null && piece.due - now <= 0 && !full) {
            waitingBytes -= to.write(piece.bytes);
            full = piece.bytes.hasRemaining();
            if (!full) {
                waiting.removeFirst();
                piece = waiting.peekFirst();
            }
        }
        tellEnd();
    }

    private void tellEnd() throws IOException {
        if (ended && !endTold && waiting.isEmpty()) {
            endTold = true;
            to.shutdownOutput();
        }
    }

    /** Whether more may be taken from the sender. */
    boolean wantsToRead() {
        return !ended && (pacing.queues() ? waitingBytes < MOST_WAITING && !full : waiting.isEmpty());
    }

    /** Whether the receiver must take some before more can go on. */
    boolean wantsToWrite() {
        return full;
    }

    /** Whether bytes wait for their time. */
    boolean isTimed() {
        return !full && !waiting.isEmpty();
    }

    /** When the first of those bytes may go on; only if {@link #isTimed()}. */
    long due() {
        return waiting.getFirst().due;
    }

    /** Whether all has been forwarded, to the end. */
    boolean isDone() {
        return endTold;
    }
}
