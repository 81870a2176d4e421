// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it went.
 *
 * @param fault what was planned
 * @param span when it really was broken; null if it never was
 * @param connectionsReplaced connections opened from its beginning to that of the next one, or the end; null if not
 *     known
 * @param remarks what is to be said about the fault itself, above all what went wrong with it
 */
public record AppliedFault(
        PlannedFault fault, @Nullable Span span, @Nullable Long connectionsReplaced, List<String> remarks) {

    public AppliedFault {
        remarks = List.copyOf(remarks);
    }

    /**
     * A time of the load.
     *
     * @param fromNanos reading of {@link System#nanoTime()}
     * @param toNanos later reading
     */
    public record Span(long fromNanos, long toNanos) {}
}
