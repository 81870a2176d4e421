// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassHistogramTests {

    @Test
    void read_linesOfHotSpot_giveBytesByClass() {
        Map<String, Long> bytes = ClassHistogram.read("""
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         12345        1234567  [B (java.base@17.0.1)
                   2:            10            240  [[Ljava.lang.String; (java.base@17.0.1)
                   3:             5            120  com.example.Cache$Entry
                   4:             2             48  com.example.Cache$Entry
                Total         12362        1234975
                """);

        assertThat(bytes)
                .containsOnly(
                        Map.entry("byte[]", 1234567L),
                        Map.entry("java.lang.String[][]", 240L),
                        Map.entry("com.example.Cache$Entry", 168L));
    }

    @Test
    void classHistogram_ofThisJvm_hasItsStrings() throws IOException {
        Map<String, Long> bytes = ((WatchedJvm) Monitors.jvm()).classHistogram();

        assertThat(bytes.get("java.lang.String")).isPositive();
    }
}
