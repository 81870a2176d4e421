// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.ResultSection;
import java.util.List;
import java.util.Map;

/**
 * A section of a worker's result.
 *
 * @param name its name
 * @param data its data
 * @param hints its hints
 */
record SectionMessage(String name, Map<String, Object> data, List<String> hints) {

    static SectionMessage of(ResultSection section) {
        return new SectionMessage(section.name(), Map.copyOf(section.data()), List.copyOf(section.hints()));
    }
}
