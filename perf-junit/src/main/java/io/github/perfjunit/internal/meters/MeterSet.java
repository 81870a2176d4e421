// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The meters of one load in a registry, all with the tag {@code test}. Not thread-safe. */
final class MeterSet {

    private final MeterRegistry registry;
    private final Tags test;
    private final List<Meter> made = new ArrayList<>();

    MeterSet(MeterRegistry registry, String test) {
        this.registry = registry;
        this.test = Tags.of("test", test);
    }

    Tags test() {
        return test;
    }

    Tags scenario(String name) {
        return test.and("scenario", name);
    }

    <T> void timer(String name, Tags tags, T read, ToLongFunction<T> count, ToDoubleFunction<T> nanos) {
        made.add(FunctionTimer.builder(name, read, count, nanos, TimeUnit.NANOSECONDS)
                .tags(tags)
                .register(registry));
    }

    <T> void time(String name, Tags tags, T read, ToDoubleFunction<T> nanos) {
        made.add(TimeGauge.builder(name, read, TimeUnit.NANOSECONDS, nanos)
                .tags(tags)
                .register(registry));
    }

    <T> void counter(String name, Tags tags, T read, ToDoubleFunction<T> count) {
        made.add(FunctionCounter.builder(name, read, count).tags(tags).register(registry));
    }

    <T> void gauge(String name, Tags tags, T read, ToDoubleFunction<T> value) {
        made.add(Gauge.builder(name, read, value).tags(tags).register(registry));
    }

    /** Takes all meters out of their registry; may be called again. */
    void remove() {
        made.forEach(registry::remove);
        made.clear();
    }
}
