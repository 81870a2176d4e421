// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What one load tells of the size of its pool. Only loads with several sizes can prove that another one does more; so this
 * is careful, and silent rather than wrong.
 *
 * @param verdict in a word
 * @param reason in one sentence, with figures
 * @param findings problems of the pool; empty if there are none
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PoolAdvice(Verdict verdict, String reason, List<Finding> findings) {
    /**
     * Copies what could change.
     *
     * @param verdict in a word
     * @param reason in one sentence, with figures
     * @param findings problems of the pool; empty if there are none
     */
    public PoolAdvice {
        findings = List.copyOf(findings);
    }

    /** What can be said of the size of a pool. */
    public enum Verdict {
        /** Work waited for connections while the database had room. */
        TOO_SMALL("probably too small"),
        /** Many connections were never needed, or are more than the database can work on. */
        TOO_LARGE("probably larger than needed"),
        /** Work hardly waited, and the connections were used. */
        RIGHT("right for this load"),
        /** The figures do not suffice. */
        NOT_ENOUGH_TO_TELL("not enough to tell");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        /**
         * Returns the name for readers.
         *
         * @return lower-case words such as {@code probably too small}
         */
        public String label() {
            return label;
        }
    }
}
