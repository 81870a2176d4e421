// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.kind.SoakFigure;
import io.github.perfjunit.kind.SoakFigure.Verdict;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What is said about the heap of a JVM and about counts. */
class SoakMonitorsTests {

    private static final int SECONDS = 7200;

    private final List<MonitorSample> samples = new ArrayList<>();

    private void add(int second, String name, double value) {
        samples.add(new MonitorSample(1000L * second, Phase.MEASURE, name, "", value));
    }

    private void heap(int everySeconds, IntToDoubleFunction live) {
        for (int second = 1; second <= SECONDS; second++) {
            int collections = second / everySeconds;
            if (collections > 0) {
                add(second, "orders.heap.live", live.applyAsDouble(collections * everySeconds));
            }
            add(second, "orders.heap.used", 100 + second % everySeconds);
            add(second, "orders.gc.old", collections);
        }
    }

    private void count(String name, IntToDoubleFunction value) {
        for (int second = 1; second <= SECONDS; second++) {
            add(second, name, value.applyAsDouble(second));
        }
    }

    private SoakMonitors read() {
        return SoakMonitors.of(samples::forEach, 0, 1000L * SECONDS);
    }

    private SoakFigure only() {
        assertThat(read().figures()).hasSize(1);
        return read().figures().get(0);
    }

    @Test
    void heap_thatGrows_drifts() {
        heap(600, second -> 200 + second / 100.0);

        assertThat(only().name()).isEqualTo("heap of orders after old collections");
        assertThat(only().verdict()).isEqualTo(Verdict.DRIFTING);
        assertThat(only().remark()).matches("grew by \\d\\d MiB and had not levelled off");
        assertThat(read().grown()).containsExactly("orders");
    }

    @Test
    void heap_ofEqualSize_isStable() {
        heap(600, second -> 200 + second % 7);

        assertThat(only().verdict()).isEqualTo(Verdict.STABLE);
        assertThat(read().grown()).isEmpty();
    }

    @Test
    void heap_ofACacheThatFills_isStillFilling() {
        heap(300, second -> 200 + 100 * (1 - Math.exp(-second / 2000.0)));

        assertThat(only().verdict()).isEqualTo(Verdict.STILL_FILLING);
        assertThat(only().remark()).matches("grew by \\d\\d MiB, less and less");
    }

    @Test
    void heap_withTooFewOldCollections_isTooShortToTell() {
        heap(2000, second -> 200 + second);

        assertThat(only().verdict()).isEqualTo(Verdict.TOO_SHORT_TO_TELL);
        assertThat(only().remark()).isEqualTo("3 old collections seen, 6 needed");
    }

    @Test
    void heap_collectedOften_isJudgedFromABoundedNumberOfPoints() {
        heap(2, second -> 200 + second / 100.0);

        assertThat(only().verdict()).isEqualTo(Verdict.DRIFTING);
    }

    @Test
    void counts_thatGrow_drift() {
        count("orders.threads", second -> 50 + second / 100);
        count("orders.descriptors", second -> 100 + second % 5);
        count("pool.total", second -> 10);

        assertThat(read().figures())
                .extracting(SoakFigure::verdict)
                .containsExactly(Verdict.DRIFTING, Verdict.STABLE, Verdict.STABLE);
    }

    @Test
    void otherGauges_areNotJudged() {
        count("orders done", second -> second);

        assertThat(read().figures()).isEmpty();
    }
}
