// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.WorkerShare;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PoissonArrivalsTests extends ArrivalScheduleContract {

    /** Kolmogorov-Smirnov: sqrt(n) D is above this in one of a hundred samples (Stephens 1974, large n). */
    private static final double CRITICAL_AT_ONE_PERCENT = 1.628;

    @Override
    ArrivalSchedule schedule(List<Segment> segments) {
        return ArrivalSchedule.of(segments, Arrivals.POISSON, 42);
    }

    @Override
    double tolerance(double expected) {
        // The count is Poisson distributed: its standard deviation is the root of its mean.
        return 4 * Math.sqrt(expected);
    }

    @Test
    void next_sameSeed_sameArrivals() {
        assertThat(drain(schedule(RISE_HOLD_PAUSE_FALL).cursor(WorkerShare.WHOLE)))
                .isEqualTo(drain(schedule(RISE_HOLD_PAUSE_FALL).cursor(WorkerShare.WHOLE)));
    }

    @Test
    void next_otherSeed_otherArrivals() {
        ArrivalSchedule other = ArrivalSchedule.of(RISE_HOLD_PAUSE_FALL, Arrivals.POISSON, 43);
        assertThat(other.cursor(WorkerShare.WHOLE).next())
                .isNotEqualTo(
                        schedule(RISE_HOLD_PAUSE_FALL).cursor(WorkerShare.WHOLE).next());
    }

    @Test
    void next_constantRate_distancesAreExponential() {
        List<Arrival> arrivals =
                drain(schedule(List.of(segment(100_000, 200, 200))).cursor(WorkerShare.WHOLE));
        double[] gaps = new double[arrivals.size()];
        long last = 0;
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (arrivals.get(i).dueNanos() - last) / 1e9;
            last = arrivals.get(i).dueNanos();
        }
        assertThat(kolmogorovSmirnov(gaps, x -> 1 - Math.exp(-200 * x))).isLessThan(CRITICAL_AT_ONE_PERCENT);
    }

    @Test
    void next_ramp_arrivalTimesFollowTheIntegralOfTheRate() {
        // Given their number, arrivals of a Poisson process are independent draws from its integral: (t / T)² here.
        double[] times = drain(schedule(List.of(segment(100_000, 0, 400))).cursor(WorkerShare.WHOLE)).stream()
                .mapToDouble(a -> a.dueNanos() / 100e9)
                .toArray();
        assertThat(kolmogorovSmirnov(times, x -> x * x)).isLessThan(CRITICAL_AT_ONE_PERCENT);
    }

    @Test
    void unitExponentials_manyDraws_exponentialWithMeanOne() {
        UnitExponentials numbers = new UnitExponentials(1);
        double[] draws = new double[50_000];
        Arrays.setAll(draws, i -> numbers.next());
        assertThat(kolmogorovSmirnov(draws, x -> 1 - Math.exp(-x))).isLessThan(CRITICAL_AT_ONE_PERCENT);
    }

    @Test
    void kolmogorovSmirnov_evenDistances_rejected() {
        // Shows that the test above can fail.
        double[] even = new double[20_000];
        Arrays.fill(even, 1);
        assertThat(kolmogorovSmirnov(even, x -> 1 - Math.exp(-x))).isGreaterThan(CRITICAL_AT_ONE_PERCENT);
    }

    @Test
    void countUntil_backInTime_countsAnew() {
        ArrivalSchedule schedule = schedule(List.of(segment(10_000, 100, 100)));
        long early = schedule.countUntil(1_000_000_000);
        long late = schedule.countUntil(9_000_000_000L);
        assertThat(late).isGreaterThan(early);
        assertThat(schedule.countUntil(1_000_000_000)).isEqualTo(early);
    }

    @Test
    void countUntil_backByAnyAmountInALongSchedule_agreesWithAFreshCount() {
        ArrivalSchedule schedule = schedule(List.of(segment(30_000, 10_000, 10_000)));
        assertThat(schedule.countUntil(29_000_000_000L)).isGreaterThan(280_000);
        for (long nanos : new long[] {28_999_999_999L, 28_900_000_000L, 20_000_000_000L, 29_500_000_000L, 1}) {
            ArrivalSchedule fresh = schedule(List.of(segment(30_000, 10_000, 10_000)));
            assertThat(schedule.countUntil(nanos)).isEqualTo(fresh.countUntil(nanos));
        }
    }

    private static double kolmogorovSmirnov(double[] sample, DoubleUnaryOperator distribution) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = distribution.applyAsDouble(sorted[i]);
            distance = Math.max(distance, expected - (double) i / sorted.length);
            distance = Math.max(distance, (double) (i + 1) / sorted.length - expected);
        }
        return distance * Math.sqrt(sorted.length);
    }
}
