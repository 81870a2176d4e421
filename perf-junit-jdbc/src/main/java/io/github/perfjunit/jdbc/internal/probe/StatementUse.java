// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

/** What one statement did in one unit of work. Not thread-safe. */
final class StatementUse {

    /** Executions in the unit, of any phase. */
    int calls;

    /** Executions that are measured, and what they did. */
    int measuredCalls;

    int errors;
    int deadlocks;
    long nanos;
    long rows;
    int batches;
    long batched;
    int largestBatch;

    void clear() {
        calls = 0;
        measuredCalls = 0;
        errors = 0;
        deadlocks = 0;
        nanos = 0;
        rows = 0;
        batches = 0;
        batched = 0;
        largestBatch = 0;
    }
}
