// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.metrics.Work;
import java.util.Map;

/**
 * {@code @WorkSlo} as it was written.
 *
 * @param limits the limits; blank if they are not set
 * @param jvm name of the watched JVM whose memory and collections are limited; blank for that of the test
 */
public record RawWork(Map<Work, String> limits, String jvm) {

    public RawWork {
        limits = Map.copyOf(limits);
    }
}
