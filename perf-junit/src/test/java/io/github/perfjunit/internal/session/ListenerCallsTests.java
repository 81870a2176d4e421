// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.LoadListener;
import io.github.perfjunit.spi.RunningLoad;
import io.github.perfjunit.spi.RunningScenario;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerCallsTests {

    private static final RunningLoad LOAD = new RunningLoad() {
        @Override
        public Phase phaseAt(long nanoTime) {
            return Phase.MEASURE;
        }

        @Override
        public List<RunningScenario> scenarios() {
            return List.of();
        }
    };

    private final List<String> heard = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private class Noting implements LoadListener {

        @Override
        public void begun(RunningLoad load) {
            heard.add("begun " + load.phaseAt(0).label());
        }

        @Override
        public void phase(Phase phase, long millis) {
            heard.add(phase.label() + " from " + millis);
        }

        @Override
        public void interval(Interval interval) {
            heard.add("interval " + interval.toMillis());
        }

        @Override
        public void monitored(List<MonitorSample> samples) {
            samples.forEach(sample -> heard.add(sample.name() + " " + sample.value()));
        }

        @Override
        public void ended(LoadData data) {
            heard.add("ended" + data.stopReason());
        }

        @Override
        public void stopped(String reason) {
            heard.add("stopped " + reason);
        }
    }

    private boolean offer(Runnable call, int room) {
        return waiting.size() < room && waiting.add(call);
    }

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Test
    void listener_hearsAllInOrder() {
        ListenerCalls calls = new ListenerCalls(new Noting());
        calls.begun(LOAD, this::offer);
        calls.interval(interval(0, Phase.RAMP_UP, 0), this::offer);
        calls.interval(interval(1, Phase.MEASURE, 0), this::offer);
        calls.interval(interval(2, Phase.MEASURE, 0), this::offer);
        calls.monitored(List.of(new MonitorSample(3000, Phase.MEASURE, "depth", "", 7)), this::offer);
        calls.ended(new ExampleLoad().data(), this::offer);
        work();

        assertThat(heard)
                .containsExactly(
                        "begun measure",
                        "ramp-up from 1000",
                        "interval 1000",
                        "measure from 2000",
                        "interval 2000",
                        "interval 3000",
                        "depth 7.0",
                        "ended");
        assertThat(calls.end()).isEmpty();
    }

    @Test
    void loadWithoutFigures_isStoppedWithItsReason() {
        ListenerCalls calls = new ListenerCalls(new Noting());
        calls.stopped("the executor failed", this::offer);
        work();

        assertThat(heard).containsExactly("stopped the executor failed");
    }

    @Test
    void listenerThatIsSlow_losesIntervalsButNeverTheEnd() {
        ListenerCalls calls = new ListenerCalls(new Noting());
        for (int second = 0; second < 75; second++) {
            calls.interval(interval(second, Phase.MEASURE, 0), this::offer);
        }
        calls.ended(new ExampleLoad().data(), this::offer);
        work();

        assertThat(heard)
                .hasSize(62)
                .startsWith("measure from 1000", "interval 1000")
                .endsWith("interval 60000", "ended");
        assertThat(calls.end()).containsExactly("missed 15 of 75 intervals, because it was too slow");
    }

    @Test
    void listenerThatThrows_goesOnBeingCalled() {
        ListenerCalls calls = new ListenerCalls(new Noting() {
            @Override
            public void begun(RunningLoad load) {
                throw new IllegalStateException("too early");
            }

            @Override
            public void interval(Interval interval) {
                super.interval(interval);
                if (interval.toMillis() == 1_000) {
                    throw new AssertionError("boom");
                }
            }
        });
        calls.begun(LOAD, this::offer);
        calls.interval(interval(0, Phase.MEASURE, 0), this::offer);
        calls.interval(interval(1, Phase.MEASURE, 0), this::offer);
        calls.ended(new ExampleLoad().data(), this::offer);
        work();

        assertThat(heard).containsExactly("measure from 1000", "interval 1000", "interval 2000", "ended");
        assertThat(calls.end()).containsExactly("failed 2 times, first with IllegalStateException: too early");
    }

    @Test
    void listenerThatFailsTenTimesInARow_getsOnlyTheEnd() {
        ListenerCalls calls = new ListenerCalls(new Noting() {
            @Override
            public void interval(Interval interval) {
                throw new IllegalStateException("at " + interval.toMillis());
            }
        });
        for (int second = 0; second < 30; second++) {
            calls.interval(interval(second, Phase.MEASURE, 0), this::offer);
            work();
        }
        calls.ended(new ExampleLoad().data(), this::offer);
        work();

        assertThat(heard).containsExactly("measure from 1000", "ended");
        assertThat(calls.end())
                .containsExactly("failed 10 times, first with IllegalStateException: at 1000, and got no more intervals"
                        + " after 10 failures in a row");
    }
}
