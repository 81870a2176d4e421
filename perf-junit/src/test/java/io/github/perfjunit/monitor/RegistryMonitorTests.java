// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RegistryMonitorTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();

    private Monitor monitor(String... meters) {
        return new RegistryMonitor(registry, nanos::get, meters);
    }

    private void secondsPass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void gauge_isItsValueInItsUnit() {
        AtomicInteger depth = new AtomicInteger(7);
        Gauge.builder("queue.depth", depth, AtomicInteger::get)
                .baseUnit("messages")
                .register(registry);

        Sampled sampled = Sampled.of(monitor("queue.depth"));

        assertThat(sampled.values()).containsOnly(entry("queue.depth", 7.0));
        assertThat(sampled.units()).containsEntry("queue.depth", "messages");
    }

    @Test
    void gaugesThatMatch_areAddedUpUnderTheNameThatIsGiven() {
        registry.gauge("pending", Tags.of("pool", "a", "host", "x"), 2);
        registry.gauge("pending", Tags.of("pool", "a", "host", "y"), 3);
        registry.gauge("pending", Tags.of("pool", "b", "host", "y"), 40);

        assertThat(Sampled.of(monitor("waiting=pending{pool=\"a\"}")).value("waiting"))
                .isEqualTo(5);
    }

    @Test
    void counterAndTimer_areEventsASecond() {
        Monitor monitor = monitor("orders", "calls");
        registry.counter("orders").increment(10);
        registry.timer("calls").record(Duration.ofSeconds(1));

        assertThat(Sampled.of(monitor).values().values())
                .containsOnly(Double.NaN); // the first sample has no difference

        registry.counter("orders").increment(30);
        registry.timer("calls").record(Duration.ofSeconds(1));
        secondsPass(2);
        Sampled sampled = Sampled.of(monitor);

        assertThat(sampled.value("orders")).isCloseTo(15, within(1e-9));
        assertThat(sampled.value("calls")).isCloseTo(0.5, within(1e-9));
        assertThat(sampled.units()).containsEntry("orders", "/s").containsEntry("calls", "/s");
    }

    @Test
    void meterThatIsNotThereYet_hasNoValue() {
        assertThat(Sampled.of(monitor("later")).value("later")).isNaN();
    }

    @Test
    void noMeter_isRefused() {
        assertThatThrownBy(this::monitor)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("meters must name at least one meter of the registry");
    }
}
