// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.perfjunit.jdbc.report.SweepRound;
import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The order of the loads of a sweep, and how many there are. */
class SweepTests {

    private static SweepRound round(SweepRun turn, double throughput) {
        return new SweepRound(
                turn.round(), throughput, LatencySummary.ofNanos(1_000), 0, LatencySummary.EMPTY, 1, 0, true);
    }

    /** Runs a sweep whose figures are made up; returns its turns in order. */
    private static List<String> run(Sweep sweep, ToDoubleFunction<SweepRun> throughput) {
        List<String> turns = new ArrayList<>();
        while (sweep.hasNext()) {
            SweepRun turn = sweep.next();
            turns.add(turn.round() + ":" + turn.size());
            sweep.add(turn, round(turn, throughput.applyAsDouble(turn)));
        }
        return turns;
    }

    @Test
    void rounds_sizesThatDiffer_areInterleavedEveryOtherOneInReverse() {
        Sweep sweep = new Sweep(List.of(1, 2, 4), 3);

        List<String> turns = run(sweep, turn -> 100 * turn.size() + turn.round());

        assertThat(turns).containsExactly("1:1", "1:2", "1:4", "2:4", "2:2", "2:1", "3:1", "3:2", "3:4");
    }

    /** The first size met a cold cache; that says nothing about it. */
    @Test
    void firstRound_ofASlowFirstSize_doesNotCount() {
        Sweep sweep = new Sweep(List.of(4, 8), 3);

        run(sweep, turn -> turn.round() == 1 && turn.size() == 4 ? 10 : 1_000 + turn.round() + turn.size() / 100.0);

        assertThat(sweep.report().recommended()).isEqualTo(4);
        assertThat(sweep.report().steps())
                .allSatisfy(step -> assertThat(step.rounds()).hasSize(2));
    }

    @Test
    void sweep_missesOfSomeSizesOrOfRoundsThatDoNotCount_isNotFailed() {
        Sweep sweep = new Sweep(List.of(1, 8), 3);
        List<SweepRun> turns = new ArrayList<>();
        while (sweep.hasNext() && turns.size() < 6) {
            SweepRun turn = sweep.next();
            turns.add(turn);
            sweep.add(turn, round(turn, 100 * turn.size()));
        }

        sweep.fail(turns.get(1)); // 8 in the first round
        assertThat(sweep.isFailed()).isFalse();
        sweep.fail(turns.get(3)); // 1 in the second
        assertThat(sweep.isFailed()).isFalse();
        sweep.fail(turns.get(4).size() == 8 ? turns.get(4) : turns.get(5)); // 8 in the third
        assertThat(sweep.isFailed()).isTrue();
    }

    @Test
    void sweep_ofWhichNothingCountsYet_isNotFailed() {
        Sweep sweep = new Sweep(List.of(1, 8), 3);

        sweep.fail(sweep.next());

        assertThat(sweep.isFailed()).isFalse();
    }

    @Test
    void rounds_sizesThatAreClose_haveAtMostTwoMore() {
        Sweep sweep = new Sweep(List.of(1, 8, 10), 3);

        List<String> turns =
                run(sweep, turn -> turn.size() == 1 ? 100 : turn.size() == 8 ? 930 + 30 * (turn.round() % 2) : 1_000);

        assertThat(turns)
                .containsExactly(
                        "1:1", "1:8", "1:10", "2:10", "2:8", "2:1", "3:1", "3:8", "3:10", "4:10", "4:8", "5:8", "5:10");
        assertThat(sweep.report().advice())
                .contains("; cannot tell here which of 8 and 10 come within 5 % of the best");
    }

    /** As in smoke mode, or if there is no database: the others would show nothing either. */
    @Test
    void rounds_thatShowNothing_areNotRepeated() {
        Sweep sweep = new Sweep(List.of(1, 2), 3);
        sweep.next();
        sweep.next();

        assertThat(sweep.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(sweep::next)
                .withMessage("the sweep has ended");
    }

    @Test
    void turn_ofTheFirstRound_saysThatItDoesNotCount() {
        Sweep sweep = new Sweep(List.of(1, 2), 3);
        SweepRun first = sweep.next();

        assertThat(first.display()).isEqualTo("pool of 1, round 1 (not counted)");
        assertThat(first.isFirst()).isTrue();
        assertThat(sweep.next().isFirst()).isFalse();
        assertThat(new SweepRun(2, 2, 3, sweep).display()).isEqualTo("pool of 2, round 3");
    }

    @Test
    void announcement_saysHowLongItTakes() {
        SweepRun first = new Sweep(List.of(1, 2, 4, 8, 16), 3).next();

        assertThat(first.announcement(Duration.ofSeconds(6)))
                .isEqualTo(
                        "pool sweep: 5 sizes in 3 rounds, of which the first does not count, take 90 s and the set-up"
                                + " of 15 loads; up to 2 more rounds of sizes that are close, 150 s at most");
    }
}
