// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.analysis.Capacity;
import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.kind.CapacityReport;
import io.github.perfjunit.kind.LoadStep;
import io.github.perfjunit.kind.SoakFigure;
import io.github.perfjunit.kind.SoakReport;
import io.github.perfjunit.kind.StressReport;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ResultSection;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fluent checks of what kinds of load have found. */
class KindAssertTests {

    private static LoadResult result(ResultSection... sections) {
        return Loads.load().request("GET /", 1000, 100).result().with(List.of(sections));
    }

    private static LoadStep step(int number, double level, LoadStep.State state) {
        return new LoadStep("step " + number, level, 30, state, "a reason", 10 * level, Duration.ofMillis(50), 0);
    }

    private static StressReport stress(@Nullable Recovery recovery, LoadStep... steps) {
        return new StressReport(false, List.of(steps), List.of(), recovery);
    }

    private static final StressReport BROKEN = stress(
            new Recovery(Recovery.Verdict.RECOVERED, Duration.ofSeconds(7), 5e7, ""),
            step(1, 10, LoadStep.State.HELD),
            step(2, 20, LoadStep.State.HELD_IN_BURSTS),
            step(3, 30, LoadStep.State.MISSED));

    private static final StressReport UNBROKEN =
            stress(null, step(1, 10, LoadStep.State.HELD), step(2, 20, LoadStep.State.HELD));

    private static void assertFails(ThrowingCallable check, String message) {
        assertThatThrownBy(check).isInstanceOf(SloViolation.class).hasMessage(message);
    }

    @Test
    void breakingPoint_lowerLimit_isComparedWithTheLastStepHeld() {
        LoadResult result = result(BROKEN);

        assertThat(result).breakingPoint().users().isGreaterThanOrEqualTo(20);
        assertFails(
                () -> assertThat(result).breakingPoint().users().isGreaterThanOrEqualTo(21),
                "users of the breaking point are 20, limit >= 21");
    }

    @Test
    void breakingPoint_upperLimit_isComparedWithTheFirstStepMissed() {
        LoadResult result = result(BROKEN);

        assertThat(result).breakingPoint().users().isLessThanOrEqualTo(30);
        assertFails(
                () -> assertThat(result).breakingPoint().users().isLessThan(30),
                "users of the breaking point are 30, limit < 30");
    }

    @Test
    void breakingPoint_thatWasNotReached_isBelowNoLimit() {
        assertFails(
                () -> assertThat(result(UNBROKEN)).breakingPoint().users().isLessThan(1000),
                "users of the breaking point have no data: not reached: 20 users were held");
    }

    @Test
    void breakingPoint_ofUsers_isNoRate() {
        assertFails(
                () -> assertThat(result(BROKEN)).breakingPoint().rate().isGreaterThan("1/s"),
                "rate of the breaking point has no data: the load was set by users");
    }

    @Test
    void breakingPoint_ofAFirstStepThatWasMissed_isZero() {
        assertFails(
                () -> assertThat(result(stress(null, step(1, 10, LoadStep.State.MISSED))))
                        .breakingPoint()
                        .users()
                        .isGreaterThan(0),
                "users of the breaking point are 0, limit > 0");
    }

    @Test
    void breakingPoint_ofAnotherKind_isNotKnown() {
        assertFails(
                () -> assertThat(result()).breakingPoint(),
                "the breaking point is not known: the load was no stress test");
    }

    @Test
    void recovery_withinItsLimit_passes() {
        assertThat(result(BROKEN)).recovery().isLessThan(Duration.ofSeconds(8));
        assertFails(
                () -> assertThat(result(BROKEN)).recovery().isLessThan(Duration.ofSeconds(7)),
                "recovery time of the target is 7 s, limit < 7 s");
    }

    @Test
    void recovery_thatNeverCame_failsWhateverTheLimit() {
        Recovery never = new Recovery(
                Recovery.Verdict.NOT_RECOVERED, Duration.ofSeconds(60), 5e7, "not recovered within the 60 s observed");
        LoadResult result = result(stress(never, step(1, 10, LoadStep.State.HELD), step(2, 20, LoadStep.State.MISSED)));

        assertFails(
                () -> assertThat(result).recovery().isLessThan(Duration.ofHours(1)),
                "recovery time of the target has no data: not recovered within the 60 s observed");
    }

    @Test
    void recovery_withoutABreak_fails() {
        assertFails(
                () -> assertThat(result(UNBROKEN)).recovery().isLessThan(Duration.ofHours(1)),
                "recovery time of the target has no data: there was nothing to recover from");
    }

    private static CapacityReport capacity(Capacity.Verdict verdict) {
        Capacity found = new Capacity(verdict, 40, 40, 42, "p95 of all requests", List.of());
        return CapacityReport.of(false, found, List.of(step(1, 40, LoadStep.State.HELD)), "");
    }

    @Test
    void capacity_verified_isComparedWithBothEndsOfItsBracket() {
        LoadResult result = result(capacity(Capacity.Verdict.VERIFIED));

        assertThat(result).capacity().users().isGreaterThanOrEqualTo(40).users().isLessThanOrEqualTo(42);
        assertThat(result).capacity().throughput().isGreaterThan("399/s");
        assertFails(
                () -> assertThat(result).capacity().users().isGreaterThan(40),
                "users of the capacity are 40, limit > 40");
    }

    @Test
    void capacity_notVerified_provesNothing() {
        assertFails(
                () -> assertThat(result(capacity(Capacity.Verdict.UNFINISHED)))
                        .capacity()
                        .users()
                        .isGreaterThan(1),
                "users of the capacity have no data: 40 users were held once, 42 users were missed");
    }

    private static SoakFigure figure(String name, SoakFigure.Verdict verdict, String remark) {
        return new SoakFigure(name, verdict, 12, 4, 20, 12, 10, "%", remark);
    }

    private static SoakReport soak(SoakFigure... figures) {
        return new SoakReport(Duration.ofHours(1), Duration.ofHours(1), List.of(figures), List.of(), List.of());
    }

    @Test
    void drift_stableFigures_pass() {
        LoadResult result = result(soak(figure("throughput", SoakFigure.Verdict.STABLE, "")));

        assertThat(result).drift().isStable().isStable("throughput");
        assertFails(
                () -> assertThat(result).drift().isStable("p75"),
                "the drift of \"p75\" is not known: a soak test watches throughput");
    }

    @Test
    void drift_anythingButStable_fails() {
        LoadResult result = result(soak(
                figure("throughput", SoakFigure.Verdict.STABLE, ""),
                figure("p50 of all requests", SoakFigure.Verdict.DRIFTING, ""),
                figure("p95 of all requests", SoakFigure.Verdict.TOO_SHORT_TO_TELL, "a reason")));

        assertFails(
                () -> assertThat(result).drift().isStable(),
                "p50 of all requests is drifting; p95 of all requests is too short to tell (a reason)");
        assertThat(result.objectives()).extracting(ObjectiveResult::met).containsExactly(false);
    }

    @Test
    void drift_ofAnotherKind_isNotKnown() {
        assertFails(() -> assertThat(result(soak())).drift().isStable(), "the soak watched no figure");
        assertFails(() -> assertThat(result()).drift(), "the drift is not known: the load was no soak test");
    }

    @Test
    void stretch_thatDoesNotExist_fails() {
        assertThatThrownBy(() -> assertThat(result()).stretch("spike"))
                .isInstanceOf(SloViolation.class)
                .hasMessageContaining("spike");
    }

    @Test
    void section_data_hasNoValueThatJsonCannotExpress() {
        CapacityReport open = CapacityReport.of(
                true,
                new Capacity(Capacity.Verdict.AT_LEAST, 40, 40, Double.POSITIVE_INFINITY, "", List.of()),
                List.of(step(1, 40, LoadStep.State.HELD)),
                "");

        assertThat(open.summary()).isEqualTo("40/s at least, the highest load that was tried, verified");
        assertThat(open.tables().get(0).rows().get(1)).containsExactly("there 400/s at p95 50 ms");
    }
}
