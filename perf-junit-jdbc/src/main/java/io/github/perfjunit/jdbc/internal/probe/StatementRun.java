// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.sql.BatchUpdateException;
import org.jspecify.annotations.Nullable;

/** What is being done with one statement object: its text, its batch, and the rows that its executions change. */
final class StatementRun {

    private final ConnectionTrace trace;
    private final @Nullable StatementText prepared;
    private int batchSize;
    private @Nullable StatementText batchText;
    private @Nullable StatementText rowsUnknown;

    /**
     * Begins.
     *
     * @param prepared what it executes; null if every execution tells
     */
    StatementRun(ConnectionTrace trace, @Nullable StatementText prepared) {
        this.trace = trace;
        this.prepared = prepared;
    }

    long now() {
        return trace.now();
    }

    /** Returns what an execution is counted as. */
    StatementText textOf(@Nullable String sql) {
        return sql == null && prepared != null ? prepared : trace.text(sql);
    }

    void batchAdded(@Nullable String sql) {
        batchSize++;
        StatementText text = textOf(sql);
        if (batchText == null) {
            batchText = text;
        } else if (batchText.index() != text.index()) {
            batchText = trace.mixedBatch();
        }
    }

    void batchCleared() {
        batchSize = 0;
        batchText = null;
    }

    int batchSize() {
        return batchSize;
    }

    /** Returns what the batch is counted as, and begins a new one. */
    StatementText takeBatch() {
        StatementText text = batchText;
        batchCleared();
        if (text != null) {
            return text;
        }
        return prepared != null ? prepared : trace.mixedBatch();
    }

    void succeeded(StatementText text, long started, long ended, int batch, @Nullable Object result) {
        trace.executed(text, started, ended, rows(result), batch, null);
        // Only asking the driver would tell how many rows execute() changed, and that may be done once only.
        rowsUnknown = Boolean.FALSE.equals(result) ? text : null;
    }

    void failed(StatementText text, long started, long ended, int batch, Throwable failure) {
        long rows = failure instanceof BatchUpdateException e ? rows(e.getLargeUpdateCounts()) : 0;
        trace.executed(text, started, ended, rows, batch, failure);
        rowsUnknown = null;
    }

    /** Counts the rows of an execution that did not tell them, when the program asks for them. */
    void updateCountRead(long count) {
        if (rowsUnknown != null && count > 0) {
            trace.changed(rowsUnknown, count);
        }
        rowsUnknown = null;
    }

    private static long rows(@Nullable Object result) {
        if (result instanceof Number number) {
            return Math.max(0, number.longValue());
        }
        long rows = 0;
        if (result instanceof int[] counts) {
            for (int count : counts) {
                rows += Math.max(0, count);
            }
        } else if (result instanceof long[] counts) {
            for (long count : counts) {
                rows += Math.max(0, count);
            }
        }
        return rows;
    }
}
