// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvenArrivalsTests extends ArrivalScheduleContract {

    @Override
    EvenArrivals schedule(List<Segment> segments) {
        return (EvenArrivals) ArrivalSchedule.of(segments, Arrivals.EVEN, 0);
    }

    @Override
    double tolerance(double expected) {
        return 1;
    }

    @Test
    void dueNanos_constantRate_evenlySpacedFromZeroStrictlyBeforeTheEnd() {
        EvenArrivals even = schedule(List.of(segment(10_000, 200, 200)));
        assertThat(even.dueNanos(0)).isZero();
        assertThat(even.dueNanos(1)).isEqualTo(5_000_000);
        assertThat(even.dueNanos(1999)).isEqualTo(9_995_000_000L);
        assertThat(even.dueNanos(2000)).isEqualTo(-1);
        assertThat(even.countUntil(5_000_000)).isEqualTo(1);
        assertThat(even.countUntil(5_000_001)).isEqualTo(2);
    }

    @Test
    void dueNanos_rampFromZero_squareRootOfTheNumber() {
        // 100/s after 10 s: the integral is 5 t², so iteration i is due at sqrt(i / 5).
        EvenArrivals even = schedule(List.of(segment(10_000, 0, 100)));
        assertThat(even.dueNanos(0)).isZero();
        assertThat(even.dueNanos(5)).isEqualTo(1_000_000_000);
        assertThat(even.dueNanos(20)).isEqualTo(2_000_000_000);
        assertThat(even.dueNanos(405)).isEqualTo(9_000_000_000L);
        assertThat(even.dueNanos(500)).isEqualTo(-1);
    }

    @Test
    void dueNanos_rampToZero_mirrorsTheRampFromZero() {
        // 100/s falling to 0 in 10 s: 500 - 5 (10 - t)².
        EvenArrivals even = schedule(List.of(segment(10_000, 100, 0)));
        assertThat(even.dueNanos(0)).isZero();
        assertThat(even.dueNanos(95)).isEqualTo(1_000_000_000);
        assertThat(even.dueNanos(480)).isEqualTo(8_000_000_000L);
        assertThat(even.dueNanos(495)).isEqualTo(9_000_000_000L);
        assertThat(even.dueNanos(500)).isEqualTo(-1);
    }

    @Test
    void dueNanos_severalSegments_fractionsAreCarried() {
        // 1.5 arrivals in the first second, so the third one (number 2) is due a quarter into the second one at 2/s.
        EvenArrivals even = schedule(List.of(segment(1_000, 1.5, 1.5), segment(1_000, 2, 2)));
        assertThat(even.dueNanos(1)).isEqualTo(666_666_667);
        assertThat(even.dueNanos(2)).isEqualTo(1_250_000_000);
        assertThat(even.dueNanos(3)).isEqualTo(1_750_000_000);
        assertThat(even.dueNanos(4)).isEqualTo(-1);
    }

    @Test
    void dueNanos_zeroRateBetween_waitsForTheNextRate() {
        EvenArrivals even = schedule(List.of(segment(1_000, 2, 2), segment(5_000, 0, 0), segment(1_000, 2, 2)));
        assertThat(even.dueNanos(1)).isEqualTo(500_000_000);
        assertThat(even.dueNanos(2)).isEqualTo(6_000_000_000L);
        assertThat(even.dueNanos(3)).isEqualTo(6_500_000_000L);
        assertThat(even.dueNanos(4)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"10000, 60, 60, 10000", "5, 3600, 3600, 5", "1, 3, 9, 3", "100, 60, 28800, 48000", "7, 60, 86400, 10080"
    })
    void countUntil_ratesThatAreNoBinaryFraction_exactCount(double events, double per, long seconds, long expected) {
        EvenArrivals even = schedule(List.of(segment(seconds * 1000, events / per, events / per)));
        assertThat(even.countUntil(even.endNanos())).isEqualTo(expected);
    }

    @Test
    void dueNanos_nearlyFlatRamp_closeToTheFlatOne() {
        // The schoolbook formula loses all digits here: the slope is 1e-9 a second per second.
        EvenArrivals even = schedule(List.of(segment(1_000_000, 1000, 1000.000001)));
        assertThat(even.dueNanos(500_000)).isBetween(499_999_999_000L, 500_000_000_000L);
    }

    @Test
    void countUntil_eightHoursAtAMillion_exact() {
        EvenArrivals even = schedule(List.of(segment(28_800_000, 1e6, 1e6)));
        assertThat(even.countUntil(even.endNanos())).isEqualTo(28_800_000_000L);
        assertThat(even.dueNanos(28_799_999_999L)).isEqualTo(28_799_999_999_000L);
    }
}
