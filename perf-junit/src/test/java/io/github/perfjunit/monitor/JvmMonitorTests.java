// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.UncheckedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmMonitorTests {

    @Test
    void thisJvm_itsGauges_haveNamesAndUnits() {
        assertThat(Sampled.of(Monitors.jvm()).units())
                .containsExactly(
                        entry("jvm.heap.used", "MiB"),
                        entry("jvm.heap.live", "MiB"),
                        entry("jvm.gc.old", ""),
                        entry("jvm.gc.time", "%"),
                        entry("jvm.threads", ""),
                        entry("jvm.descriptors", ""),
                        entry("jvm.cpu", "%"));
    }

    @Test
    void shares_ofTheFirstSample_haveNoValue() {
        Monitor jvm = Monitors.jvm();
        Sampled first = Sampled.of(jvm);
        Sampled second = Sampled.of(jvm);

        assertThat(first.value("jvm.cpu")).isNaN();
        assertThat(first.value("jvm.gc.time")).isNaN();
        assertThat(second.value("jvm.cpu")).isNotNegative();
        assertThat(second.value("jvm.gc.time")).isNotNegative();
    }

    @Test
    void oldCollection_betweenTwoSamples_isCountedAndLeavesTheLiveHeap() {
        Monitor jvm = Monitors.jvm();
        Sampled.of(jvm);
        byte[][] kept = new byte[8][1 << 20]; // so that the collection does not leave what the one before it left
        System.gc();
        Sampled after = Sampled.of(jvm);

        assertThat(kept).hasDimensions(8, 1 << 20);
        assertThat(after.value("jvm.gc.old")).isEqualTo(1);
        assertThat(after.value("jvm.heap.live")).isGreaterThan(1);
        assertThat(Sampled.of(jvm).value("jvm.heap.live")).isGreaterThan(1);
    }

    @Test
    void jmx_anotherJvm_hasTheSameGaugesByItsName() throws Exception {
        Monitor orders;
        try (JmxTarget target = JmxTarget.start()) {
            orders = Monitors.jmx("orders", target.address());
            Sampled.of(orders);
            Sampled second = Sampled.of(orders);

            assertThat(second.values()).hasSize(JvmGauge.values().length);
            assertThat(second.value("orders.heap.live")).isBetween(0.1, 64.0);
            assertThat(second.value("orders.heap.used")).isBetween(0.1, 64.0);
            assertThat(second.value("orders.threads")).isPositive();
            orders.close();
            assertThat(Sampled.of(orders).value("orders.threads"))
                    .as("a later sample connects again")
                    .isPositive();
        }
        Sampled nothing = new Sampled();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> orders.sample(nothing))
                    .isInstanceOfAny(UncheckedIOException.class, UndeclaredThrowableException.class);
        }
        assertThat(nothing.values()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "localhost:", ":9010", "http://localhost:9010", "service:jmx:", "a:b:c"})
    void jmx_addressOfAnotherForm_isRefused(String address) {
        assertThatThrownBy(() -> Monitors.jmx("orders", address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the address must be host:port, user:password@host:port or begin with service:jmx:, such as"
                        + " localhost:9010");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:9010", "[::1]:9010", "u:p@localhost:9010", "service:jmx:rmi:///jndi/rmi://h:1/jmxrmi"
            })
    void jmx_address_isRead(String address) {
        assertThat(Monitors.jmx("orders", address).name()).isEqualTo("orders");
    }

    @ParameterizedTest
    @CsvSource({
        "G1 Old Gen, true",
        "PS Old Gen, true",
        "Tenured Gen, true",
        "ZHeap, true",
        "ZGC Old Generation, true",
        "Shenandoah, true",
        "G1 Eden Space, false",
        "ZGC Young Generation, false"
    })
    void pool_ofWhatSurvived_isKnownByName(String pool, boolean old) {
        assertThat(JvmBeans.isOld(pool)).isEqualTo(old);
    }

    @ParameterizedTest
    @CsvSource({
        "G1 Young Generation, false",
        "G1 Concurrent GC, true",
        "ZGC Cycles, true",
        "ZGC Major Cycles, true",
        "ZGC Pauses, false",
        "PS MarkSweep, false"
    })
    void collector_thatWorksBesideTheProgram_isNoPause(String collector, boolean beside) {
        assertThat(JvmBeans.isBeside(collector)).isEqualTo(beside);
    }

    @Test
    void gauge_ofAnyMonitor_isKnownByItsEnd() {
        assertThat(JvmGauge.HEAP_LIVE.of("orders")).isEqualTo("orders.heap.live");
        assertThat(JvmGauge.HEAP_LIVE.isMeantBy("orders.heap.live")).isTrue();
        assertThat(JvmGauge.HEAP_LIVE.isMeantBy("orders.heap.used")).isFalse();
    }
}
