// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apiguardian.api.API;

/**
 * The objectives and checks that were evaluated on one result, in order, met or missed. It grows beside the {@link
 * LoadResult}, which never changes. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Ledger {

    private final List<ObjectiveResult> entries = new CopyOnWriteArrayList<>();

    /** Creates an empty ledger. */
    public Ledger() {}

    /**
     * Appends an objective or check.
     *
     * @param entry its result
     */
    public void add(ObjectiveResult entry) {
        entries.add(entry);
    }

    /**
     * Returns the entries so far.
     *
     * @return an immutable copy, in order
     */
    public List<ObjectiveResult> entries() {
        return List.copyOf(entries);
    }
}
