// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserScheduleTests {

    /** Ramp 0 to 10 in 10 s, hold 10 s, ramp to 0 in 5 s. */
    private static final UserSchedule TRAPEZOID =
            UserSchedule.of(List.of(segment(10_000, 0, 10), segment(10_000, 10, 10), segment(5_000, 10, 0)));

    @Test
    void trapezoid_starts_are_evenly_spread_from_zero_on() {
        for (int user = 0; user < 10; user++) {
            assertThat(TRAPEZOID.startNanos(user, 0)).as("user %d", user).isEqualTo(seconds(user));
        }
    }

    @Test
    void trapezoid_stops_are_evenly_spread_and_last_come_goes_first() {
        for (int user = 0; user < 10; user++) {
            assertThat(TRAPEZOID.stopNanos(user, seconds(user)))
                    .as("user %d", user)
                    .isEqualTo(seconds(20 + (10 - user) * 0.5));
        }
    }

    @Test
    void trapezoid_has_neither_an_eleventh_user_nor_a_second_window() {
        assertThat(TRAPEZOID.users()).isEqualTo(10);
        assertThat(TRAPEZOID.startNanos(10, 0)).isEqualTo(-1);
        assertThat(TRAPEZOID.startNanos(9, seconds(20.5))).isEqualTo(-1);
        assertThat(TRAPEZOID.startNanos(0, seconds(25))).isEqualTo(-1);
    }

    @Test
    void start_of_an_active_user_is_the_time_asked_for() {
        assertThat(TRAPEZOID.startNanos(3, seconds(4))).isEqualTo(seconds(4));
    }

    @Test
    void stop_of_a_user_that_is_not_active_is_the_time_asked_for() {
        assertThat(TRAPEZOID.stopNanos(3, seconds(1))).isEqualTo(seconds(1));
        assertThat(TRAPEZOID.stopNanos(3, seconds(24))).isEqualTo(seconds(24));
    }

    @Test
    void level_is_interpolated_and_zero_outside() {
        assertThat(TRAPEZOID.level(-1)).isZero();
        assertThat(TRAPEZOID.level(seconds(2.5))).isEqualTo(2.5);
        assertThat(TRAPEZOID.level(seconds(15))).isEqualTo(10);
        assertThat(TRAPEZOID.level(seconds(24))).isCloseTo(2, within(1e-9));
        assertThat(TRAPEZOID.level(seconds(25))).isZero();
        assertThat(TRAPEZOID.endNanos()).isEqualTo(seconds(25));
    }

    @Test
    void hold_alone_starts_all_at_once_and_lasts_to_the_end() {
        UserSchedule hold = UserSchedule.of(List.of(segment(1_000, 3, 3)));
        assertThat(hold.users()).isEqualTo(3);
        assertThat(hold.startNanos(2, 0)).isZero();
        assertThat(hold.stopNanos(2, 0)).isEqualTo(seconds(1));
        assertThat(hold.startNanos(3, 0)).isEqualTo(-1);
    }

    @Test
    void jump_up_and_down_gives_two_windows_to_those_above() {
        UserSchedule spikes = UserSchedule.of(List.of(
                segment(1_000, 5, 5),
                segment(0, 5, 50),
                segment(1_000, 50, 50),
                segment(0, 50, 5),
                segment(1_000, 5, 5),
                segment(1_000, 50, 50)));
        assertThat(spikes.users()).isEqualTo(50);
        assertThat(spikes.startNanos(4, 0)).isZero();
        assertThat(spikes.stopNanos(4, 0)).isEqualTo(seconds(4));
        assertThat(spikes.startNanos(5, 0)).isEqualTo(seconds(1));
        assertThat(spikes.stopNanos(5, seconds(1))).isEqualTo(seconds(2));
        assertThat(spikes.startNanos(5, seconds(2))).isEqualTo(seconds(3));
        assertThat(spikes.stopNanos(5, seconds(3))).isEqualTo(seconds(4));
        assertThat(spikes.startNanos(49, 0)).isEqualTo(seconds(1));
        assertThat(spikes.level(seconds(1))).isEqualTo(50);
        assertThat(spikes.level(seconds(2))).isEqualTo(5);
    }

    @Test
    void level_that_touches_a_user_number_does_not_interrupt_that_user() {
        UserSchedule valley = UserSchedule.of(List.of(segment(1_000, 10, 5), segment(1_000, 5, 10)));
        assertThat(valley.stopNanos(5, 0)).isEqualTo(seconds(2));
        assertThat(valley.stopNanos(6, 0)).isEqualTo(seconds(0.8));
        assertThat(valley.startNanos(6, seconds(0.8))).isEqualTo(seconds(1.2));
    }

    @Test
    void staircase_adds_users_at_each_step_and_none_before() {
        UserSchedule stairs =
                UserSchedule.of(List.of(segment(1_000, 10, 10), segment(1_000, 20, 20), segment(1_000, 30, 30)));
        assertThat(stairs.startNanos(9, 0)).isZero();
        assertThat(stairs.startNanos(10, 0)).isEqualTo(seconds(1));
        assertThat(stairs.startNanos(20, 0)).isEqualTo(seconds(2));
        assertThat(stairs.stopNanos(0, 0)).isEqualTo(seconds(3));
    }

    @Test
    void starts_that_are_no_whole_nanosecond_are_rounded() {
        UserSchedule thirds = UserSchedule.of(List.of(segment(1_000, 0, 3), segment(1_000, 3, 3)));
        assertThat(thirds.startNanos(1, 0)).isEqualTo(333_333_333);
        assertThat(thirds.startNanos(2, 0)).isEqualTo(666_666_667);
    }

    @Test
    void fraction_of_a_user_counts_as_one() {
        assertThat(UserSchedule.of(List.of(segment(1_000, 2.5, 2.5))).users()).isEqualTo(3);
        assertThat(UserSchedule.of(List.of(segment(1_000, 2.5, 2.5))).startNanos(2, 0))
                .isZero();
    }

    @Test
    void no_length_means_no_users() {
        UserSchedule nothing = UserSchedule.of(List.of(segment(0, 0, 100)));
        assertThat(nothing.users()).isZero();
        assertThat(nothing.startNanos(0, 0)).isEqualTo(-1);
        assertThat(nothing.endNanos()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void windows_agree_with_the_level_at_every_sampled_time(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            UserSchedule schedule = UserSchedule.of(randomSegments(random));
            for (int user = 0; user <= schedule.users(); user++) {
                checkUser(schedule, user, random);
            }
        }
    }

    private static void checkUser(UserSchedule schedule, int user, Random random) {
        long at = 0;
        while (at < schedule.endNanos()) {
            long start = schedule.startNanos(user, at);
            long stop = start < 0 ? schedule.endNanos() : schedule.stopNanos(user, start);
            long idleEnd = start < 0 ? schedule.endNanos() : start;
            for (int i = 0; i < 20; i++) {
                if (idleEnd - at > 4) {
                    long idle = at + 2 + (long) (random.nextDouble() * (idleEnd - at - 4));
                    assertThat(schedule.level(idle)).isLessThanOrEqualTo(user + 1e-6);
                }
                if (start >= 0 && stop - start > 4) {
                    long active = start + 2 + (long) (random.nextDouble() * (stop - start - 4));
                    assertThat(schedule.level(active)).isGreaterThanOrEqualTo(user - 1e-6);
                    assertThat(schedule.startNanos(user, active)).isEqualTo(active);
                    assertThat(schedule.stopNanos(user, active)).isEqualTo(stop);
                }
            }
            assertThat(stop).isGreaterThan(at);
            at = stop;
        }
    }

    private static List<Segment> randomSegments(Random random) {
        List<Segment> segments = new ArrayList<>();
        double level = random.nextInt(4);
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            boolean hold = random.nextInt(3) == 0;
            double to = hold ? level : random.nextInt(8) + (random.nextInt(4) == 0 ? 0.5 : 0);
            segments.add(segment(random.nextInt(4) * 700L, level, to));
            level = random.nextInt(5) == 0 ? random.nextInt(8) : to;
        }
        return segments;
    }

    private static Segment segment(long millis, double from, double to) {
        return new Segment(Duration.ofMillis(millis), from, to, Phase.MEASURE);
    }

    private static long seconds(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
