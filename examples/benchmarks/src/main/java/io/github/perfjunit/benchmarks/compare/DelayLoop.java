// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One thread with some of the connections of a {@link DelayServer}. */
final class DelayLoop implements Runnable, AutoCloseable {

    private static final String BODY =
            "{\"id\":12345,\"name\":\"performance\",\"status\":\"ok\",\"items\":[1,2,3,4,5],\"note\":\"fixed body of 100 bytes\"}\n";
    private static final byte[] STATS = "GET /__stats".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_END = 0x0D0A0D0A;

    /** A connection, and the last four bytes of a request that has not arrived whole. */
    private static final class Peer {

        private final SocketChannel channel;
        private long due;
        private int tail;

        private Peer(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final long delayNanos;
    private final Supplier<String> stats;
    private final Selector selector = Selector.open();
    private final Queue<SocketChannel> added = new ConcurrentLinkedQueue<>();
    // All wait equally long, so who came first is due first.
    private final ArrayDeque<Peer> waiting = new ArrayDeque<>();
    private final ByteBuffer input = ByteBuffer.allocateDirect(16_384);
    private final ByteBuffer answer = direct(answer(BODY));
    private volatile long answered;
    private volatile int open;

    DelayLoop(long delayNanos, Supplier<String> stats) throws IOException {
        this.delayNanos = delayNanos;
        this.stats = stats;
    }

    private static byte[] answer(String json) {
        String head = "HTTP/1.1 200 OK\r\nServer: delay\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\nConnection: keep-alive\r\n\r\n";
        return (head + json).getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    long answered() {
        return answered;
    }

    int open() {
        return open;
    }

    void add(SocketChannel channel) {
        added.add(channel);
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (selector.isOpen()) {
                select();
                register();
                answerDue();
            }
        } catch (ClosedSelectorException e) {
            // Closed while it waited, which is how it ends.
            added.clear();
        } catch (IOException e) {
            throw new IllegalStateException("event loop ended", e);
        }
    }

    private void select() throws IOException {
        Peer first = waiting.peekFirst();
        if (first == null) {
            selector.select(this::read);
            return;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(first.due - System.nanoTime() + 999_999);
        if (millis > 0) {
            selector.select(this::read, millis);
        } else {
            selector.selectNow(this::read);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes it
    private void register() throws ClosedChannelException {
        for (SocketChannel channel = added.poll(); channel != null; channel = added.poll()) {
            channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
            open++;
        }
    }

    private void read(SelectionKey key) {
        Peer peer = (Peer) key.attachment();
        try {
            input.clear();
            int read = peer.channel.read(input);
            if (read < 0) {
                drop(peer);
                return;
            }
            for (int i = Math.max(0, read - 4); i < read; i++) {
                peer.tail = (peer.tail << 8) | (input.get(i) & 0xFF);
            }
            if (peer.tail == HEAD_END) {
                peer.tail = 0;
                arrived(peer);
            }
        } catch (IOException e) {
            drop(peer);
        }
    }

    private void arrived(Peer peer) {
        if (asksForStats()) {
            send(peer, ByteBuffer.wrap(answer(stats.get())));
        } else if (delayNanos == 0) {
            answer(peer);
        } else {
            peer.due = System.nanoTime() + delayNanos;
            waiting.addLast(peer);
        }
    }

    private boolean asksForStats() {
        if (input.position() < STATS.length) {
            return false;
        }
        for (int i = 0; i < STATS.length; i++) {
            if (input.get(i) != STATS[i]) {
                return false;
            }
        }
        return true;
    }

    private void answerDue() {
        long now = System.nanoTime();
        for (Peer first = waiting.peekFirst(); first != null && first.due - now <= 0; first = waiting.peekFirst()) {
            waiting.removeFirst();
            answer(first);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes it
    private void answer(Peer peer) {
        if (send(peer, answer.rewind())) {
            answered++;
        }
    }

    /** An answer is far smaller than a socket's buffer: a peer that does not take it whole has stopped reading. */
    private boolean send(Peer peer, ByteBuffer bytes) {
        try {
            peer.channel.write(bytes);
            if (!bytes.hasRemaining()) {
                return true;
            }
        } catch (IOException e) {
            // Gone before its answer: the same as one that does not read.
            drop(peer);
            return false;
        }
        drop(peer);
        return false;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes it
    private void drop(Peer peer) {
        if (!peer.channel.isOpen()) {
            return;
        }
        open--;
        try {
            peer.channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot close a socket", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
