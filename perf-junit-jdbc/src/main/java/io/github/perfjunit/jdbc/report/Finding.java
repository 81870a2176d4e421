// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * Something a load showed about a database, its pool or its statements that a reader should act on, or know.
 *
 * @param kind what it is
 * @param subject what it is about: a statement with {@code ?} for its values, a table, an index, a setting, a pool
 * @param evidence what was seen, with figures, in one sentence
 * @param advice what to do about it, in one sentence
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Finding(Kind kind, String subject, String evidence, String advice) {

    /**
     * Returns evidence and advice, as they stand in messages and tables.
     *
     * @return two sentences with a full stop each
     */
    public String sentences() {
        String told = ended(advice);
        return ended(evidence) + ' ' + told.substring(0, 1).toUpperCase(Locale.ROOT) + told.substring(1);
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    /** What a finding is. */
    public enum Kind {
        /** A statement runs many times in one transaction. */
        N_PLUS_ONE("N+1 statements"),
        /** Rows are written one by one in one transaction. */
        UNBATCHED_WRITES("unbatched writes"),
        /** A table is read from end to end again and again to find few rows. */
        MISSING_INDEX("missing index"),
        /** An index was never used and costs every write. */
        UNUSED_INDEX("unused index"),
        /** Transactions waited for each other, and the database ended one of them. */
        DEADLOCK("deadlock"),
        /** Many transactions queued for the lock of one. */
        LOCK_CONVOY("lock convoy"),
        /** No connection came free in time. */
        POOL_EXHAUSTED("pool exhausted"),
        /** Work waited for connections while the database had room. */
        POOL_TOO_SMALL("pool too small"),
        /** Connections were taken and not given back. */
        CONNECTION_LEAK("connection leak"),
        /** Connections were given back with changed rows that nobody had committed. */
        UNCOMMITTED_WORK("work given back uncommitted"),
        /** Calls hung because the network did, and nothing ended them. */
        HANGING_CALLS("hanging calls"),
        /** A setting of the driver, the pool or the server that is dangerous or makes figures wrong. */
        SETTING("setting"),
        /** Sorts or joins went through files. */
        TEMP_FILES("temporary files"),
        /** Pages came from disk rather than from memory. */
        CACHE_MISSES("cache misses"),
        /** Work of the server itself ran during the load. */
        BACKGROUND_WORK("background work"),
        /** The database gets at the rows of a statement in another way than in an earlier result. */
        PLAN_CHANGED("changed plan"),
        /** Part of the diagnosis could not be made. */
        NOT_AVAILABLE("not available");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /**
         * Returns the name for readers.
         *
         * @return lower-case words such as {@code missing index}
         */
        public String label() {
            return label;
        }
    }
}
