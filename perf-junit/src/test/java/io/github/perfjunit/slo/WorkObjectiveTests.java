// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.metrics.WorkFigure;
import io.github.perfjunit.metrics.WorkReport;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkObjectiveTests {

    private static LoadResult result(long iterations, WorkFigure... figures) {
        return Loads.load()
                .request("GET /", 1000, 100)
                .result()
                .with(List.of(
                        new WorkReport(iterations, 0, 0, 100_000, List.of(figures), List.of(), true, "", List.of())));
    }

    private static WorkFigure figure(Work work, double value, double spread) {
        return new WorkFigure(work, value, spread, value * 1000, List.of(), "");
    }

    @ParameterizedTest
    @CsvSource({
        "60000, 500, 64000, MET",
        "64000, 500, 64000, MET",
        "64001, 500, 64000, MISSED",
        "63000, 6400, 64000, MET", // known to a tenth of the limit
        "60000, 6401, 64000, INCONCLUSIVE",
        "70000, 6401, 64000, INCONCLUSIVE",
        "50000, 9000, 64000, MET", // wrong by far less than it lies away
        "90000, 9000, 64000, MISSED"
    })
    void judge_memory_needsToBeTold(double value, double spread, double limit, State state) {
        ObjectiveResult verdict = new WorkObjective(Work.ALLOCATED, limit, limit + "B", "")
                .judge(result(1000, figure(Work.ALLOCATED, value, spread)));

        assertThat(verdict.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 0, 0, 0, MET",
        "1000, 0.001, 0.003, 0, MISSED",
        "1000, 0, 0, 0.01, MET",
        "100, 0.008, 0, 0.01, INCONCLUSIVE", // one more would be too many
        "10000, 0.008, 0.0005, 0.01, MET",
        "20, 3, 0, 3, MET",
        "20, 4, 0, 3, MISSED"
    })
    void judge_numbers_oneMoreMustNotDecide(long iterations, double value, double spread, double limit, State state) {
        ObjectiveResult verdict = new WorkObjective(Work.CONNECTIONS, limit, Double.toString(limit), "")
                .judge(result(iterations, figure(Work.CONNECTIONS, value, spread)));

        assertThat(verdict.state()).isEqualTo(state);
    }

    @Test
    void judge_tooFewIterations_saysHowManyAreNeeded() {
        ObjectiveResult verdict = new WorkObjective(Work.ALLOCATED, 65_536, "64KiB", "")
                .judge(result(200, figure(Work.ALLOCATED, 66_000, 13_107.2)));

        assertThat(verdict.note())
                .isEqualTo("it may be wrong by 20 % of the limit, more than 10 %; needs about 800 iterations, has 200");
    }

    @Test
    void judge_figureThatCannotBeHad_isNoData() {
        ObjectiveResult verdict = new WorkObjective(Work.STATEMENTS, 3, "3", "")
                .judge(result(200, WorkFigure.missing(Work.STATEMENTS, "a reason")));

        assertThat(verdict.state()).isEqualTo(State.NO_DATA);
        assertThat(verdict.note()).isEqualTo("a reason");
    }

    @Test
    void judge_loadWithoutCounts_isNoData() {
        ObjectiveResult verdict = new WorkObjective(Work.STATEMENTS, 3, "3", "")
                .judge(Loads.load().request("GET /", 1000, 100).result());

        assertThat(verdict.state()).isEqualTo(State.NO_DATA);
        assertThat(verdict.note())
                .isEqualTo("work is counted where the load runs in the JVM of the test, and is measured");
    }

    @Test
    void work_checks_holdAndFail() {
        LoadResult result = result(
                1000,
                figure(Work.ALLOCATED, 65_600, 100),
                figure(Work.BYTES_SENT, 88, 0),
                figure(Work.STATEMENTS, 3.002, 0),
                WorkFigure.missing(Work.CONNECTIONS, "a reason"));

        assertThat(result).work().bytesSent().isLessThan(100).bytesSent().isGreaterThan(80);
        assertFails(
                () -> assertThat(result).work().allocated().isLessThanOrEqualTo(64 * 1024),
                "allocated bytes of each iteration are 64.1 KiB, limit <= 64 KiB (1,000 iterations)");
        assertFails(
                () -> assertThat(result).work().statements().isLessThanOrEqualTo(3),
                "statements of each iteration are 3.002, limit <= 3 (1,000 iterations)");
        assertFails(
                () -> assertThat(result).work().connections().isZero(),
                "opened connections of each iteration have no data: a reason");
        assertFails(
                () -> assertThat(result).work().collections().isZero(),
                "garbage collections of each iteration have no data: it was not counted");
        assertThat(result.objectives()).hasSize(6);
    }

    private static void assertFails(ThrowingCallable check, String message) {
        assertThatThrownBy(check).isInstanceOf(SloViolation.class).hasMessage(message);
    }
}
