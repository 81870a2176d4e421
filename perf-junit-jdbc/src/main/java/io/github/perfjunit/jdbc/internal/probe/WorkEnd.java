// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What became of the work of one transaction of a user, on all connections that it had.
 *
 * @param committed false if the last of it that changed rows, or if none did, the last of all, was rolled back, or is not
 *     ended
 * @param lost what it failed with without being told: a commit that was answered by a rollback
 * @param uncommitted where connections were taken that were given back with changed rows which nobody had committed; an
 *     element is empty where that was not noted
 */
public record WorkEnd(boolean committed, Optional<SQLException> lost, List<Optional<String>> uncommitted) {

    /** Of a user of whom nothing is known. */
    public static final WorkEnd UNSEEN = new WorkEnd(true, Optional.empty(), List.of());
}
