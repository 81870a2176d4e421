// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import java.util.List;
import java.util.Map;

/**
 * The end of a worker's share.
 *
 * @param failure why it did not run its share to the end; empty if it did
 * @param parts how many parts it sent
 * @param counts samples by kind and name, which must be those of the intervals
 * @param startDelayMillis how long after the start its load began
 * @param notes for readers of the figures
 * @param sections the sections of its extensions
 */
record DoneMessage(
        String failure,
        int parts,
        Map<String, Long> counts,
        long startDelayMillis,
        List<String> notes,
        List<SectionMessage> sections) {

    static DoneMessage failed(String failure, int parts) {
        return new DoneMessage(failure, parts, Map.of(), 0, List.of(), List.of());
    }
}
