// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.io.IOException;
import java.util.Map;

/** Watches a JVM by JMX. Its work is read over a second connection, which waits for no sample. */
final class JmxMonitor implements RemoteJvm {

    private final JvmMonitor samples;
    private final JmxWork work;

    JmxMonitor(JvmMonitor samples, JmxWork work) {
        this.samples = samples;
        this.work = work;
    }

    @Override
    public String name() {
        return samples.name();
    }

    @Override
    public void sample(Gauges gauges) {
        samples.sample(gauges);
    }

    @Override
    public void collect() throws IOException {
        samples.collect();
    }

    @Override
    public Map<String, Long> classHistogram() throws IOException {
        return samples.classHistogram();
    }

    @Override
    public JvmWork work(Runnable counted) throws IOException {
        return work.read(counted);
    }

    @Override
    public void close() {
        try {
            samples.close();
        } finally {
            work.close();
        }
    }
}
