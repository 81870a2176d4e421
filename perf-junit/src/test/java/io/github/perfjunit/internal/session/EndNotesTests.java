// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndNotesTests {

    @Test
    void iterations_thatOutlastTheirTime_areToldInNumbers() {
        assertThat(notes(1_000L, null, 850, 150, 0))
                .containsExactly("850 of 1,000 iterations of shop began within 10 s; the others were dropped: raise"
                        + " duration, or ask for fewer");
        assertThat(notes(null, 20L, 850, 150, 0)).hasSize(1);
    }

    @Test
    void requests_thatWereSentAfterTheMeasuredTime_areToldInNumbers() {
        assertThat(notes(1_000L, null, 1_000, 0, 150))
                .containsExactly("150 of 1,000 requests of shop were sent after the 10 s that were measured, and are in"
                        + " no figure of them: raise duration");
    }

    @Test
    void loads_thatHadTimeEnough_orOnlyTime_sayNothing() {
        assertThat(notes(1_000L, null, 1_000, 0, 0)).isEmpty();
        assertThat(notes(null, null, 1_000, 20, 150)).isEmpty();
    }

    private static List<String> notes(
            @Nullable Long iterations, @Nullable Long each, long began, long dropped, long late) {
        ScenarioPlan scenario = new ScenarioPlan(
                "shop",
                new LoadModel.Closed(
                        List.of(new Segment(Duration.ofSeconds(10), 50, 50, Phase.MEASURE)), null, iterations, each),
                "some load",
                Duration.ZERO,
                ThinkTime.NONE,
                false,
                Duration.ZERO,
                "");
        ScenarioSummary summary = TestFigures.scenario(
                "shop",
                "some load",
                false,
                false,
                50,
                Map.of(Outcome.OK, began),
                began + dropped,
                dropped,
                0,
                0,
                0,
                0,
                0,
                Map.of(Phase.MEASURE, 10_000L),
                0);
        LoadData data = new LoadData(
                Instant.EPOCH,
                10_000,
                List.of(series(Phase.MEASURE, 1_000 - late), series(Phase.GRACE, late)),
                List.of(summary),
                List.of(),
                List.of(),
                new GeneratorHealth(
                        -1, -1, 0, 0, LatencySummary.EMPTY, 0, PinnedThreads.UNWATCHED, List.of(), List.of()),
                "",
                0);
        return EndNotes.of(new LoadPlan("Test.shop", List.of(scenario), 1, WorkerShare.WHOLE), data);
    }

    private static Series series(Phase phase, long count) {
        return TestFigures.series(
                new Series.Key("shop", "GET /", SeriesKind.REQUEST, phase),
                Map.of(Outcome.OK, count),
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                0,
                0);
    }
}
