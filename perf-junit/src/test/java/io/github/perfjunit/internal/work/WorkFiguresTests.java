// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.internal.work.WorkReading.Progress;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.metrics.WorkFigure;
import io.github.perfjunit.metrics.WorkReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkFiguresTests {

    private static final long MILLIS = 1_000_000;

    private final Allocations allocations = new Allocations(new FakeThreads(), false);
    private final WorkTrack track = new WorkTrack(250_000);

    private static WorkReading reading(long millis, long ok, long failed, long underWay, double allocated) {
        return new WorkReading(
                millis * MILLIS,
                new Progress(ok + failed + underWay, ok + failed, ok),
                0,
                Map.of(
                        Work.ALLOCATED,
                        allocated,
                        Work.COLLECTIONS,
                        7.0,
                        Work.BYTES_SENT,
                        80.0 * ok,
                        Work.BYTES_RECEIVED,
                        0.0,
                        Work.CONNECTIONS,
                        4.0,
                        Work.STATEMENTS,
                        3.0 * ok));
    }

    private WorkReport report(WorkReading from, WorkReading to) {
        return new WorkFigures(from, to, track, new WorkHere(allocations, Map::of, false)).report();
    }

    /** 100 iterations in each tenth of a second, each of which allocates 1,000 bytes. */
    private void steady(int readings) {
        for (int i = 1; i <= readings; i++) {
            track.add(reading(100L * i, 100L * i, 0, 2, 100_000.0 * i));
        }
    }

    @Test
    void report_steadyWork_hasNoSpread() {
        steady(23);
        WorkReport report = report(reading(0, 0, 0, 0, 0), reading(2_400, 2_400, 0, 0, 2_400_000));

        assertThat(report.iterations()).isEqualTo(2_400);
        assertThat(report.millis()).isEqualTo(2_400);
        WorkFigure allocated = report.figure(Work.ALLOCATED);
        assertThat(allocated.perIteration()).isEqualTo(1_000);
        assertThat(allocated.spread()).isZero();
        assertThat(allocated.batches()).hasSize(12).containsOnly(1_000.0);
        assertThat(report.figure(Work.STATEMENTS).perIteration()).isEqualTo(3);
        assertThat(report.figure(Work.CONNECTIONS).perIteration()).isZero();
        assertThat(report.figure(Work.BYTES_SENT).perIteration()).isEqualTo(80);
    }

    @Test
    void report_iterationsUnderWayAtTheEnds_areInTheSpread() {
        steady(23);
        WorkReport report = report(reading(0, 0, 0, 10, 0), reading(2_400, 2_400, 0, 14, 2_400_000));

        assertThat(report.underWay()).isEqualTo(24);
        assertThat(report.figure(Work.ALLOCATED).spread()).isCloseTo(1_000 * 24 / 2_400.0, within(1e-9));
    }

    @Test
    void report_workThatFalls_hasASpread() {
        for (int i = 1; i <= 23; i++) {
            track.add(reading(100L * i, 100L * i, 0, 0, 100_000.0 * i + (i < 4 ? 50_000.0 * i : 150_000)));
        }
        WorkReport report = report(reading(0, 0, 0, 0, 0), reading(2_400, 2_400, 0, 0, 2_550_000));

        assertThat(report.figure(Work.ALLOCATED).spread()).isGreaterThan(100);
    }

    @Test
    void report_failedIterations_areNotDividedBy_andTheirWorkCounts() {
        steady(11);
        WorkReport report = report(reading(0, 0, 0, 0, 0), reading(1_200, 1_200, 800, 0, 2_000_000));

        assertThat(report.failed()).isEqualTo(800);
        assertThat(report.figure(Work.ALLOCATED).perIteration()).isCloseTo(2_000_000 / 1_200.0, within(1e-9));
    }

    @Test
    void report_tooFewReadings_spreadIsNotKnown() {
        steady(5);
        WorkReport report = report(reading(0, 0, 0, 0, 0), reading(600, 600, 0, 0, 600_000));

        assertThat(report.figure(Work.ALLOCATED).perIteration()).isEqualTo(1_000);
        assertThat(report.figure(Work.ALLOCATED).spread()).isNaN();
    }

    /** What is recorded does not depend on how fast the load ends. */
    @Test
    void report_tooFewReadings_recordedWorkIsExact() {
        WorkReport report = report(reading(0, 0, 0, 0, 0), reading(1, 600, 0, 0, 600_000));

        assertThat(report.figure(Work.STATEMENTS).perIteration()).isEqualTo(3);
        assertThat(report.figure(Work.STATEMENTS).spread()).isZero();
    }

    /** A busy machine takes readings in the middle of iterations; that is no spread of the statements. */
    @Test
    void report_readingsInTheMiddleOfIterations_areNoSpreadOfRecordedWork() {
        for (int i = 1; i <= 23; i++) {
            long late = i % 2 == 0 ? 6 : 0;
            WorkReading exact = reading(100L * i, 100L * i, 0, late, 100_000.0 * i + 1_000 * late);
            Map<Work, Double> counts = new EnumMap<>(exact.counts());
            counts.put(Work.STATEMENTS, 300.0 * i + 3 * late);
            track.add(new WorkReading(exact.nanos(), exact.progress(), 0, counts));
        }
        WorkReport report = report(reading(0, 0, 0, 0, 0), reading(2_400, 2_400, 0, 0, 2_400_000));

        assertThat(report.figure(Work.STATEMENTS).spread()).isZero();
    }

    @Test
    void report_nothingSeen_saysWhy() {
        steady(23);
        WorkReport report = report(reading(0, 0, 0, 0, 0), reading(2_400, 2_400, 0, 0, 24_000));

        assertThat(report.figure(Work.ALLOCATED).missing())
                .isEqualTo("threads other than those of the load allocated only 10 B an iteration; what is tested runs"
                        + " in another JVM, or on the users' own threads");
        assertThat(report.figure(Work.BYTES_RECEIVED).missing())
                .isEqualTo("no request told its bytes; those of Http and of measured clients do");
    }

    @Test
    void report_noIterationEndedWell_thereIsNoFigure() {
        WorkReport report = report(reading(0, 0, 0, 0, 0), reading(2_400, 0, 90, 0, 24_000));

        assertThat(report.figures()).allMatch(figure -> figure.missing().equals("no iteration ended well"));
    }

    /** A load of ten hours is read as often as one of ten seconds. */
    @ParameterizedTest
    @CsvSource({"1000", "36000", "3600000"})
    void track_anyLength_keepsFewReadings_andCutsEvenly(long seconds) {
        List<WorkReading> taken = new ArrayList<>();
        long step = Math.max(1, seconds / 5_000);
        for (long at = 0; at < seconds; at += step) {
            if (track.isDue(at * 1_000 * MILLIS)) {
                WorkReading each = reading(at * 1_000, at, 0, 0, (double) at);
                track.add(each);
                taken.add(each);
            }
        }
        List<WorkReading> borders =
                track.borders(reading(0, 0, 0, 0, 0), reading(seconds * 1_000, seconds, 0, 0, (double) seconds), 12);

        assertThat(taken.size()).isLessThan(240 * 12);
        assertThat(borders).hasSize(13);
        for (int i = 1; i < borders.size(); i++) {
            double part = borders.get(i).ok() - borders.get(i - 1).ok();
            assertThat(part).isCloseTo(seconds / 12.0, within(seconds / 60.0));
        }
    }
}
