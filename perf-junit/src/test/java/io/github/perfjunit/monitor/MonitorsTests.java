// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class MonitorsTests {

    @Test
    void of_anyValue_isOneGauge() {
        Monitor depth = Monitors.of("queue depth", "msg", () -> 7);
        Sampled sampled = Sampled.of(depth);

        assertThat(depth.name()).isEqualTo("queue depth");
        assertThat(sampled.values()).containsExactly(entry("queue depth", 7.0));
        assertThat(sampled.units()).containsExactly(entry("queue depth", "msg"));
    }

    @Test
    void host_ofThisMachine_hasItsFigures() {
        Monitor host = Monitors.host();
        assertThat(Sampled.of(host).value("host.cpu")).isNaN();
        Sampled second = Sampled.of(host);

        assertThat(second.units())
                .containsExactly(
                        entry("host.cpu", "%"),
                        entry("host.memory", "%"),
                        entry("host.load", ""),
                        entry("host.received", "MiB/s"),
                        entry("host.sent", "MiB/s"),
                        entry("host.descriptors", ""));
        assertThat(second.value("host.cpu")).isBetween(0.0, 100.0);
        assertThat(second.value("host.memory")).isBetween(0.0, 100.0);
        assertThat(second.value("host.received")).isNotNegative();
    }

    @Test
    void differences_ofATotal_areItsGrowth() {
        Differences sent = new Differences();

        assertThat(sent.perSecond(100, 0)).as("the first one").isNaN();
        assertThat(sent.perSecond(150, 500_000_000)).isEqualTo(100);
        assertThat(sent.perSecond(150, 1_000_000_000)).isZero();
        assertThat(sent.perSecond(10, 2_000_000_000)).as("it was reset").isNaN();
        assertThat(sent.perSecond(30, 3_000_000_000L)).isEqualTo(20);
        assertThat(sent.perSecond(30, 3_000_000_000L)).as("no time passed").isNaN();
    }
}
