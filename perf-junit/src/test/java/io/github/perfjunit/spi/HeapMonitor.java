// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.monitor.Monitor;
import java.lang.management.ManagementFactory;

/** Samples the heap of this JVM, in which the service under test runs as well. */
public final class HeapMonitor implements Monitor {

    @Override
    public void sample(Gauges gauges) {
        double bytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        gauges.gauge("heap.used", "MiB", bytes / (1 << 20));
    }

    @Override
    public String name() {
        return "heap";
    }
}
