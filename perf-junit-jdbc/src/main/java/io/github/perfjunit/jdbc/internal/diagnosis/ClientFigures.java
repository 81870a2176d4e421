// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * What the client saw of one statement.
 *
 * @param calls how often it ran
 * @param meanMillis how long it took
 * @param example the statement as the application wrote it, perhaps with values, for the database alone; null if it is not
 *     known
 */
public record ClientFigures(
        long calls, double meanMillis, @Nullable String example) {

    /** Describes a statement of which the text alone is known. */
    public ClientFigures(long calls, double meanMillis) {
        this(calls, meanMillis, null);
    }
}
