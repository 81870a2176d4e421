// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.apiguardian.api.API;

/**
 * Ready-made monitors. Each may be used in several loads, one after the other; it connects with its first sample and again
 * after a failure.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Monitors {

    static final JvmMonitor.Access THIS_JVM = new JvmMonitor.Access() {
        @Override
        public JvmBeans open() throws IOException {
            return new JvmBeans(ManagementFactory.getPlatformMBeanServer());
        }

        @Override
        public void close() {}
    };

    private Monitors() {}

    /**
     * Watches this JVM, in which the load runs, and the system under test as well if it was started by the test.
     *
     * @return a monitor with the gauges of {@link JvmGauge}, such as {@code jvm.heap.used}
     */
    public static Monitor jvm() {
        return new JvmMonitor("jvm", THIS_JVM, System::nanoTime);
    }

    /**
     * Watches another JVM by JMX; it must have been started with {@code -Dcom.sun.management.jmxremote.port=9010} or
     * another port.
     *
     * @param name name of the monitor, with which its gauges begin, such as {@code orders}
     * @param address {@code host:port}, {@code user:password@host:port}, or an address that begins with {@code
     *     service:jmx:}
     * @return a monitor with the gauges of {@link JvmGauge}, such as {@code orders.heap.used}, which is a {@link RemoteJvm}
     * @throws IllegalArgumentException if the address has another form
     */
    public static Monitor jmx(String name, String address) {
        return new JmxMonitor(
                new JvmMonitor(name, JmxAccess.of(address), System::nanoTime), new JmxWork(JmxAccess.of(address)));
    }

    /**
     * Watches this machine with OSHI, which must be on the class path ({@code com.github.oshi:oshi-core}).
     *
     * @return a monitor with the gauges {@code host.cpu} and {@code host.memory} (% in use), {@code host.load} (processes
     *     that run or wait, mean of the last minute), {@code host.received} and {@code host.sent} (MiB/s over all network
     *     interfaces, loopback included) and {@code host.descriptors} (open files); one that the system does not tell has no values
     * @throws IllegalStateException if OSHI is missing
     */
    public static Monitor host() {
        try {
            Class.forName("oshi.SystemInfo", false, Monitors.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "a monitor of the host needs the artifact com.github.oshi:oshi-core on the class path of the tests",
                    e);
        }
        return new HostMonitor(System::nanoTime);
    }

    /**
     * Watches metrics of a Spring Boot application by its Actuator, whose endpoint {@code metrics} must be exposed. Of
     * counters and timers the change a second is watched.
     *
     * @param url such as {@code http://localhost:8080/actuator}, perhaps with {@code user:password@}
     * @param metrics such as {@code hikaricp.connections.pending{pool=main}}, or with a name for the gauge, {@code waiting
     *     threads=hikaricp.connections.pending}; without any, heap, threads, open files and processor use
     * @return a monitor with one gauge for each metric; one that is not there yet has no value
     * @throws IllegalArgumentException if the address or a metric has another form
     */
    public static Monitor actuator(String url, String... metrics) {
        List<String> chosen = metrics.length == 0 ? ActuatorMonitor.DEFAULT : List.of(metrics);
        return new ActuatorMonitor(
                HttpAddress.of(url), chosen.stream().map(SeriesChoice::of).toList(), System::nanoTime);
    }

    /**
     * Watches series of an endpoint in the text format of Prometheus or OpenMetrics, such as that of RabbitMQ, of a node
     * exporter or of Kubernetes. Several series that match one choice are added up; of counters the change a second is
     * watched.
     *
     * @param url such as {@code http://localhost:15692/metrics}, perhaps with {@code user:password@}
     * @param series such as {@code rabbitmq_queue_messages{queue="orders"}}, or with a name for the gauge, {@code queue
     *     depth=rabbitmq_queue_messages}
     * @return a monitor with one gauge for each choice; one without a series has no value
     * @throws IllegalArgumentException if the address or a choice has another form, or there is no choice
     */
    public static Monitor prometheus(String url, String... series) {
        if (series.length == 0) {
            throw new IllegalArgumentException("series must name at least one series of the endpoint");
        }
        return new PrometheusMonitor(
                HttpAddress.of(url), Arrays.stream(series).map(SeriesChoice::of).toList(), System::nanoTime);
    }

    /**
     * Asks a Prometheus server.
     *
     * @param name name of the gauge, such as {@code queue depth}
     * @param unit its unit; empty for counts
     * @param server such as {@code http://localhost:9090}, perhaps with {@code user:password@}
     * @param query a query in PromQL that gives one series or a number, such as {@code sum(rabbitmq_queue_messages)}
     * @return a monitor with this gauge; it has no value while the query gives no series
     * @throws IllegalArgumentException if the address has another form
     */
    public static Monitor promql(String name, String unit, String server, String query) {
        return new PromqlMonitor(name, unit, HttpAddress.of(server), query);
    }

    /**
     * Watches any value of this JVM.
     *
     * @param name name of the gauge, such as {@code queue depth}
     * @param unit its unit, such as {@code ms}; empty for counts
     * @param value returns the value as it is now, within a second; NaN if there is none; called on a thread of its own
     * @return a monitor with this gauge
     */
    public static Monitor of(String name, String unit, DoubleSupplier value) {
        return new SuppliedMonitor(name, unit, value);
    }

    /**
     * Has a monitor sampled in each JVM that runs a share of a load as well, as {@link Monitor#inWorkers} says.
     *
     * @param monitor watches something of the JVM that has the users, such as a pool of connections
     * @return a monitor with the same gauges
     */
    public static Monitor inWorkers(Monitor monitor) {
        return new MonitorOfWorkers(monitor);
    }
}
