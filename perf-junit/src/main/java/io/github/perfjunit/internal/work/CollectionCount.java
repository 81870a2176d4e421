// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/** Garbage collections of this JVM. */
final class CollectionCount {

    private CollectionCount() {}

    /** Returns how many there were; a collector that counts its pauses apart counts its cycles too. */
    static double now() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> !collector.getName().endsWith("Pauses"))
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .filter(count -> count > 0)
                .sum();
    }
}
