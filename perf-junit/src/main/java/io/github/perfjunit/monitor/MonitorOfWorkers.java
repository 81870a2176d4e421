// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

/**
 * A monitor that is also sampled in the JVMs that run shares of a load.
 *
 * @param monitor takes the samples
 */
record MonitorOfWorkers(Monitor monitor) implements Monitor {

    @Override
    public void sample(Gauges gauges) {
        monitor.sample(gauges);
    }

    @Override
    public String name() {
        return monitor.name();
    }

    @Override
    public boolean inWorkers() {
        return true;
    }

    @Override
    public void close() {
        monitor.close();
    }
}
