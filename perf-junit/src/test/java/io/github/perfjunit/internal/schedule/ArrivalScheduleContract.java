// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind of arrivals. */
abstract class ArrivalScheduleContract {

    static final List<Segment> RISE_HOLD_PAUSE_FALL = List.of(
            segment(2_000, 0, 300),
            segment(1_500, 300, 300),
            segment(0, 300, 0),
            segment(1_000, 0, 0),
            segment(333, 77.7, 77.7),
            segment(2_000, 150, 0));

    abstract ArrivalSchedule schedule(List<Segment> segments);

    /** How far the count of a course that makes {@code expected} arrivals may be off. */
    abstract double tolerance(double expected);

    static Stream<List<Segment>> courses() {
        return Stream.of(
                RISE_HOLD_PAUSE_FALL,
                List.of(segment(10_000, 200, 200)),
                List.of(segment(1_000, 0, 0), segment(1_000, 100, 100)),
                List.of(segment(60_000, 0.1, 0.1)),
                List.of(segment(3_000, 1000, 0)),
                List.of(segment(1_000, 0, 0)),
                List.of(segment(0, 0, 100)));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void next_walksInOrder_numbersFromZeroAndTimesThatDoNotFall(List<Segment> course) {
        ArrivalSchedule schedule = schedule(course);
        List<Arrival> arrivals = drain(schedule.cursor(WorkerShare.WHOLE));
        long last = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            assertThat(arrivals.get(i).index()).isEqualTo(i);
            assertThat(arrivals.get(i).dueNanos()).isBetween(last, schedule.endNanos() - 1);
            last = arrivals.get(i).dueNanos();
        }
    }

    @ParameterizedTest
    @MethodSource("courses")
    void next_wholePlan_asManyAsTheIntegralOfTheRate(List<Segment> course) {
        double expected = course.stream()
                .mapToDouble(s -> s.duration().toNanos() / 1e9 * (s.from() + s.to()) / 2)
                .sum();
        assertThat((double) drain(schedule(course).cursor(WorkerShare.WHOLE)).size())
                .isCloseTo(expected, within(tolerance(expected)));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void cursor_allShares_togetherExactlyTheWhole(List<Segment> course) {
        ArrivalSchedule schedule = schedule(course);
        List<Arrival> union = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            WorkerShare share = new WorkerShare(k, 3);
            List<Arrival> own = drain(schedule.cursor(share));
            assertThat(own).allMatch(a -> a.index() % 3 == share.index());
            assertThat(own).hasSize((int) schedule.countUntil(Long.MAX_VALUE, share));
            union.addAll(own);
        }
        union.sort(Comparator.comparingLong(Arrival::index));
        assertThat(union).isEqualTo(drain(schedule.cursor(WorkerShare.WHOLE)));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void countUntil_anyTime_agreesWithTheArrivalsWalkedOver(List<Segment> course) {
        ArrivalSchedule schedule = schedule(course);
        List<Arrival> arrivals = drain(schedule.cursor(WorkerShare.WHOLE));
        List<Long> times = new ArrayList<>(List.of(-1L, 0L, 1L, schedule.endNanos(), Long.MAX_VALUE));
        for (long t = 0; t < schedule.endNanos(); t += 97_000_000) {
            times.add(t);
        }
        arrivals.stream().limit(50).forEach(a -> times.addAll(List.of(a.dueNanos(), a.dueNanos() + 1)));
        for (long time : times) {
            assertThat(schedule.countUntil(time))
                    .as("before %d ns", time)
                    .isEqualTo(
                            arrivals.stream().filter(a -> a.dueNanos() < time).count());
        }
    }

    @Test
    void next_zeroRate_noArrivalInIt() {
        assertThat(drain(schedule(RISE_HOLD_PAUSE_FALL).cursor(WorkerShare.WHOLE)))
                .noneMatch(a -> a.dueNanos() >= 3_500_000_000L && a.dueNanos() < 4_500_000_000L);
    }

    @Test
    void rate_anyTime_followsTheSegments() {
        ArrivalSchedule schedule = schedule(RISE_HOLD_PAUSE_FALL);
        assertThat(schedule.rate(-1)).isZero();
        assertThat(schedule.rate(1_000_000_000)).isEqualTo(150);
        assertThat(schedule.rate(3_500_000_000L)).isZero();
        assertThat(schedule.rate(4_833_000_000L)).isEqualTo(150);
        assertThat(schedule.rate(6_833_000_000L)).isZero();
        assertThat(schedule.endNanos()).isEqualTo(6_833_000_000L);
    }

    @Test
    void next_manyThreads_eachArrivalOnce() throws InterruptedException {
        ArrivalSchedule.Cursor cursor =
                schedule(List.of(segment(10_000, 2000, 2000))).cursor(WorkerShare.WHOLE);
        Queue<Arrival> claimed = new ConcurrentLinkedQueue<>();
        List<Thread> threads = Stream.generate(() -> new Thread(() -> claimed.addAll(drain(cursor))))
                .limit(4)
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        List<Arrival> sorted = claimed.stream()
                .sorted(Comparator.comparingLong(Arrival::index))
                .toList();
        assertThat(sorted)
                .isEqualTo(drain(schedule(List.of(segment(10_000, 2000, 2000))).cursor(WorkerShare.WHOLE)));
        assertThat(cursor.claimed()).isEqualTo(sorted.size());
    }

    static List<Arrival> drain(ArrivalSchedule.Cursor cursor) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Arrival next = cursor.next(); next != null; next = cursor.next()) {
            arrivals.add(next);
        }
        return arrivals;
    }

    static Segment segment(long millis, double from, double to) {
        return new Segment(Duration.ofMillis(millis), from, to, Phase.MEASURE);
    }
}
