// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongSupplier;

/** Reads an endpoint in the text format of Prometheus. */
final class PrometheusMonitor implements Monitor {

    private final HttpAddress address;
    private final List<SeriesChoice> choices;
    private final List<Differences> differences;
    private final LongSupplier clock;

    PrometheusMonitor(HttpAddress address, List<SeriesChoice> choices, LongSupplier clock) {
        this.address = address;
        this.choices = List.copyOf(choices);
        this.differences = choices.stream().map(choice -> new Differences()).toList();
        this.clock = clock;
    }

    @Override
    public String name() {
        return address.shown();
    }

    @Override
    public synchronized void sample(Gauges gauges) {
        List<PrometheusText.Value> values;
        try {
            values = PrometheusText.read(address.get(), choices);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long now = clock.getAsLong();
        for (int i = 0; i < choices.size(); i++) {
            PrometheusText.Value value = values.get(i);
            double shown = value.total() ? differences.get(i).perSecond(value.value(), now) : value.value();
            gauges.gauge(choices.get(i).gauge(), value.total() ? "/s" : "", shown);
        }
    }

    @Override
    public void close() {
        address.close();
    }
}
