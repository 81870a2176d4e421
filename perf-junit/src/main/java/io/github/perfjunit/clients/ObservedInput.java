// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes a body on as it is read, counts its bytes, and reports its end. */
final class ObservedInput extends FilterInputStream {

    private final Exchange exchange;
    private final Runnable beforeEnd;
    private long position;
    private long marked;

    ObservedInput(InputStream in, Exchange exchange, Runnable beforeEnd) {
        super(in);
        this.exchange = exchange;
        this.beforeEnd = beforeEnd;
    }

    @Override
    public int read() throws IOException {
        try {
            int value = in.read();
            passed(value < 0 ? -1 : 1);
            return value;
        } catch (Throwable e) {
            exchange.fails(e);
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = in.read(bytes, offset, length);
            passed(count);
            return count;
        } catch (IndexOutOfBoundsException e) { // a mistake of the reader
            throw e;
        } catch (Throwable e) {
            exchange.fails(e);
            throw e;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        move(skipped);
        return skipped;
    }

    @Override
    public synchronized void mark(int limit) {
        super.mark(limit);
        marked = position;
    }

    @Override
    public synchronized void reset() throws IOException {
        super.reset();
        move(marked - position);
    }

    private void move(long count) {
        position += count;
        exchange.received(count);
    }

    private void passed(int count) {
        if (count < 0) {
            end();
        } else {
            move(count);
        }
    }

    private void end() {
        beforeEnd.run();
        exchange.partEnds();
    }

    @Override
    public void close() throws IOException {
        beforeEnd.run();
        try {
            in.close();
        } finally {
            exchange.partAbandoned();
        }
    }
}
