// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links that are there and are not; series of hand and seeded ones. */
class AssociationTests {

    /** A series that keeps a part of its last value, with standard deviation one. */
    private static double[] wandering(SplittableRandom random, int windows, double windowSeconds, double seconds) {
        double kept = Math.exp(-windowSeconds / seconds);
        double[] values = new double[windows];
        double value = NoisyServer.gauss(random);
        for (int i = 0; i < windows; i++) {
            value = kept * value + Math.sqrt(1 - kept * kept) * NoisyServer.gauss(random);
            values[i] = value;
        }
        return values;
    }

    private static double[] latency(double[] driver, double link, double[] noise, int lag) {
        double[] values = new double[driver.length];
        for (int i = 0; i < values.length; i++) {
            double driven = i < lag ? 0 : driver[i - lag];
            values[i] = 20 * Math.exp(0.1 * (link * driven + Math.sqrt(1 - link * link) * noise[i]));
        }
        return values;
    }

    @Test
    void withLatency_driverAhead_isFoundWithItsLag() {
        SplittableRandom random = new SplittableRandom(1);
        double[] driver = wandering(random, 600, 1, 3);
        double[] other = wandering(random, 600, 1, 3);
        double[] latency = latency(driver, 0.8, wandering(random, 600, 1, 3), 2);

        Association.Findings findings = Association.withLatency(latency, Map.of("pool pending", driver, "heap", other));

        assertThat(findings.found()).hasSize(1);
        assertThat(findings.found().get(0).monitor()).isEqualTo("pool pending");
        assertThat(findings.found().get(0).lagWindows()).isEqualTo(2);
        assertThat(findings.found().get(0).correlation()).isBetween(0.65, 0.9);
        assertThat(findings.skipped()).isEmpty();
        assertThat(new Association("pool pending", 0.714, 2).text(1))
                .isEqualTo("moves with pool pending (r 0.71, 2 s ahead)");
        assertThat(new Association("pool pending", -0.5, 0).text(10)).isEqualTo("moves with pool pending (r -0.50)");
    }

    @Test
    void withLatency_monitorsThatCannotBeJudged_areNamed() {
        double[] latency = wandering(new SplittableRandom(2), 200, 1, 3);
        Arrays.setAll(latency, i -> Math.exp(latency[i]));
        double[] flat = new double[200];
        double[] gaps = latency.clone();
        Arrays.fill(gaps, 0, 81, Double.NaN);

        Association.Findings findings = Association.withLatency(latency, Map.of("flat", flat, "gaps", gaps));

        assertThat(findings.found()).isEmpty();
        assertThat(findings.skipped())
                .containsOnly(Map.entry("flat", "did not change"), Map.entry("gaps", "too few intervals: 119 of 120"));
    }

    @Test
    void withLatency_trendsAlone_areNoLink() {
        SplittableRandom random = new SplittableRandom(3);
        double[] latency = new double[600];
        double[] monitor = new double[600];
        Arrays.setAll(latency, i -> 20 * Math.exp(0.001 * i + 0.05 * NoisyServer.gauss(random)));
        Arrays.setAll(monitor, i -> i + 20 * NoisyServer.gauss(random));
        assertThat(Association.withLatency(latency, Map.of("heap", monitor)).found())
                .isEmpty();
    }

    @Test
    void withLatency_otherLength_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Association.withLatency(new double[3], Map.of("heap", new double[2])))
                .withMessage("heap had 2 windows but must have 3");
    }

    @Test
    void ranks_ofEqualValues_areShared() {
        assertThat(Ranks.of(new double[] {3, 1, 3, 2})).containsExactly(3.5, 1, 3.5, 2);
        assertThat(Ranks.correlation(new double[] {1, 2, 3}, new double[] {10, 30, 20}))
                .isCloseTo(0.5, within(1e-12));
        assertThat(Ranks.correlation(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isZero();
        // Ranks -1, 0, 1 after the mean: one step apart 0 of 2.
        assertThat(Ranks.autocorrelation(new double[] {1, 2, 3}, 1)).isZero();
        assertThat(Ranks.detrended(new double[] {1, 3, 5})).containsOnly(0.0);
    }

    /** Both series keep a half: 1/N* = (1 + 2 (0.25 + 0.0625 ...))/N, so N* is about 0.6 N. */
    @Test
    void effective_autocorrelatedSeries_isLessThanTheirLength() {
        SplittableRandom random = new SplittableRandom(4);
        double seconds = 1 / Math.log(2);
        double sum = 0;
        for (int i = 0; i < 20; i++) {
            sum += Association.effective(wandering(random, 500, 1, seconds), wandering(random, 500, 1, seconds)) / 20;
        }
        assertThat(sum).isCloseTo(300, within(30.0));
    }

    @ParameterizedTest
    @CsvSource({"300, 1, 0, 0", "300, 1, 0.8, 0.72", "360, 10, 0, 0", "360, 10, 0.8, 0.99"})
    void withLatency_twentyMonitors_leadsAsOftenAsWasSimulated(
            int windows, double windowSeconds, double link, double found) {
        int trials = 12;
        double[] times = {3, 20, 60};
        SplittableRandom random = new SplittableRandom(5);
        int falseLeads = 0;
        int drivers = 0;
        for (int trial = 0; trial < trials; trial++) {
            Map<String, double[]> monitors = new LinkedHashMap<>();
            for (int m = 0; m < 20; m++) {
                monitors.put("m" + m, wandering(random, windows, windowSeconds, times[m % 3]));
            }
            double[] latency = latency(monitors.get("m1"), link, wandering(random, windows, windowSeconds, 20), 0);
            var leads = Association.withLatency(latency, monitors).found();
            drivers += leads.stream().anyMatch(l -> l.monitor().equals("m1")) ? 1 : 0;
            falseLeads += leads.stream().anyMatch(l -> !l.monitor().equals("m1") || link == 0) ? 1 : 0;
        }
        assertThat(falseLeads).isLessThanOrEqualTo(Margin.most(0.01, trials));
        assertThat(drivers).isGreaterThanOrEqualTo(Margin.least(found, trials));
    }
}
