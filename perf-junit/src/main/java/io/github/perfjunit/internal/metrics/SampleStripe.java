// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import java.util.function.Consumer;
import org.HdrHistogram.WriterReaderPhaser;

/**
 * Two buffers of which one takes samples while the other is read. Writers never wait for each other; one that finds
 * the buffer full empties it itself, so no sample is lost and no queue grows, however far behind the ticker is.
 */
final class SampleStripe {

    private final WriterReaderPhaser phaser = new WriterReaderPhaser();
    private final Consumer<SampleBuffer> reader;
    private volatile SampleBuffer active;
    private SampleBuffer spare;

    SampleStripe(int capacity, Consumer<SampleBuffer> reader) {
        this.reader = reader;
        this.active = new SampleBuffer(capacity);
        this.spare = new SampleBuffer(capacity);
    }

    void append(long packed, long response, long service, long sent, long received) {
        while (true) {
            boolean stored;
            long ticket = phaser.writerCriticalSectionEnter();
            try {
                stored = active.append(packed, response, service, sent, received);
            } finally {
                phaser.writerCriticalSectionExit(ticket);
            }
            if (stored) {
                return;
            }
            drain(true);
        }
    }

    void drain() {
        drain(false);
    }

    private void drain(boolean onlyIfFull) {
        phaser.readerLock();
        try {
            SampleBuffer filled = active;
            if (onlyIfFull && !filled.isFull()) {
                return;
            }
            active = spare;
            phaser.flipPhase();
            reader.accept(filled);
            filled.clear();
            spare = filled;
        } finally {
            phaser.readerUnlock();
        }
    }
}
