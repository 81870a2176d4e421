// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.metrics.CheckTable;
import io.github.perfjunit.internal.metrics.ErrorTable;
import io.github.perfjunit.internal.metrics.MetricTable;
import io.github.perfjunit.internal.metrics.SampleRecorder;
import io.github.perfjunit.internal.metrics.SeriesNames;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors belong to the phase of what failed, not to that in which they are listed; an hour of warm-up has just begun. */
class ErrorPhaseTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final long start = System.nanoTime();
    private final long measured = start + HOUR.toNanos();
    private final ErrorTable errors = new ErrorTable();
    private final ScenarioRecorder scenarioRecorder = scenarioRecorder();

    private ScenarioRecorder scenarioRecorder() {
        PhaseClock clock =
                new PhaseClock(List.of(new Segment(HOUR, 1, 1, Phase.WARM_UP), new Segment(HOUR, 1, 1, Phase.MEASURE)));
        SeriesNames names = new SeriesNames();
        ScenarioRecorder made = new ScenarioRecorder(
                "shop",
                clock,
                new SampleRecorder(names),
                names,
                errors,
                new CheckTable(),
                new MetricTable(),
                AlikeFailures.off());
        made.begin(start, start);
        return made;
    }

    private List<String> listed() {
        return errors.summaries().stream()
                .map(error -> error.request() + " " + error.measured() + " of " + error.count())
                .toList();
    }

    @Test
    void error_seenBesideTheUsers_isOfThePhaseOfItsRequest() {
        OutsideRecorder recorder = new OutsideRecorder(scenarioRecorder);
        recorder.record("job", measured, measured, measured + 1, Outcome.ERROR, 0, 0);
        recorder.error("job", "io", "lost", null);

        assertThat(listed()).containsExactly("job 1 of 1");
    }

    @Test
    void error_seenBesideTheUsers_isOfThePhaseOfItsStatement() {
        OutsideRecorder recorder = new OutsideRecorder(scenarioRecorder);
        recorder.statement("select 1", measured, measured + 1, Outcome.ERROR);
        recorder.error("select 1", "sql", "lost", null);

        assertThat(listed()).containsExactly("select 1 1 of 1");
    }

    @Test
    void error_ofNothingThatWasCounted_isOfThePhaseOfNow() {
        OutsideRecorder recorder = new OutsideRecorder(scenarioRecorder);
        recorder.statement("select 1", measured, measured + 1, Outcome.ERROR);
        recorder.error("select 1", "sql", "lost", null);
        recorder.error("job", "io", "lost", null);

        assertThat(listed()).containsExactly("job 0 of 1", "select 1 1 of 1");
    }

    @Test
    void error_ofAUsersStatement_isOfThePhaseOfTheStatement() {
        UserRecorder recorder = new UserRecorder(scenarioRecorder, 0);
        recorder.iterationStarts(start, start);
        recorder.statement("select 1", measured, measured + 1, Outcome.ERROR);
        recorder.error("select 1", "sql", "lost", null);

        assertThat(listed()).containsExactly("select 1 1 of 1");
    }
}
