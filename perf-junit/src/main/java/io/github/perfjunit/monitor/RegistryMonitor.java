// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Watches meters of a Micrometer registry in this JVM, such as that of an application under test; needs {@code
 * io.micrometer:micrometer-core} on the class path. The only class of this package that touches Micrometer.
 *
 * <p>Of a gauge the value is taken, of what is counted or timed the number of events a second. Several meters that match
 * are added up. A meter that is not there yet has no value.
 * <pre>{@code
 * @Watch
 * final Monitor pending = RegistryMonitor.of(registry, "pending=hikaricp.connections.pending{pool=orders}");
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RegistryMonitor implements Monitor {

    private final MeterRegistry registry;
    private final List<Chosen> meters;
    private final LongSupplier clock;

    private record Chosen(SeriesChoice choice, Differences differences) {}

    RegistryMonitor(MeterRegistry registry, LongSupplier clock, String... meters) {
        if (meters.length == 0) {
            throw new IllegalArgumentException("meters must name at least one meter of the registry");
        }
        this.registry = registry;
        this.meters = Arrays.stream(meters)
                .map(meter -> new Chosen(SeriesChoice.of(meter), new Differences()))
                .toList();
        this.clock = clock;
    }

    /**
     * Watches some meters of a registry.
     *
     * @param registry the registry
     * @param meters each {@code queue.depth}, {@code queue.depth{tag="value"}} or, with a name for its gauge, {@code
     *     depth=queue.depth}
     * @return a monitor with a gauge for each of them
     * @throws IllegalArgumentException if there is none, or one has another form
     */
    public static RegistryMonitor of(MeterRegistry registry, String... meters) {
        return new RegistryMonitor(registry, System::nanoTime, meters);
    }

    @Override
    public String name() {
        return "meters";
    }

    @Override
    public synchronized void sample(Gauges gauges) {
        long now = clock.getAsLong();
        for (Chosen chosen : meters) {
            List<Meter> found = registry.getMeters().stream()
                    .filter(meter -> chosen.choice.matches(meter.getId().getName(), tags(meter)))
                    .toList();
            double value = sum(found, Statistic.VALUE);
            if (Double.isNaN(value)) {
                double count = sum(found, Statistic.COUNT);
                gauges.gauge(chosen.choice.gauge(), "/s", chosen.differences.perSecond(count, now));
            } else {
                gauges.gauge(chosen.choice.gauge(), unit(found), value);
            }
        }
    }

    private static Map<String, String> tags(Meter meter) {
        return meter.getId().getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue));
    }

    /** NaN if no meter has such a figure. */
    private static double sum(List<Meter> meters, Statistic statistic) {
        double sum = 0;
        boolean any = false;
        for (Meter meter : meters) {
            for (Measurement measurement : meter.measure()) {
                if (measurement.getStatistic() == statistic) {
                    sum += measurement.getValue();
                    any = true;
                }
            }
        }
        return any ? sum : Double.NaN;
    }

    private static String unit(List<Meter> meters) {
        String unit = meters.get(0).getId().getBaseUnit();
        return unit == null ? "" : unit;
    }
}
