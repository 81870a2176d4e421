// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a load suffered from the faults it was put through, and how it recovered.
 *
 * @param faults in order of time; empty if the load had none
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record RecoveryReport(List<FaultRecovery> faults) {

    /**
     * Copies what could change.
     *
     * @param faults in order of time; empty if the load had none
     */
    public RecoveryReport {
        faults = List.copyOf(faults);
    }

    /** What can be said about a recovery. */
    public enum Verdict {
        /** All was as before, and stayed so. */
        RECOVERED("recovered"),
        /** It was not as before when the load ended, or the next fault began. */
        NOT_RECOVERED("not recovered"),
        /** Too little was seen before or after the fault. */
        TOO_SHORT("too short to tell"),
        /** The fault was not applied, or not healed. */
        NOT_APPLIED("not applied");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        /**
         * Returns the name for readers.
         *
         * @return lower-case words such as {@code not recovered}
         */
        public String label() {
            return label;
        }
    }

    /**
     * One fault and what came of it, until the next one began or the load ended.
     *
     * <p>Times are exact to a 64th of a cell of the time line: 3 ms in loads of up to half an hour.
     *
     * @param type what broke
     * @param fault the fault as planned, for readers
     * @param at when it really began, counted from the start of the measured time
     * @param lasted how long it really was broken, as far as we broke it
     * @param verdict whether all was as before again
     * @param steadyAfter from the end of the fault until all was as before; null unless recovered
     * @param firstSuccess from the end of the fault to the first transaction that succeeded after it; null if none did
     * @param firstFailure from the beginning of the fault to the first transaction that failed by it; null if none did
     * @param lastFailure from the beginning of the fault to the last transaction that failed by it; null if none did
     * @param failures how many transactions failed by it, by kind, most frequent first
     * @param longestStall longest time in which no transaction was completed, with success or without
     * @param baseP95 p95 of transactions before the first fault; null if too little was seen
     * @param connectionsReplaced how many connections were opened since the fault began; null if not known
     * @param remarks what went wrong with the fault itself, and what makes its figures doubtful
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record FaultRecovery(
            FaultType type,
            String fault,
            Duration at,
            Duration lasted,
            Verdict verdict,
            @Nullable Duration steadyAfter,
            @Nullable Duration firstSuccess,
            @Nullable Duration firstFailure,
            @Nullable Duration lastFailure,
            Map<String, Long> failures,
            Duration longestStall,
            @Nullable Duration baseP95,
            @Nullable Long connectionsReplaced,
            List<String> remarks) {

        /**
         * Copies what could change.
         *
         * @param type what broke
         * @param fault the fault as planned, for readers
         * @param at when it really began, counted from the start of the measured time
         * @param lasted how long it really was broken, as far as we broke it
         * @param verdict whether all was as before again
         * @param steadyAfter from the end of the fault until all was as before; null unless recovered
         * @param firstSuccess from the end of the fault to the first transaction that succeeded after it; null if none
         *     did
         * @param firstFailure from the beginning of the fault to the first transaction that failed by it; null if none
         *     did
         * @param lastFailure from the beginning of the fault to the last transaction that failed by it; null if none did
         * @param failures how many transactions failed by it, by kind, most frequent first
         * @param longestStall longest time in which no transaction was completed, with success or without
         * @param baseP95 p95 of transactions before the first fault; null if too little was seen
         * @param connectionsReplaced how many connections were opened since the fault began; null if not known
         * @param remarks what went wrong with the fault itself, and what makes its figures doubtful
         */
        public FaultRecovery {
            failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
            remarks = List.copyOf(remarks);
        }

        /**
         * Counts all transactions that failed by it.
         *
         * @return the sum of {@link #failures()}
         */
        public long failed() {
            return failures.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
