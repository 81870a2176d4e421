// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was executed on a connection since it was taken, or since the last commit or rollback; one statement where each
 * is committed by itself and no virtual user's iteration holds them together. Used again for the next unit of the
 * connection. Not thread-safe.
 */
final class UnitOfWork {

    /** Stands for an execution that was no batch. */
    static final int NO_BATCH = -1;

    private @Nullable StatementUse[] uses = new StatementUse[8];
    private int[] ran = new int[8];
    private int different;
    private boolean measured;

    /** Counts an execution; returns how many of it the unit has had. */
    int executed(int text, boolean inMeasure, long nanos, long rows, int batch, @Nullable Throwable failure) {
        if (different == 0) {
            measured = inMeasure;
        }
        StatementUse use = use(text);
        if (use.calls == 0) {
            if (different == ran.length) {
                ran = Arrays.copyOf(ran, 2 * different);
            }
            ran[different++] = text;
        }
        use.calls++;
        if (!inMeasure) {
            return use.calls;
        }
        use.measuredCalls++;
        use.nanos += nanos;
        use.rows += rows;
        if (failure != null) {
            use.errors++;
            use.deadlocks += SqlErrors.kindOf(failure).equals("deadlock") ? 1 : 0;
        }
        if (batch != NO_BATCH) {
            use.batches++;
            use.batched += batch;
            use.largestBatch = Math.max(use.largestBatch, batch);
        }
        return use.calls;
    }

    /** Adds rows that were told of after the execution. */
    void changed(int text, long rows) {
        StatementUse use = use(text);
        if (use.measuredCalls > 0) {
            use.rows += rows;
        }
    }

    private StatementUse use(int text) {
        if (text >= uses.length) {
            uses = Arrays.copyOf(uses, Math.max(text + 1, 2 * uses.length));
        }
        StatementUse use = uses[text];
        if (use == null) {
            use = new StatementUse();
            uses[text] = use;
        }
        return use;
    }

    boolean isEmpty() {
        return different == 0;
    }

    /** Tells whether the unit began while the load was measured. */
    boolean isMeasured() {
        return measured;
    }

    int differentTexts() {
        return different;
    }

    /** Returns the number of a text that ran. */
    int text(int i) {
        return ran[i];
    }

    /** Returns what a text that ran did. */
    StatementUse useOf(int i) {
        return use(ran[i]);
    }

    void clear() {
        for (int i = 0; i < different; i++) {
            useOf(i).clear();
        }
        different = 0;
    }
}
