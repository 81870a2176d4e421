// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.util.LinkedHashMap;
import java.util.Map;

/** One sample of a monitor. */
final class Sampled implements Monitor.Gauges {

    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();

    static Sampled of(Monitor monitor) {
        Sampled sampled = new Sampled();
        monitor.sample(sampled);
        return sampled;
    }

    @Override
    public void gauge(String name, String unit, double value) {
        values.put(name, value);
        units.put(name, unit);
    }

    Map<String, Double> values() {
        return values;
    }

    Map<String, String> units() {
        return units;
    }

    double value(String name) {
        return values.get(name);
    }
}
