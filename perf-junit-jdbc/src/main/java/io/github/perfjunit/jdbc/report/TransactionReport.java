// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What became of the transactions of the measured time; their times are those of the requests of the load.
 *
 * @param committed transactions that were committed; where nothing of their connections was seen, as without a probe,
 *     those that ended well
 * @param rolledBack transactions that ended well without a commit: they asked for a rollback, rolled back themselves, or
 *     gave their connection back uncommitted
 * @param failed transactions that failed, by the kind of their last failure, such as {@code deadlock}
 * @param cutOff transactions that the end of the load cut off; those that would never have ended are errors of the load
 * @param retried transactions that were begun more than once
 * @param retries how often a transaction was begun again
 * @param retriedFor reasons of the retries, by kind
 * @param mostTries how often one transaction was begun at most
 * @param late transactions that ended well or were cut off, and took longer than the latency limit
 * @param skipped transactions that were not begun because they were later than the latency limit already
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TransactionReport(
        long committed,
        long rolledBack,
        Map<String, Long> failed,
        long cutOff,
        long retried,
        long retries,
        Map<String, Long> retriedFor,
        int mostTries,
        long late,
        long skipped) {

    /**
     * Copies what could change.
     *
     * @param committed transactions that were committed
     * @param rolledBack transactions that ended well without a commit
     * @param failed transactions that failed, by the kind of their last failure
     * @param cutOff transactions that the end of the load cut off
     * @param retried transactions that were begun more than once
     * @param retries how often a transaction was begun again
     * @param retriedFor reasons of the retries, by kind
     * @param mostTries how often one transaction was begun at most
     * @param late transactions that ended well or were cut off, and took longer than the latency limit
     * @param skipped transactions that were not begun because they were later than the latency limit already
     */
    public TransactionReport {
        failed = Collections.unmodifiableMap(new TreeMap<>(failed));
        retriedFor = Collections.unmodifiableMap(new TreeMap<>(retriedFor));
    }

    /**
     * Returns how many transactions ended, in whatever way but by the end of the load.
     *
     * @return zero or more
     */
    public long count() {
        return committed + rolledBack + failures();
    }

    /**
     * Returns how many transactions failed.
     *
     * @return zero or more
     */
    public long failures() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }
}
