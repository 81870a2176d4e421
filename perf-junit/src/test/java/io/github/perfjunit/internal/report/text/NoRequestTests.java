// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoRequestTests {

    private final ExampleLoad load = new ExampleLoad();

    private void iterations(SeriesKind kind, long nanos) {
        LatencySummary times = LatencySummary.ofNanos(nanos, nanos);
        load.series.add(TestFigures.series(
                new Series.Key("visit", kind == SeriesKind.ITERATION ? "visit" : "select 1", kind, Phase.MEASURE),
                Map.of(Outcome.OK, 2L),
                times,
                LatencySummary.EMPTY,
                times,
                0,
                0));
    }

    @Test
    void requests_needNoNote() {
        iterations(SeriesKind.ITERATION, 1_000);

        assertThat(NoRequest.note(load.result())).isEmpty();
    }

    @Test
    void noRequest_isToldWithWhatToDo() {
        load.series.clear();
        iterations(SeriesKind.ITERATION, 5_000_000);

        assertThat(NoRequest.note(load.result()))
                .contains("no request was made in 2 iterations: the times are those of the method itself; send requests"
                        + " with http..., or time calls with user.step(...)");
    }

    @Test
    void bodyThatDoesNothing_isToldToo() {
        load.series.clear();
        iterations(SeriesKind.ITERATION, 2_000);

        assertThat(NoRequest.note(load.result()))
                .contains("no request was made in 2 iterations, and the body does next to nothing (p50 2 us): the times"
                        + " are those of the method itself; send requests with http..., or time calls with"
                        + " user.step(...)");
    }

    @Test
    void iterationsThatAllFailed_haveNoTimesToSpeakOf() {
        load.series.clear();
        load.series.add(TestFigures.series(
                new Series.Key("visit", "visit", SeriesKind.ITERATION, Phase.MEASURE),
                Map.of(Outcome.ERROR, 2L),
                LatencySummary.EMPTY,
                LatencySummary.ofNanos(5_000_000),
                LatencySummary.EMPTY,
                0,
                0));

        assertThat(NoRequest.note(load.result())).isEmpty();
    }

    @Test
    void statements_areWorkThatIsTimed() {
        load.series.clear();
        iterations(SeriesKind.ITERATION, 5_000_000);
        iterations(SeriesKind.STATEMENT, 4_000_000);

        assertThat(NoRequest.note(load.result())).isEmpty();
    }
}
