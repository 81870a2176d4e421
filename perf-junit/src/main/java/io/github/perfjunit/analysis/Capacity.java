// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What a {@link CapacitySearch} has found. Immutable.
 *
 * @param verdict the conclusion
 * @param load the highest load that was verified; without one, the highest that was held in a single probe, or zero
 * @param held lower end of the bracket: the load, as {@code load}
 * @param missed upper end of the bracket: the smallest load above it that was missed; infinite if none was
 * @param limit name of the limit that was missed there; empty if none was
 * @param probes every probe in the order in which it was made
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Capacity(
        Verdict verdict, double load, double held, double missed, String limit, List<CapacitySearch.Tried> probes) {

    /**
     * Copies the list.
     *
     * @param verdict the conclusion
     * @param load the highest load that was verified
     * @param held lower end of the bracket
     * @param missed upper end of the bracket
     * @param limit name of the limit that was missed there
     * @param probes every probe in the order in which it was made
     */
    public Capacity {
        probes = List.copyOf(probes);
    }

    /** The conclusion of a search. */
    public enum Verdict {
        /** The load was held four times as long as a probe. */
        VERIFIED,
        /** The largest load that may be tried was verified: the capacity lies beyond. */
        AT_LEAST,
        /** A load was found but was missed in every longer hold, down to 17 % below it. */
        NOT_VERIFIED,
        /** Even the smallest load was missed. */
        NONE,
        /** The search is under way, or was stopped. */
        UNFINISHED
    }
}
