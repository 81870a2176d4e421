// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.util.function.DoubleSupplier;

/** A monitor of one value that code supplies. */
record SuppliedMonitor(String name, String unit, DoubleSupplier value) implements Monitor {

    @Override
    public void sample(Gauges gauges) {
        gauges.gauge(name, unit, value.getAsDouble());
    }
}
